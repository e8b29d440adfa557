"""The desk for enrolments: read, ask, decide; what an authority wrote is not rewritten here."""

from django import forms
from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships.admin.base import QuestionsForm, ReadOnly, RegisterAdmin, confirmed_first
from programmes.actions import enrolments as actions
from programmes.models import (
    Enrolment,
    EnrolmentAnswer,
    EnrolmentMove,
    EnrolmentReminder,
    Score,
)
from programmes.models.enrolments import MOVES, EnrolmentState


class FeedbackForm(forms.Form):
    """What an applicant is told of a decision."""

    feedback = forms.CharField(
        label=_("Feedback to the applicant"),
        help_text=_("The applicant gets it by mail, as you write it here, and reads it back."),
        max_length=3000,
        widget=forms.Textarea({"rows": 8, "class": "vLargeTextField"}),
        error_messages={"required": actions.EXPLAIN},
    )


def that_may_become(state):
    """Return what takes from chosen enrolments those that can go to a state."""
    from_states = [one for one, following in MOVES.items() if state in following]
    return lambda rows: rows.filter(state__in=from_states)


class AnswerInline(ReadOnly, admin.TabularInline):
    model = EnrolmentAnswer
    fields = ["question", "shown"]
    readonly_fields = ["question", "shown"]


class ScoreInline(ReadOnly, admin.TabularInline):
    """Points, to read; they are given where all enrolments stand side by side."""

    model = Score
    fields = ["criterion", "points", "scored_by"]


class MoveInline(ReadOnly, admin.TabularInline):
    model = EnrolmentMove
    fields = ["moved_at", "moved_by", "from_state", "to_state", "message"]


class ReminderInline(ReadOnly, admin.TabularInline):
    model = EnrolmentReminder
    fields = ["sent_at", "days", "closes_at"]


@admin.register(Enrolment)
class EnrolmentAdmin(ReadOnly, RegisterAdmin):
    """Enrolments by call and state; every decision asks first and tells the applicant why."""

    list_display = ["authority", "call", "state", "submitted_at"]
    list_filter = ["state", "call"]
    list_select_related = ["authority", "call"]
    search_fields = ["authority__name", "call__title_nl"]
    inlines = [AnswerInline, ScoreInline, MoveInline, ReminderInline]
    actions = ["mark_eligible", "return_", "select", "reserve", "reject"]

    @admin.action(description=_("Mark as eligible"))
    @confirmed_first(shown=that_may_become(EnrolmentState.ELIGIBLE))
    def mark_eligible(self, request, queryset):
        given = {"by": request.user, "at": timezone.now()}
        self._each(request, queryset, lambda one: actions.mark_eligible(enrolment=one, **given))

    @admin.action(description=_("Return with questions"))
    @confirmed_first(form_class=QuestionsForm, shown=that_may_become(EnrolmentState.RETURNED))
    def return_(self, request, queryset, questions):
        given = {"by": request.user, "at": timezone.now(), "questions": questions}
        self._each(request, queryset, lambda one: actions.return_(enrolment=one, **given))

    @admin.action(description=_("Select"))
    @confirmed_first(form_class=FeedbackForm, shown=that_may_become(EnrolmentState.SELECTED))
    def select(self, request, queryset, feedback):
        self._decide(request, queryset, EnrolmentState.SELECTED, feedback)

    @admin.action(description=_("Put on the reserve list"))
    @confirmed_first(form_class=FeedbackForm, shown=that_may_become(EnrolmentState.RESERVE))
    def reserve(self, request, queryset, feedback):
        self._decide(request, queryset, EnrolmentState.RESERVE, feedback)

    @admin.action(description=_("Reject"))
    @confirmed_first(form_class=FeedbackForm, shown=that_may_become(EnrolmentState.REJECTED))
    def reject(self, request, queryset, feedback):
        self._decide(request, queryset, EnrolmentState.REJECTED, feedback)

    def _decide(self, request, queryset, state, feedback):
        given = {"to": state, "by": request.user, "at": timezone.now(), "feedback": feedback}
        self._each(request, queryset, lambda one: actions.decide(enrolment=one, **given))

    def _each(self, request, queryset, act):
        """Do it to each, and say how many took it."""
        total = self.each(request, queryset.select_related("call", "authority"), act)
        if total:
            sentence = ngettext(
                "%(total)d enrolment changed.", "%(total)d enrolments changed.", total
            )
            messages.success(request, sentence % {"total": total})
