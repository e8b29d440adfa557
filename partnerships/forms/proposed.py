"""What the forms share in which an authority says what has changed in a published record."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from partnerships.base.dates import PartialDate
from partnerships.base.models import broken_names

from .fields import counted

LONGEST_NOTE = 1500


class ProposedForm(forms.ModelForm):
    """A published record as its authority would have it.

    ``today`` is what the record holds, by field, as JSON can hold it; ``groups`` are the fields
    that the page asks together.
    """

    groups = ()

    note = forms.CharField(
        label=_("note to VNG International"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("How you know it, or the answer to a question. It is not published."),
    )

    def __init__(self, data=None, *, record, changes=None, note=""):
        self.today = self.values_of(record)
        initial = {**self.today, **(changes or {}), "note": note}
        super().__init__(data, instance=record, initial=initial)
        counted(self.fields["note"], LONGEST_NOTE)

    @classmethod
    def values_of(cls, record):
        """Return what the form would be sent if nothing changed, as JSON can hold it."""
        return {
            **{name: plain(getattr(record, name)) for name in cls.Meta.fields},
            "themes": sorted(cls.themes_of(record)),
        }

    @staticmethod
    def themes_of(record):
        """Return the keys of the themes that the form asks for."""
        raise NotImplementedError

    def changes(self):
        """Return the right values that differ from what the record holds, as JSON can hold them."""
        # A rule over several fields, such as the order of dates, leaves all of them out.
        left_out = broken_names(self.instance) if self.non_field_errors() else ()
        told = {name: plain(value) for name, value in self.cleaned_data.items()}
        return {
            name: value
            for name, value in told.items()
            if name in self.today and name not in left_out and value != self.today[name]
        }

    def reasons(self):
        """Return what is wrong, each with the field it is about."""
        return [
            f"{self.fields[name].label}: {error}" if name in self.fields else error
            for name, errors in self.errors.items()
            for error in errors
        ]

    def in_words(self, name, value):
        """Return a value of a field as a reader knows it; nothing for nothing."""
        field = self.fields[name]
        if value in ("", None, []):
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name == "themes":
            names = [str(theme) for theme in field.queryset if theme.pk in value]
            return pgettext("between items of a list", ", ").join(names)
        if hasattr(field, "choices"):
            return dict(field.choices).get(value, value)
        if name.endswith("_on") or name.startswith("valid_"):
            return PartialDate(value).localised()
        return str(value)

    def write(self):
        """Write the columns that differ and return the record with what was changed."""
        changed = self.changes()
        record = super().save(commit=False)
        record.save(update_fields=[*(set(changed) & set(self.Meta.fields)), "updated_at"])
        return record, changed


def plain(value):
    """Return a cleaned value as JSON can hold it, so that a text sent back unread is the same."""
    if isinstance(value, str):
        return str(value).replace("\r\n", "\n").strip()
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    return sorted(theme.pk for theme in value)
