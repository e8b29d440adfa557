"""The desk for programmes and who takes part."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from translated_fields import TranslatedFieldAdmin

from partnerships.admin.base import Movable, RegisterAdmin, side_by_side
from partnerships.views.presentation import localised
from programmes.models import Participation, Programme, ProgrammeContact

from .programme_inlines import (
    ContactInline,
    DocumentInline,
    OfficeInline,
    ParticipationInline,
    PartnerInline,
    ResultInline,
    SourceInline,
)


@admin.register(Programme)
class ProgrammeAdmin(Movable, TranslatedFieldAdmin, RegisterAdmin):
    """Programmes with their texts side by side, and all that belongs to them on one page."""

    list_display = ["name_nl", "kind", "starts", "ends", "publication"]
    list_filter = ["publication", "kind", "themes"]
    search_fields = ["name_nl", "name_en", "name_zh_hans", "acronym"]
    autocomplete_fields = ["client", "predecessor", "themes", "practices", "exchanges"]
    prepopulated_fields = {"slug": ["name_nl"]}
    readonly_fields = ["publication", "moved_by", "moved_at"]
    inlines = [
        PartnerInline,
        OfficeInline,
        ParticipationInline,
        ResultInline,
        ContactInline,
        DocumentInline,
        SourceInline,
    ]
    actions = ["publish", "archive"]
    fieldsets = [
        (
            _("Identity"),
            {"fields": [side_by_side("name"), "acronym", "slug", "kind", side_by_side("summary")]},
        ),
        (_("Money"), {"fields": [side_by_side("funder"), "budget", "client"]}),
        (_("Term"), {"fields": [("valid_from", "valid_until"), "predecessor"]}),
        (
            _("Content"),
            {
                "fields": [
                    side_by_side("objective"),
                    side_by_side("background"),
                    side_by_side("focus"),
                    "themes",
                    "countries",
                    side_by_side("who_can_join"),
                    side_by_side("support"),
                    side_by_side("effort"),
                    "website",
                    "practices",
                    "exchanges",
                ]
            },
        ),
        (_("Publication"), {"fields": ["publication", ("moved_by", "moved_at")]}),
    ]

    @admin.display(description=_("starts"), ordering="valid_from")
    def starts(self, programme):
        return localised(programme.valid_from)

    @admin.display(description=_("ends"), ordering="valid_until")
    def ends(self, programme):
        return localised(programme.valid_until)

    def save_formset(self, request, form, formset, change):
        if formset.model is ProgrammeContact:
            for one in formset.forms:
                if "consent_on" in one.changed_data:
                    given = one.instance.consent_on
                    one.instance.consent_recorded_by = request.user if given else None
        super().save_formset(request, form, formset, change)

    def changed(self, total):
        sentence = ngettext("%(total)d programme changed.", "%(total)d programmes changed.", total)
        return sentence % {"total": total}


@admin.register(Participation)
class ParticipationAdmin(TranslatedFieldAdmin, RegisterAdmin):
    """Who takes part in which programme."""

    list_display = ["programme", "authority", "city", "country", "division", "state"]
    list_filter = ["programme", "state"]
    list_select_related = ["programme", "authority", "division"]
    search_fields = ["city", "authority__name", "division__name_en"]
    autocomplete_fields = ["programme", "authority", "division", "themes"]
