"""The desk for practices: what waits for judgement, one form, and moves through the actions."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedFieldAdmin

from partnerships.base.translation import LANGUAGES, to_attribute
from partnerships.models import (
    Evidence,
    Practice,
    PracticeLink,
    PracticeMove,
    PracticeTheme,
    Reuse,
    Source,
)

from .base import RegisterAdmin
from .filters import FreshnessFilter, SourceFilter


def side_by_side(name):
    """Return the columns of a translated text as one line of a form."""
    return tuple(to_attribute(name, code) for code in LANGUAGES)


class ThemeInline(admin.TabularInline):
    model = PracticeTheme
    extra = 1


class EvidenceInline(admin.TabularInline):
    model = Evidence
    fields = [*side_by_side("indicator"), "before", "after", "source"]
    extra = 0


class ReuseInline(admin.StackedInline):
    model = Reuse
    autocomplete_fields = ["authority"]
    fields = [("authority", "on"), side_by_side("adapted"), side_by_side("outcome")]
    extra = 0


class LinkInline(admin.TabularInline):
    model = PracticeLink
    fields = ["title", "url", "language"]
    extra = 0


class SourceInline(admin.TabularInline):
    model = Source
    fields = ["kind", "reference", "consulted_on", "note"]
    extra = 0


class MoveInline(admin.TabularInline):
    """The steps so far, to read; the database refuses to rewrite them."""

    model = PracticeMove
    fields = readonly_fields = ["moved_at", "moved_by", "from_state", "to_state", "message"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj):
        return False


@admin.register(Practice)
class PracticeAdmin(TranslatedFieldAdmin, RegisterAdmin):
    """Practices with evidence, reuse, sources and links on one page."""

    list_display = [
        "title_nl",
        "kind",
        "authority",
        "organisation",
        "is_anonymous",
        "verification",
        "freshness_shown",
        "publication",
    ]
    list_filter = [
        "publication",
        "kind",
        "is_anonymous",
        "verification",
        FreshnessFilter,
        SourceFilter,
        "themes",
    ]
    list_select_related = ["authority", "organisation"]
    search_fields = ["title_nl"]
    search_help_text = _("Places, subjects and words, in Dutch, English or Chinese")
    autocomplete_fields = [
        "authority",
        "other_authorities",
        "organisation",
        "partners",
        "divisions",
        "agreement",
        "exchange",
    ]
    readonly_fields = ["created_by", "publication", "moved_by", "moved_at"]
    inlines = [ThemeInline, EvidenceInline, ReuseInline, LinkInline, SourceInline, MoveInline]
    fieldsets = [
        (
            _("Identity"),
            {"fields": [side_by_side("title"), "slug", "kind", side_by_side("summary")]},
        ),
        (
            _("Parties"),
            {
                "fields": [
                    ("authority", "organisation"),
                    "other_authorities",
                    "partners",
                    "divisions",
                    "location",
                    "is_anonymous",
                ]
            },
        ),
        (_("Period"), {"fields": [("started_on", "ended_on")]}),
        (_("Origin"), {"fields": [("agreement", "exchange")]}),
        (
            _("Content"),
            {
                "fields": [
                    "keywords",
                    *map(
                        side_by_side,
                        (
                            "challenge",
                            "approach",
                            "resources",
                            "results",
                            "difficulties",
                            "success_factors",
                            "lesson",
                            "differently",
                            "transferability",
                        ),
                    ),
                ]
            },
        ),
        (_("For signed-in authorities only"), {"fields": [side_by_side("sensitive")]}),
        (_("Picture"), {"fields": ["image", side_by_side("image_alt")]}),
        (
            _("Trust"),
            {
                "fields": [
                    "verification",
                    ("confirmed_on", "confirmed_by"),
                    side_by_side("opinion"),
                    ("validated_on", "validated_by"),
                ]
            },
        ),
        (_("Publication"), {"fields": ["created_by", "publication", ("moved_by", "moved_at")]}),
    ]

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        Practice.objects.filter(pk=form.instance.pk).reindex()

    @admin.display(description=_("last confirmed"), ordering="confirmed_on")
    def freshness_shown(self, practice):
        return practice.freshness.label
