"""The desk for surveys: questions, opening and closing, who answered, what it adds up to."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from translated_fields import TranslatedFieldAdmin

from partnerships.admin.base import ReadOnly, RegisterAdmin, confirmed_first, side_by_side
from programmes.actions import needs as need_actions
from programmes.actions import surveys as actions
from programmes.models import (
    Need,
    NeedMatch,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyReminder,
    SurveyResponse,
)

from . import survey_results

UNKNOWN_CODE = _("“%(code)s” depends on “%(on)s”, which is no earlier question.")
NO_ANSWERS = _("Say for which answers “%(code)s” is asked.")


class QuestionFormSet(BaseInlineFormSet):
    """The questions of one survey, each depending on an earlier one at most."""

    def clean(self):
        super().clean()
        rows = [one.cleaned_data for one in self.forms if getattr(one, "cleaned_data", None)]
        rows = [one for one in rows if not one.get("DELETE") and one.get("code")]
        earlier = set()
        for row in sorted(rows, key=lambda one: one.get("position") or 0):
            given = {"code": row["code"], "on": row.get("shown_when")}
            if row.get("shown_when") and row["shown_when"] not in earlier:
                raise ValidationError(UNKNOWN_CODE, code="routing", params=given)
            if row.get("shown_when") and not row.get("shown_for"):
                raise ValidationError(NO_ANSWERS, code="routing", params=given)
            earlier.add(row["code"])


class QuestionInline(admin.StackedInline):
    """The questions; once somebody has answered they stay as they are."""

    model = SurveyQuestion
    formset = QuestionFormSet
    extra = 0
    autocomplete_fields = ["need_theme"]
    fields = [
        ("position", "code", "kind"),
        side_by_side("text"),
        side_by_side("help"),
        "choices",
        "is_required",
        ("shown_when", "shown_for"),
        "prefill",
        ("is_need", "need_theme"),
    ]

    def has_change_permission(self, request, obj=None):
        is_free = obj is None or not obj.responses.exists()
        return is_free and super().has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


@admin.register(Survey)
class SurveyAdmin(TranslatedFieldAdmin, RegisterAdmin):
    """Surveys with their questions."""

    change_form_template = "admin/survey_form.html"
    list_display = ["title_nl", "wave", "year", "opens_at", "closes_at", "publication"]
    list_filter = ["year", "publication"]
    search_fields = ["title_nl", "title_en"]
    prepopulated_fields = {"slug": ["title_nl"]}
    autocomplete_fields = ["former", "programme"]
    filter_horizontal = ["targets"]
    readonly_fields = ["publication", "moved_by", "moved_at"]
    inlines = [QuestionInline]
    actions = ["put_to_tied", "put_to_all", "open", "close", "derive"]
    fieldsets = [
        (_("Identity"), {"fields": [side_by_side("title"), "slug", ("wave", "year"), "former"]}),
        (_("Round"), {"fields": ["programme", ("opens_at", "closes_at"), "targets"]}),
        (
            _("Privacy"),
            {"fields": [side_by_side("purpose"), side_by_side("privacy"), "retention_months"]},
        ),
        (_("Publication"), {"fields": ["publication", ("moved_by", "moved_at")]}),
    ]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/results/",
                wrap(self._page(survey_results.results)),
                name="programmes_survey_results",
            ),
            path(
                "<int:pk>/results/<slug:code>.svg",
                wrap(survey_results.picture),
                name="programmes_survey_picture",
            ),
            *super().get_urls(),
        ]

    def _page(self, view):
        def shown(request, pk):
            return view(request, pk, frame=self.admin_site.each_context(request))

        return shown

    @admin.action(description=_("Put to all authorities with a tie"))
    @confirmed_first()
    def put_to_tied(self, request, queryset):
        self._put_to(request, queryset, actions.with_tie(on=timezone.localdate()))

    @admin.action(description=_("Put to all municipalities and provinces of today"))
    @confirmed_first()
    def put_to_all(self, request, queryset):
        today = timezone.localdate()
        self._put_to(request, queryset, actions.municipalities_and_provinces(on=today))

    def _put_to(self, request, queryset, authorities):
        """Put each survey to further authorities; say of each how many, here and in the log."""

        def put(survey):
            count = actions.put_to(survey=survey, authorities=authorities)
            text = ngettext(
                "“%(survey)s” is put to %(count)d authority more.",
                "“%(survey)s” is put to %(count)d authorities more.",
                count,
            ) % {"survey": survey, "count": count}
            if count:
                self.log_change(request, survey, text)
            messages.success(request, text)

        self.each(request, queryset, put)

    @admin.action(description=_("Open and publish"))
    @confirmed_first()
    def open(self, request, queryset):
        self.each(request, queryset, lambda one: actions.open_survey(survey=one, by=request.user))

    @admin.action(description=_("Close now"))
    @confirmed_first()
    def close(self, request, queryset):
        self.each(request, queryset, lambda one: actions.close_survey(survey=one))

    @admin.action(description=_("Derive needs from the answers"))
    def derive(self, request, queryset):
        counts = []
        self.each(
            request,
            queryset,
            lambda one: counts.append(need_actions.derive_needs(survey=one)),
        )
        text = ngettext("%d need is known now.", "%d needs are known now.", sum(counts))
        messages.success(request, text % sum(counts))


@admin.register(SurveyReminder)
class SurveyReminderAdmin(ReadOnly, RegisterAdmin):
    """Who was mailed when, to read."""

    list_display = ["survey", "authority", "step", "sent_at"]
    list_filter = ["survey", "step"]
    list_select_related = ["survey", "authority"]


class AnswerInline(ReadOnly, admin.TabularInline):
    """What was answered, to read; only the authority changes it."""

    model = SurveyAnswer
    fields = ["question", "value", "consent"]


@admin.register(SurveyResponse)
class SurveyResponseAdmin(ReadOnly, RegisterAdmin):
    """Who answered, to read."""

    list_display = ["survey", "authority", "state", "submitted_at"]
    list_filter = ["survey", "state"]
    list_select_related = ["survey", "authority"]
    search_fields = ["authority__name"]
    fields = ["survey", "authority", "consent", "state", "submitted_by", "submitted_at"]
    inlines = [AnswerInline]


class MatchInline(admin.TabularInline):
    model = NeedMatch
    extra = 0
    autocomplete_fields = ["practice", "peer", "event"]
    fields = ["practice", "peer", "event", "reason"]


@admin.register(Need)
class NeedAdmin(RegisterAdmin):
    """Needs, with what may help."""

    list_display = ["text", "authority", "theme", "state", "survey"]
    list_filter = ["state", "theme", "survey"]
    list_select_related = ["authority", "theme", "survey"]
    search_fields = ["text", "authority__name"]
    autocomplete_fields = ["authority", "theme", "survey"]
    fields = ["authority", "theme", "text", "state", "survey", "consent"]
    inlines = [MatchInline]
    actions = ["match"]

    def save_formset(self, request, form, formset, change):
        for one in formset.save(commit=False):
            one.by = one.by or request.user
            one.save()
        for one in formset.deleted_objects:
            one.delete()

    @admin.action(description=_("Match with practices, meetings and authorities"))
    def match(self, request, queryset):
        count = need_actions.match_needs(needs=queryset, by=request.user)
        text = ngettext("%d match is new.", "%d matches are new.", count)
        messages.success(request, text % count)
