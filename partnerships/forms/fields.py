"""Fields that several forms share."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from partnerships.base.search import normalised
from partnerships.models import Theme

# Main themes of a record.
MOST_THEMES = 3
UNKNOWN = _("We do not know “%(name)s”. Look up how it is written in the list of places in China.")
UNKNOWN_AUTHORITY = _("We do not know “%(name)s”. Look it up in the list of authorities.")
UNKNOWN_BODY = _("We do not know the organisation “%(name)s”. Ask VNG International to add it.")
AMBIGUOUS = _("There is more than one “%(name)s”: %(choices)s. Write it as it stands here.")
TOO_LONG = ngettext_lazy(
    "This is %(over)d character too long: at most %(most)d.",
    "This is %(over)d characters too long: at most %(most)d.",
    "over",
)


def counted(field, most):
    """Let a field say how much still fits; what is too long is told, never cut off.

    The browser's own limit would cut a pasted text without a word.
    """
    field.max_length = None
    field.validators = [one for one in field.validators if not hasattr(one, "limit_value")] + [
        Fits(most)
    ]
    field.widget.attrs.pop("maxlength", None)
    field.widget.attrs["data-most"] = most


class Fits:
    """Refuses a text of more than so many characters, and says by how many it is too long."""

    def __init__(self, most):
        self.most = most

    def __call__(self, text):
        # A browser sends two characters for the end of a line, and counts one.
        over = len(text.replace("\r\n", "\n")) - self.most
        if over > 0:
            raise forms.ValidationError(
                TOO_LONG, code="max_length", params={"over": over, "most": self.most}
            )


class NamesField(forms.CharField):
    """Records typed by their names, in whatever language, with commas between."""

    def __init__(self, queryset, *, unknown=UNKNOWN, **kwargs):
        super().__init__(required=False, **kwargs)
        self.queryset, self.unknown = queryset, unknown

    def prepare_value(self, value):
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(map(self._written, value))

    def clean(self, value):
        typed = super().clean(value).replace("，", ",").replace("、", ",")
        names = [name.strip() for name in typed.split(",") if name.strip()]
        return list(dict.fromkeys(self._one(name) for name in names))

    def _one(self, name):
        found = self._meant(name)
        if len(found) != 1:
            message = AMBIGUOUS if found else self.unknown
            params = {"name": name, "choices": "; ".join(map(_told_apart, found))}
            raise forms.ValidationError(message, code="name", params=params)
        return found[0]

    def _meant(self, name):
        """Return what a name can stand for; a province of that very name is not its namesake."""
        found = self._found(name)
        exact = [one for one in found if normalised(str(one)) == normalised(name)]
        return exact if len(exact) == 1 else found

    def _found(self, name):
        wanted = normalised(name)
        return [
            place
            for place in self.queryset.matching(name.split("(")[0] or name)
            if wanted in map(normalised, [*place.searched_names, _told_apart(place)])
        ]

    def _written(self, record):
        """Return the name by which the field finds a record again."""
        return str(record) if len(self._meant(str(record))) == 1 else _told_apart(record)


def _told_apart(place):
    """Return a name that tells a place from those of the same name."""
    chinese = getattr(place, "name_zh", "")
    return f"{place} ({chinese or place.get_kind_display()})"


class OrganisationsField(NamesField):
    """Organisations typed by their names; they have one name each."""

    def _found(self, name):
        return list(self.queryset.filter(name__iexact=name)[:2])


MAILBOX = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
TELEPHONE = re.compile(r"(?<!\d)(?:\+|00)?\d(?:[\s().-]{0,2}\d){8,}(?!\d)")


def tells_no_address(text):
    """Refuse a text with an e-mail address or a telephone number: those belong to persons."""
    if MAILBOX.search(text) or TELEPHONE.search(text):
        raise forms.ValidationError(
            _("This holds an e-mail address or a telephone number. Name offices only, please."),
            code="personal",
        )


class DayInput(forms.DateInput):
    """A day, chosen in the calendar of the browser or typed."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class ThemesField(forms.ModelMultipleChoiceField):
    """Themes to tick, at most so many where the record has main themes."""

    def __init__(self, *, most=None, **kwargs):
        self.most = most
        kwargs.setdefault("label", _("themes"))
        super().__init__(
            Theme.objects.all(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def clean(self, value):
        themes = super().clean(value)
        if self.most and len(themes) > self.most:
            raise forms.ValidationError(_("Choose at most three themes."), code="themes")
        return themes
