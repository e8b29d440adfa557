"""The desk for news."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from translated_fields import TranslatedFieldAdmin

from partnerships.admin.base import Movable, RegisterAdmin, side_by_side
from partnerships.admin.pictures import PictureAdmin
from programmes.models import NewsItem, NewsSource


class SourceInline(admin.TabularInline):
    model = NewsSource
    fields = ["kind", "reference", "consulted_on", "note"]
    extra = 1


@admin.register(NewsItem)
class NewsAdmin(Movable, PictureAdmin, TranslatedFieldAdmin, RegisterAdmin):
    """News with its sources on one page; it is shown to everybody by an action that asks first."""

    list_display = ["title_nl", "published_at", "programme", "publication"]
    list_filter = ["publication", "programme", "themes"]
    list_select_related = ["programme"]
    search_fields = ["title_nl"]
    search_help_text = _("Places, subjects and words, in Dutch, English or Chinese")
    date_hierarchy = "published_at"
    prepopulated_fields = {"slug": ["title_nl"]}
    autocomplete_fields = ["programme", "themes"]
    readonly_fields = ["picture_shown", "publication", "moved_by", "moved_at"]
    inlines = [SourceInline]
    actions = ["publish", "archive"]
    fieldsets = [
        (
            _("Identity"),
            {"fields": [side_by_side("title"), "slug", "published_at", "programme", "themes"]},
        ),
        (_("Content"), {"fields": [side_by_side("lead"), side_by_side("body")]}),
        (
            _("Picture"),
            {
                "fields": [
                    "picture_shown",
                    "image",
                    side_by_side("image_alt"),
                    side_by_side("image_caption"),
                ]
            },
        ),
        (_("Publication"), {"fields": ["publication", ("moved_by", "moved_at")]}),
    ]

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def changed(self, total):
        sentence = ngettext("%(total)d news item changed.", "%(total)d news items changed.", total)
        return sentence % {"total": total}
