"""The desk for decision aids: only those that an authority shares, and only to read."""

from django.contrib import admin

from partnerships.models import Checklist, ChecklistAnswer

from .base import ReadOnly, RegisterAdmin


class AnswerInline(admin.TabularInline):
    model = ChecklistAnswer
    fields = ["item", "reply", "note"]
    extra = 0


@admin.register(Checklist)
class ChecklistAdmin(ReadOnly, RegisterAdmin):
    # The form is for its authority alone.
    view_on_site = False
    list_display = ["title", "kind", "authority", "started_at"]
    list_filter = ["kind"]
    list_select_related = ["authority"]
    search_fields = ["title", "authority__name"]
    inlines = [AnswerInline]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(is_shared=True)
