"""The desk for agreements: one list, one form, and a spreadsheet in and out."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from translated_fields import TranslatedFieldAdmin

from partnerships.base.workflow import Publication
from partnerships.models import Agreement
from partnerships.views.presentation import localised

from .base import Movable, RegisterAdmin, confirmed_first
from .filters import AuthorityKindFilter, ConfirmationFilter, FreshnessFilter, SourceFilter
from .inlines import (
    DocumentInline,
    ParticipantInline,
    ResultInline,
    SourceInline,
    StatusChangeInline,
    ThemeInline,
)
from .spreadsheets import SpreadsheetAdmin


@admin.register(Agreement)
class AgreementAdmin(Movable, SpreadsheetAdmin, TranslatedFieldAdmin, RegisterAdmin):
    """Agreements with parties, history, sources and documents on one page."""

    list_display = [
        "title_nl",
        "kind",
        "status",
        "since_shown",
        "verification",
        "freshness_shown",
        "publication",
    ]
    list_filter = [
        "publication",
        "status",
        "kind",
        "verification",
        FreshnessFilter,
        ConfirmationFilter,
        SourceFilter,
        AuthorityKindFilter,
        "themes",
    ]
    search_fields = ["title_nl"]
    search_help_text = _("Places, subjects and words, in Dutch, English or Chinese")
    autocomplete_fields = ["replaced_by"]
    prepopulated_fields = {"slug": ["title_nl"]}
    readonly_fields = ["status", "public_status", "publication", "moved_by", "moved_at"]
    inlines = [
        ParticipantInline,
        ThemeInline,
        StatusChangeInline,
        ResultInline,
        SourceInline,
        DocumentInline,
    ]
    actions = ["publish", "archive", "confirm_today"]
    fieldsets = [
        (
            _("Identity"),
            {
                "fields": [
                    "title_nl",
                    "title_en",
                    "title_zh_hans",
                    "slug",
                    "kind",
                    "document_form",
                    "origin",
                ]
            },
        ),
        (
            _("Period"),
            {
                "fields": [
                    "first_contact_year",
                    ("signed_on", "signed_in"),
                    "signatories",
                    ("valid_from", "valid_until"),
                    ("is_tacitly_renewed", "notice_months"),
                    "replaced_by",
                ]
            },
        ),
        (_("Decision"), {"fields": [("decision_body", "decided_on"), "decision_url"]}),
        (
            _("Content"),
            {
                "fields": [
                    "summary_nl",
                    "summary_en",
                    "summary_zh_hans",
                    "aims_nl",
                    "aims_en",
                    "aims_zh_hans",
                    "keywords",
                ]
            },
        ),
        (
            _("Means (own authority and staff only)"),
            {"fields": [("yearly_cost", "staff_time", "is_cost_released"), "alignment"]},
        ),
        (_("Trust"), {"fields": ["verification", ("confirmed_on", "confirmed_by")]}),
        (
            _("Publication"),
            {"fields": [("status", "public_status"), "publication", ("moved_by", "moved_at")]},
        ),
    ]

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        Agreement.objects.filter(pk=form.instance.pk).reindex()

    @admin.display(description=_("since"), ordering="since")
    def since_shown(self, agreement):
        return localised(agreement.since)

    @admin.display(description=_("last confirmed"), ordering="confirmed_on")
    def freshness_shown(self, agreement):
        return agreement.freshness.label

    def bring(self, record, *, to, by):
        if to == Publication.PUBLISHED and not record.pairs.exists():
            raise ValidationError(_("A published agreement has a Dutch and a Chinese party."))
        super().bring(record, to=to, by=by)

    @admin.action(description=_("Confirm as correct today"))
    @confirmed_first()
    def confirm_today(self, request, queryset):
        today = timezone.localdate()
        total = queryset.update(confirmed_on=today, confirmed_by=request.user)
        messages.success(request, self.changed(total))

    def changed(self, total):
        sentence = ngettext("%(total)d agreement changed.", "%(total)d agreements changed.", total)
        return sentence % {"total": total}
