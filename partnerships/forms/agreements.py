"""The form in which an authority says what has changed in one of its agreements."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partnerships.actions.agreements import record_status, set_themes
from partnerships.base.dates import PartialDateField
from partnerships.models import Agreement
from partnerships.models.agreement_choices import WITH_REASON, Reason, Status

from .fields import MOST_THEMES, ThemesField, counted
from .proposed import ProposedForm

TEXTS = {"title_nl": 160, "summary_nl": 1500, "aims_nl": 1500, "status_note": 400}


class AgreementForm(ProposedForm):
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

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        for name, most in TEXTS.items():
            counted(self.fields[name], most)
        for name in ("summary_nl", "aims_nl"):
            self.fields[name].widget.attrs["rows"] = 6

    @classmethod
    def values_of(cls, record):
        return super().values_of(record) | {
            "status": record.status,
            **dict.fromkeys(("status_on", "status_reason", "status_note"), ""),
        }

    @staticmethod
    def themes_of(record):
        themes = record.agreementtheme_set.filter(rank__isnull=False)
        return themes.values_list("theme", flat=True)

    def clean(self):
        told = super().clean()
        status = told.get("status")
        same = status == self.today["status"]
        if same and any(told.get(name) for name in ("status_on", "status_reason", "status_note")):
            self.add_error("status", _("Choose the status that it has got."))
        elif told.get("status_reason") and status not in WITH_REASON:
            self.add_error("status_reason", _("Only a pause or an end has a reason."))
        return told

    @transaction.atomic
    def save(self):
        """Write what differs, and index the agreement anew."""
        agreement, changed = self.write()
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
