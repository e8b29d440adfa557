"""The desk for exchanges."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedFieldAdmin

from partnerships.actions import exchanges as actions
from partnerships.models import (
    Commitment,
    Exchange,
    ExchangeMessage,
    ExchangePreparation,
    PostNotice,
)
from partnerships.models.exchange_choices import ExchangeState

from .base import QuestionsForm, ReadOnly, RegisterAdmin, confirmed_first


class CommitmentInline(admin.TabularInline):
    model = Commitment
    extra = 0


class PreparationInline(admin.TabularInline):
    model = ExchangePreparation
    extra = 0


class MessageInline(ReadOnly, admin.TabularInline):
    """What was said, to read; the database refuses to rewrite it."""

    model = ExchangeMessage
    fields = ["written_at", "authority", "is_answer", "written_by", "text"]


class NoticeInline(ReadOnly, admin.TabularInline):
    """What was sent, to read; the database refuses to rewrite it."""

    model = PostNotice
    fields = ["sent_at", "sent_by", "addressee", "text"]


@admin.register(Exchange)
class ExchangeAdmin(TranslatedFieldAdmin, RegisterAdmin):
    """Visits and meetings; what is planned stays among authorities until it is held."""

    list_display = ["title_nl", "direction", "purpose", "from_on", "state", "publication"]
    list_filter = ["state", "direction", "purpose", "publication", "themes"]
    search_fields = ["title_nl", "title_en", "title_zh_hans"]
    date_hierarchy = "from_on"
    autocomplete_fields = [
        "agreement",
        "authority",
        "authorities",
        "divisions",
        "organisations",
        "themes",
    ]
    readonly_fields = [
        "publication",
        "moved_by",
        "moved_at",
        "questions",
        "state",
        "state_by",
        "state_at",
    ]
    inlines = [CommitmentInline, PreparationInline, MessageInline, NoticeInline]
    actions = ["publish", "return_", "confirm", "hold", "cancel"]
    fieldsets = [
        (
            _("Identity"),
            {
                "fields": [
                    "authority",
                    "title_nl",
                    "title_en",
                    "title_zh_hans",
                    ("direction", "purpose", "level"),
                    ("state", "state_by", "state_at"),
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
                    "composition",
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
                    "report_nl",
                    "report_en",
                    "report_zh_hans",
                    "report_url",
                    "cost",
                ]
            },
        ),
        (_("Publication"), {"fields": ["publication", ("moved_by", "moved_at"), "questions"]}),
    ]

    @admin.action(description=_("Publish"))
    @confirmed_first()
    def publish(self, request, queryset):
        self.each(request, queryset, lambda one: actions.publish(exchange=one, by=request.user))

    @admin.action(description=_("Return with questions"))
    @confirmed_first(form_class=QuestionsForm, shown=lambda exchanges: exchanges.submitted())
    def return_(self, request, queryset, questions):
        asked = {"by": request.user, "questions": questions}
        self.each(request, queryset, lambda one: actions.return_(exchange=one, **asked))

    @admin.action(description=_("Mark as confirmed"))
    def confirm(self, request, queryset):
        self._bring(request, queryset, ExchangeState.CONFIRMED)

    @admin.action(description=_("Mark as held"))
    def hold(self, request, queryset):
        self._bring(request, queryset, ExchangeState.HELD)

    @admin.action(description=_("Mark as cancelled"))
    def cancel(self, request, queryset):
        self._bring(request, queryset, ExchangeState.CANCELLED)

    def _bring(self, request, queryset, state):
        step = {"to": state, "by": request.user, "on": timezone.localdate()}
        self.each(request, queryset, lambda one: one.bring(**step))
