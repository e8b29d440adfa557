"""The tables that are kept on the page of a practice."""

from django.contrib import admin

from partnerships.models import Evidence, PracticeLink, PracticeMove, PracticeTheme, Reuse, Source

from .base import ReadOnly, side_by_side


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


class MoveInline(ReadOnly, admin.TabularInline):
    """The steps so far, to read; the database refuses to rewrite them."""

    model = PracticeMove
    fields = ["moved_at", "moved_by", "from_state", "to_state", "message"]
