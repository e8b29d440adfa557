"""The constraints of calls and enrolments."""

import itertools

from django.utils import timezone

from programmes.models.calls import LENGTHS
from tests.factories import calls as make
from tests.factories.partnerships import UserFactory
from tests.partnerships.constraint_cases import Case, Once, known, moved

RECORDS = {
    "call": make.CallFactory,
    "callextension": make.CallExtensionFactory,
    "callquestion": make.CallQuestionFactory,
    "criterion": make.CriterionFactory,
    "enrolment": lambda: make.EnrolmentFactory(submitted=True),
    "enrolmentmove": make.EnrolmentMoveFactory,
    "score": make.ScoreFactory,
}
EARLY, LATE = "2021-05-01T00:00Z", "2021-06-01T00:00Z"
MOMENTS = [timezone.datetime.fromisoformat(one) for one in (EARLY, LATE)]

CASES = {
    **moved("call"),
    "call_publication_is_known": Case({"publication": "draft"}, {"publication": "?"}),
    **{
        f"call_{name}_fits": Case({f"{name}_nl": "x" * most}, {f"{name}_nl": "x" * (most + 1)})
        for name, most in LENGTHS.items()
    },
    "call_closes_after_opening": Case(
        {"opens_at": MOMENTS[0], "closes_at": MOMENTS[1]},
        {"opens_at": MOMENTS[0], "closes_at": MOMENTS[0]},
    ),
    "callextension_is_later": Case(
        {"from_at": MOMENTS[0], "to_at": MOMENTS[1]}, {"from_at": MOMENTS[1], "to_at": MOMENTS[0]}
    ),
    **known("callquestion", kind="number"),
    "callquestion_choice_has_answers": Case(
        {"kind": "choice", "choices_nl": "ja\nnee"}, {"kind": "several"}
    ),
    "callquestion_most_in_range": Case({"most": 10_000}, {"most": 10_001}),
    "criterion_weight_in_range": Case({"weight": 100}, {"weight": 0}),
    **known("enrolment", state="eligible"),
    "enrolment_submitted_by_and_submitted_at": Case(
        {"submitted_by": UserFactory, "submitted_at": MOMENTS[0]}, {"submitted_by": None}
    ),
    "enrolment_decided_by_and_decided_at": Case(
        {"decided_by": UserFactory, "decided_at": MOMENTS[0]}, {"decided_at": MOMENTS[0]}
    ),
    "enrolment_was_submitted": Case(
        {"state": "draft", "submitted_by": None, "submitted_at": None},
        {"submitted_by": None, "submitted_at": None},
    ),
    "enrolment_decision_is_explained": Case(
        {
            "state": "reserve",
            "decided_by": UserFactory,
            "decided_at": MOMENTS[0],
            "feedback": "Er waren meer aanmeldingen dan plaatsen.",
        },
        {"state": "reserve", "decided_by": UserFactory, "decided_at": MOMENTS[0]},
    ),
    **known("enrolmentmove", from_state="returned", to_state="eligible"),
    "score_points_in_range": Case({"points": 10}, {"points": 11}),
}

ONCE = {
    "enrolment_once_a_call": Once(make.EnrolmentFactory, ("call", "authority"), {}),
    "enrolmentanswer_once": Once(make.EnrolmentAnswerFactory, ("enrolment", "question"), {}),
    "enrolmentreminder_once": Once(
        make.EnrolmentReminderFactory,
        ("enrolment", "closes_at", "days"),
        {"days": itertools.cycle((7, 1)).__next__},
    ),
    "score_once": Once(make.ScoreFactory, ("enrolment", "criterion", "scored_by"), {}),
}
