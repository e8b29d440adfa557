"""The desk for news."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from translated_fields import TranslatedFieldAdmin

from partnerships.admin.base import RegisterAdmin, confirmed_first, side_by_side
from partnerships.admin.pictures import PictureAdmin
from partnerships.base.workflow import Publication
from programmes.models import NewsItem, NewsSource


class SourceInline(admin.TabularInline):
    model = NewsSource
    fields = ["kind", "reference", "consulted_on", "note"]
    extra = 1


@admin.register(NewsItem)
class NewsAdmin(PictureAdmin, TranslatedFieldAdmin, RegisterAdmin):
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

    @admin.action(description=_("Publish"))
    @confirmed_first()
    def publish(self, request, queryset):
        self._move(request, queryset, Publication.PUBLISHED)

    @admin.action(description=_("Archive"))
    @confirmed_first()
    def archive(self, request, queryset):
        self._move(request, queryset, Publication.ARCHIVED)

    def _move(self, request, queryset, state):
        total = self.each(request, queryset, lambda one: one.move(to=state, by=request.user))
        sentence = ngettext("%(total)d news item changed.", "%(total)d news items changed.", total)
        messages.success(request, sentence % {"total": total})
