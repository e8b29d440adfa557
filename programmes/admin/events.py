"""The desk for meetings and who registered.

Under the Chatham House Rule it names nobody, but for the list of who stands at the door.
"""

from django.contrib import admin, messages
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from translated_fields import TranslatedFieldAdmin

from partnerships.admin.base import (
    Movable,
    ReadOnly,
    RegisterAdmin,
    confirmed_first,
    side_by_side,
)
from partnerships.admin.inlines import DocumentsInline
from programmes.actions import events as actions
from programmes.models import Event, EventDocument, Registration
from programmes.models.needs import with_need_count

from .participants import participants_as_csv


class DocumentInline(DocumentsInline):
    model = EventDocument


@admin.register(Event)
class EventAdmin(Movable, TranslatedFieldAdmin, RegisterAdmin):
    """Meetings; a change of time or place is mailed to who registered."""

    change_form_template = "admin/event_change_form.html"
    list_display = [
        "title_nl",
        "kind",
        "audience",
        "starts_at",
        "capacity",
        "placed",
        "waiting",
        "needs",
        "publication",
        "cancelled_at",
    ]
    list_filter = ["kind", "audience", "publication", "themes"]
    search_fields = ["title_nl", "title_en", "title_zh_hans"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["programme", "themes"]
    prepopulated_fields = {"slug": ["title_nl"]}
    readonly_fields = [
        "needs",
        "publication",
        "moved_by",
        "moved_at",
        "cancelled_by",
        "cancelled_at",
    ]
    inlines = [DocumentInline]
    actions = ["publish", "archive", "call_off"]
    fieldsets = [
        (
            _("Identity"),
            {
                "fields": [
                    side_by_side("title"),
                    "slug",
                    ("kind", "audience"),
                    "organiser",
                    "programme",
                    "themes",
                ]
            },
        ),
        (
            _("Time"),
            {
                "fields": [("starts_at", "ends_at"), "zone"],
                "description": _("Both moments are by Dutch time; the zone is that of the place."),
            },
        ),
        (_("Place"), {"fields": ["form", "venue", side_by_side("accessibility"), "link"]}),
        (
            _("Content"),
            {
                "fields": [
                    "language",
                    side_by_side("description"),
                    side_by_side("speakers"),
                    side_by_side("report"),
                    "needs",
                ]
            },
        ),
        (
            _("Registration"),
            {"fields": ["capacity", ("registration_opens_at", "registration_closes_at")]},
        ),
        (
            _("Publication"),
            {"fields": ["publication", ("moved_by", "moved_at"), ("cancelled_by", "cancelled_at")]},
        ),
    ]

    def get_urls(self):
        address = path(
            "<int:pk>/participants.csv",
            self.admin_site.admin_view(self.participants),
            name="programmes_event_participants",
        )
        return [address, *super().get_urls()]

    def participants(self, request, pk):
        return participants_as_csv(self, request, pk)

    def get_queryset(self, request):
        return with_need_count(super().get_queryset(request).with_counts())

    @admin.display(description=_("with a place"))
    def placed(self, event):
        return event.placed_count

    @admin.display(description=_("waiting"))
    def waiting(self, event):
        return event.waiting_count

    @admin.display(description=_("needs it may help with"))
    def needs(self, event):
        return event.need_count if event.pk else 0

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change:
            actions.tell_change(event=obj, changed=form.changed_data, at=timezone.now())

    def changed(self, total):
        sentence = ngettext("%(total)d meeting changed.", "%(total)d meetings changed.", total)
        return sentence % {"total": total}

    @admin.action(description=_("Call off, and mail who registered"))
    @confirmed_first()
    def call_off(self, request, queryset):
        done = self.each(request, queryset, lambda one: actions.cancel(event=one, by=request.user))
        if done:
            text = ngettext("%d meeting is called off.", "%d meetings are called off.", done)
            messages.success(request, text % done)


@admin.register(Registration)
class RegistrationAdmin(ReadOnly, RegisterAdmin):
    """Who registered, in order, and whether they came; only attendance is written here."""

    list_display = ["event", "number", "person", "state", "registered_at", "attendance"]
    list_filter = ["state", "attendance", "event"]
    list_select_related = ["event", "user"]
    # Not by name: a search that finds somebody tells that they come.
    search_fields = ["event__title_nl"]
    fields = ["event", "number", "person", "state", "registered_at", "language", "attendance"]
    readonly_fields = ["person"]
    actions = ["came", "absent", "take_off"]

    @admin.display(description=_("person"))
    def person(self, registration):
        """Say who comes, except where the Chatham House Rule keeps that from everybody."""
        if registration.event.hides_participants:
            return _("not told (Chatham House Rule)")
        if registration.user:
            return str(registration.user)
        return f"{registration.name} <{registration.email}>" if registration.email else "–"

    @admin.action(description=_("Mark as present"))
    def came(self, request, queryset):
        queryset.placed().update(attendance="came")

    @admin.action(description=_("Mark as absent"))
    def absent(self, request, queryset):
        queryset.placed().update(attendance="absent")

    @admin.action(description=_("Take off, and mail this person"))
    @confirmed_first()
    def take_off(self, request, queryset):
        now = timezone.now()
        self.each(request, queryset, lambda one: actions.withdraw(registration=one, at=now))
