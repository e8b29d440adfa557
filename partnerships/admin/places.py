"""The desk for places, themes and organisations."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedFieldAdmin

from partnerships.models import (
    Agreement,
    ChineseDivision,
    LocalAuthority,
    Organisation,
    Practice,
    Source,
    Theme,
)

from .base import RegisterAdmin, side_by_side


class SourceInline(admin.TabularInline):
    model = Source
    fields = ["kind", "reference", "consulted_on", "note"]
    extra = 0


class PlaceAdmin(RegisterAdmin):
    """What both sides share: names found as the public finds them, records indexed anew."""

    search_fields = ["slug"]
    inlines = [SourceInline]

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for noun in (Agreement, Practice):
            getattr(noun.objects, self.index)([form.instance]).reindex()


@admin.register(LocalAuthority)
class LocalAuthorityAdmin(TranslatedFieldAdmin, PlaceAdmin):
    index = "for_authorities"
    list_display = ["name", "kind", "code", "province", "valid_from", "valid_until"]
    list_filter = ["kind", "province"]
    list_select_related = ["province"]
    autocomplete_fields = ["province", "expertise_themes", "interests", "successors"]
    fieldsets = [
        (
            _("Identity"),
            {
                "fields": [
                    "kind",
                    "name",
                    "name_en",
                    "name_zh_hans",
                    "aliases",
                    "slug",
                    "code",
                    "province",
                ]
            },
        ),
        (
            _("Facts"),
            {
                "fields": [
                    ("population", "population_on"),
                    ("latitude", "longitude"),
                    "wikidata_qid",
                    "website",
                    "policy_url",
                    "email",
                ]
            },
        ),
        (
            _("For signed-in authorities only"),
            {"fields": [side_by_side("expertise"), "expertise_themes", "interests"]},
        ),
        (_("Period"), {"fields": [("valid_from", "valid_until"), "successors"]}),
    ]


@admin.register(ChineseDivision)
class ChineseDivisionAdmin(PlaceAdmin):
    index = "for_divisions"
    list_display = ["name_nl", "name_zh", "pinyin", "level", "code", "province"]
    list_filter = ["level"]
    list_select_related = ["province"]
    autocomplete_fields = ["parent"]
    readonly_fields = ["province"]
    fieldsets = [
        (_("Identity"), {"fields": ["code", "level", "parent", "province", "slug"]}),
        (_("Names"), {"fields": ["name_zh", "pinyin", "name_en", "name_nl", "former_names"]}),
        (
            _("Facts"),
            {
                "fields": [
                    ("latitude", "longitude"),
                    "wikidata_qid",
                    "post",
                    ("partner_list_url", "partner_list_checked_on"),
                ]
            },
        ),
    ]


@admin.register(Theme)
class ThemeAdmin(TranslatedFieldAdmin, admin.ModelAdmin):
    list_display = ["name_nl", "name_en", "name_zh_hans", "position"]
    search_fields = ["name_nl", "name_en", "name_zh_hans"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        Agreement.objects.filter(themes=obj).reindex()
        Practice.objects.filter(themes=obj).reindex()


@admin.register(Organisation)
class OrganisationAdmin(RegisterAdmin):
    list_display = ["name", "kind", "country"]
    list_filter = ["kind", "country"]
    search_fields = ["name"]
    autocomplete_fields = ["authority", "division"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        Practice.objects.for_organisations([obj]).reindex()
