"""The form in which an authority says what has changed in one of its agreements."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from partnerships.actions.agreements import record_status, set_themes
from partnerships.base.dates import PartialDate, PartialDateField
from partnerships.base.models import broken_names
from partnerships.models import Agreement
from partnerships.models.agreement_choices import WITH_REASON, Reason, Status

from .fields import MOST_THEMES, ThemesField, counted

TEXTS = {"title_nl": 160, "summary_nl": 1500, "aims_nl": 1500, "status_note": 400, "note": 1500}


class AgreementForm(forms.ModelForm):
    """What an official knows of an agreement, in Dutch; who takes part is for staff."""

    themes = ThemesField(most=MOST_THEMES, help_text=_("At most three."))
    status = forms.ChoiceField(
        label=_("status"),
        choices=Status,
        help_text=_("Choose another only when the status has changed."),
    )
    status_on = PartialDateField(_("changed on")).formfield()
    status_reason = forms.ChoiceField(
        label=_("reason of the change"),
        choices=[("", "---------"), *Reason.choices],
        required=False,
        help_text=_("Only a pause or an end has a reason."),
    )
    status_note = forms.CharField(
        label=_("note on the change"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    note = forms.CharField(
        label=_("note to VNG International"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("How you know it, or the answer to a question. It is not published."),
    )

    class Meta:
        model = Agreement
        fields = [
            "title_nl",
            "summary_nl",
            "aims_nl",
            "signed_on",
            "signed_in",
            "valid_from",
            "valid_until",
            "is_tacitly_renewed",
            "notice_months",
            "document_form",
            "origin",
            "decision_body",
            "decided_on",
            "decision_url",
        ]
        labels = {
            "title_nl": _("title"),
            "summary_nl": _("summary"),
            "aims_nl": _("aims"),
            "decision_url": _("address of the decision"),
        }

    # What the page asks together.
    groups = (
        (_("What it is about"), ["title_nl", "summary_nl", "aims_nl", "themes"]),
        (
            _("The document"),
            [
                "document_form",
                "signed_on",
                "signed_in",
                "valid_from",
                "valid_until",
                "is_tacitly_renewed",
                "notice_months",
            ],
        ),
        (
            _("How it came about"),
            ["origin", "decision_body", "decided_on", "decision_url"],
        ),
        (
            _("Where it stands"),
            ["status", "status_on", "status_reason", "status_note"],
        ),
    )

    def __init__(self, data=None, *, agreement, changes=None, note=""):
        self.today = self.values_of(agreement)
        initial = {**self.today, **(changes or {}), "note": note}
        super().__init__(data, instance=agreement, initial=initial)
        for name, most in TEXTS.items():
            counted(self.fields[name], most)
        for name in ("summary_nl", "aims_nl"):
            self.fields[name].widget.attrs["rows"] = 6

    @classmethod
    def values_of(cls, agreement):
        """Return what the form would be sent if nothing changed, as JSON can hold it."""
        themes = agreement.agreementtheme_set.filter(rank__isnull=False)
        return {
            **{name: plain(getattr(agreement, name)) for name in cls.Meta.fields},
            "themes": sorted(themes.values_list("theme", flat=True)),
            "status": agreement.status,
            **dict.fromkeys(("status_on", "status_reason", "status_note"), ""),
        }

    def clean(self):
        told = super().clean()
        status = told.get("status")
        same = status == self.today["status"]
        if same and any(told.get(name) for name in ("status_on", "status_reason", "status_note")):
            self.add_error("status", _("Choose the status that it has got."))
        elif told.get("status_reason") and status not in WITH_REASON:
            self.add_error("status_reason", _("Only a pause or an end has a reason."))
        return told

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

    @transaction.atomic
    def save(self):
        """Write what differs, and index the agreement anew."""
        changed = self.changes()
        agreement = super().save(commit=False)
        agreement.save(update_fields=[*(set(changed) & set(self.Meta.fields)), "updated_at"])
        if "themes" in changed:
            self._save_themes(agreement)
        if "status" in changed:
            record_status(
                agreement=agreement,
                status=changed["status"],
                on=changed.get("status_on", ""),
                reason=changed.get("status_reason", ""),
                note_nl=changed.get("status_note", ""),
            )
        Agreement.objects.filter(pk=agreement.pk).reindex()
        return agreement

    def _save_themes(self, agreement):
        """Make the chosen themes the main ones; those that were keep their order and go first."""
        links = list(agreement.agreementtheme_set.select_related("theme"))
        chosen = list(self.cleaned_data["themes"])
        kept = [link.theme for link in links if link.rank and link.theme in chosen]
        further = [link.theme for link in links if not link.rank and link.theme not in chosen]
        new = [theme for theme in chosen if theme not in kept]
        set_themes(agreement=agreement, main=kept + new, further=further)


def plain(value):
    """Return a cleaned value as JSON can hold it, so that a text sent back unread is the same."""
    if isinstance(value, str):
        return str(value).replace("\r\n", "\n").strip()
    if value is None or isinstance(value, int):
        return value
    return sorted(theme.pk for theme in value)
