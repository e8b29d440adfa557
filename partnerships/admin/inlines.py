"""The tables that are kept on the page of an agreement."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.actions import agreements as actions
from partnerships.base.workflow import Publication
from partnerships.models import (
    AgreementTheme,
    Document,
    Participant,
    Result,
    Source,
    StatusChange,
)
from partnerships.models.agreement_choices import CLOSED


class ParticipantFormSet(forms.BaseInlineFormSet):
    """The parties of one agreement, checked together."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        kept = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        authorities = [row["authority"] for row in kept if row.get("authority")]
        divisions = [row["division"] for row in kept if row.get("division")]
        agreement = self.instance
        if agreement.publication != Publication.PUBLISHED:
            return
        if not (authorities and divisions):
            raise ValidationError(_("A published agreement has a Dutch and a Chinese party."))
        rivals = actions.running_rivals(
            agreement=agreement if agreement.pk else None,
            kind=agreement.kind,
            authorities=authorities,
            divisions=divisions,
        )
        if agreement.status not in CLOSED and rivals:
            raise ValidationError(
                _("These parties have a running agreement of this kind already: %(title)s."),
                params={"title": ", ".join(str(rival) for rival in rivals)},
            )


class ParticipantInline(admin.TabularInline):
    model = Participant
    formset = ParticipantFormSet
    autocomplete_fields = ["authority", "division"]
    extra = 1


class ThemeInline(admin.TabularInline):
    model = AgreementTheme
    extra = 1


class StatusChangeInline(admin.StackedInline):
    model = StatusChange
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("position", "status", "on", "is_latest"),
                    ("reason", "decision_body", "decision_url"),
                    ("note_nl", "note_en", "note_zh_hans"),
                    "is_public",
                ]
            },
        )
    ]
    extra = 0


class ResultInline(admin.TabularInline):
    model = Result
    extra = 0


class SourceInline(admin.TabularInline):
    model = Source
    fields = ["kind", "reference", "consulted_on", "note"]
    extra = 1


class DocumentsInline(admin.TabularInline):
    """The documents of a record of any noun."""

    fields = ["title", "url", "file", "language", "ring"]
    extra = 0


class DocumentInline(DocumentsInline):
    model = Document
