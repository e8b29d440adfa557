"""What is told of calls and enrolments: facts, tones, and what the record knows already."""

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from partnerships.models import Agreement
from partnerships.views.presentation import day, fact, listed
from programmes.models.calls import CallState
from programmes.models.deadlines import ZONE
from programmes.models.enrolments import EnrolmentState

CALL_TONES = {
    CallState.ANNOUNCED: "neutral",
    CallState.OPEN: "active",
    CallState.CLOSING_SOON: "review",
    CallState.CLOSED: "ended",
    CallState.DECIDED: "document",
}
ENROLMENT_TONES = {
    EnrolmentState.SUBMITTED: "review",
    EnrolmentState.RETURNED: "suspended",
    EnrolmentState.ELIGIBLE: "review",
    EnrolmentState.SELECTED: "active",
    EnrolmentState.RESERVE: "low",
    EnrolmentState.REJECTED: "ended",
    EnrolmentState.WITHDRAWN: "ended",
}


def standing(call, *, at):
    """Return how a call stands, for a badge."""
    state = call.state(at=at)
    return {
        "label": state.label,
        "tone": CALL_TONES[state],
        "is_open": call.is_open(at=at),
        "is_over": at >= call.closes_at,
    }


def rows_of(calls, *, at):
    """Return calls for a list, each with how it stands."""
    return [{"call": one, "standing": standing(one, at=at)} for one in calls]


def badge_of(enrolment):
    tone = ENROLMENT_TONES.get(enrolment.state, "neutral")
    return {"label": enrolment.get_state_display(), "tone": tone}


def call_facts(call, *, is_signed_in=False):
    """Return what is known of a call, in the order in which one asks for it."""
    facts = [
        fact(_("Programme"), str(call.programme), url=call.programme.get_absolute_url()),
        fact(_("Round"), call.round),
        fact(_("Opens"), opening_of(call)),
        fact(_("Closes"), call.deadline),
        fact(_("Decision"), day(call.decision_on)),
        fact(_("Places"), call.places),
        *rule_facts(call),
        fact(_("More about the call"), call.website, url=call.website),
    ]
    if is_signed_in and call.internal_deadline_on:
        told = day(call.internal_deadline_on)
        facts.insert(4, fact(_("Help of VNG International until"), told))
    return facts


def opening_of(call):
    """Return since when one can enrol; a call of the past may not tell."""
    if call.opens_at is None:
        return _("not known")
    return date_format(call.opens_at.astimezone(ZONE), "DATETIME_FORMAT")


def rule_facts(call):
    """Return who may enrol, as facts."""
    labels = dict(call._meta.get_field("kinds").base_field.choices)
    kinds = listed(str(labels[one]) for one in call.kinds)
    least = call.minimum_population
    number = number_format(least, use_l10n=True, force_grouping=True) if least else ""
    return [
        fact(_("For"), kinds or _("municipalities, provinces and water authorities")),
        fact(_("In"), listed(map(str, call.provinces.all())) or _("the whole country")),
        fact(_("Fewest inhabitants"), number),
        fact(_("Groups"), _("possible") if call.is_open_to_groups else _("not possible")),
    ]


def record_facts(authority):
    """Return what the record says of an authority, so that nobody types it again."""
    ties = list(Agreement.objects.for_authorities([authority.pk]).public().for_rows())
    number = authority.population
    inhabitants = number_format(number, use_l10n=True, force_grouping=True) if number else ""
    return [
        fact(_("Authority"), str(authority), url=authority.get_absolute_url()),
        fact(_("Inhabitants"), inhabitants or _("not known")),
        fact(_("Ties with China"), listed(one.title for one in ties) or _("none on record")),
        fact(_("Contact"), authority.email),
    ]


def enrolment_facts(enrolment):
    """Return what an authority wrote besides its answers."""
    mandate = listed([enrolment.mandate_body, day(enrolment.mandate_on)])
    return [
        fact(_("Call"), str(enrolment.call), url=enrolment.call.get_absolute_url()),
        fact(_("Authority"), str(enrolment.authority)),
        fact(_("Together with"), listed(map(str, enrolment.co_applicants.all()))),
        fact(_("Chinese partner"), str(enrolment.division or "")),
        fact(_("Focus areas by preference"), listed(enrolment.focus.splitlines())),
        fact(_("Earlier participation"), enrolment.earlier),
        fact(_("Mandate"), mandate),
    ]


def answers_of(enrolment):
    """Return every question of the call with what was answered, in the order of the call."""
    given = {one.question_id: one for one in enrolment.answers.all()}
    return [
        {"question": one, "answer": given.get(one.pk), "shown": _shown(given.get(one.pk), one)}
        for one in enrolment.call.questions.all()
    ]


def _shown(answer, question):
    if answer is None or answer.is_empty:
        return ""
    # The question is at hand already; it need not be asked for again.
    answer.question = question
    return answer.shown
