"""The desk for exchanges."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedFieldAdmin

from partnerships.base.workflow import Publication
from partnerships.models import Commitment, Exchange

from .base import RegisterAdmin


class CommitmentInline(admin.TabularInline):
    model = Commitment
    extra = 0


@admin.register(Exchange)
class ExchangeAdmin(TranslatedFieldAdmin, RegisterAdmin):
    """Visits and meetings; what is planned stays among authorities until it is held."""

    list_display = ["title_nl", "direction", "purpose", "from_on", "state", "publication"]
    list_filter = ["state", "direction", "purpose", "publication", "themes"]
    search_fields = ["title_nl", "title_en", "title_zh_hans"]
    date_hierarchy = "from_on"
    autocomplete_fields = ["agreement", "authorities", "divisions", "organisations", "themes"]
    readonly_fields = ["publication", "moved_by", "moved_at"]
    inlines = [CommitmentInline]
    actions = ["publish"]
    fieldsets = [
        (
            _("Identity"),
            {
                "fields": [
                    "title_nl",
                    "title_en",
                    "title_zh_hans",
                    ("direction", "purpose", "level", "state"),
                    "agreement",
                ]
            },
        ),
        (_("Period"), {"fields": [("from_on", "until_on"), "open_until"]}),
        (
            _("Parties"),
            {
                "fields": [
                    "authorities",
                    "divisions",
                    "organisations",
                    ("leader_role", "size"),
                    "host",
                ]
            },
        ),
        (
            _("Content"),
            {
                "fields": [
                    "themes",
                    "results_nl",
                    "results_en",
                    "results_zh_hans",
                    "report_url",
                    "cost",
                ]
            },
        ),
        (_("Publication"), {"fields": ["publication", ("moved_by", "moved_at")]}),
    ]

    @admin.action(description=_("Publish"))
    def publish(self, request, queryset):
        for exchange in queryset.exclude(publication=Publication.PUBLISHED):
            exchange.move(to=Publication.PUBLISHED, by=request.user)
