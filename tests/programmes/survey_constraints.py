"""The constraints of surveys, responses and needs."""

import itertools

from programmes.models.surveys import LENGTHS
from tests.factories import partnerships as make
from tests.factories.events import EventFactory
from tests.factories.surveys import (
    NeedFactory,
    NeedMatchFactory,
    SurveyAnswerFactory,
    SurveyFactory,
    SurveyQuestionFactory,
    SurveyReminderFactory,
    SurveyResponseFactory,
)
from tests.partnerships.constraint_cases import ITSELF, Case, Once, known, moved

RECORDS = {
    "survey": SurveyFactory,
    "surveyquestion": SurveyQuestionFactory,
    "surveyreminder": SurveyReminderFactory,
    "surveyresponse": SurveyResponseFactory,
    "surveyanswer": SurveyAnswerFactory,
    "need": NeedFactory,
    "needmatch": NeedMatchFactory,
}

MOMENT = "2026-03-01T12:00Z"
HANDED_IN = {"state": "submitted", "submitted_by": make.UserFactory, "submitted_at": MOMENT}
CASES = {
    **known("survey", publication="draft"),
    **moved("survey"),
    **{
        f"survey_{name}_fits": Case({f"{name}_nl": "x" * most}, {f"{name}_nl": "x" * (most + 1)})
        for name, most in LENGTHS.items()
    },
    "survey_closes_after_opening": Case(
        {"opens_at": MOMENT, "closes_at": "2026-03-01T12:01Z"},
        {"opens_at": MOMENT, "closes_at": MOMENT},
    ),
    "survey_follows_another": Case({"former": SurveyFactory}, {"former": ITSELF}),
    **known("surveyquestion", kind="number", prefill="ties"),
    "surveyquestion_code_is_plain": Case({"code": "a_1"}, {"code": "1-A"}),
    "surveyquestion_lists_its_answers": Case(
        {"kind": "choice", "choices": "a | A"}, {"kind": "choice", "choices": ""}
    ),
    **known("surveyreminder", step="last"),
    **known("surveyresponse", consent="named"),
    "surveyresponse_state_is_known": Case(HANDED_IN, {**HANDED_IN, "state": "?"}),
    "surveyresponse_submitted_by_and_submitted_at": Case(
        HANDED_IN, {"submitted_by": make.UserFactory}
    ),
    "surveyresponse_handed_in_when": Case(HANDED_IN, {"state": "submitted"}),
    **known("surveyanswer", consent="named"),
    **known("need", state="answered", consent="named"),
    **known("needmatch", reason="expertise"),
    "needmatch_of_one_kind": Case(
        {"practice": make.PracticeFactory, "peer": None}, {"practice": make.PracticeFactory}
    ),
}

ONCE = {
    "surveyquestion_code_once": Once(SurveyQuestionFactory, ("survey", "code"), {}),
    "surveyreminder_once": Once(
        SurveyReminderFactory,
        ("survey", "authority", "step"),
        {"step": itertools.cycle(("opened", "last")).__next__},
    ),
    "surveyresponse_once": Once(SurveyResponseFactory, ("survey", "authority"), {}),
    "surveyanswer_once": Once(SurveyAnswerFactory, ("response", "question"), {}),
    "need_once": Once(
        NeedFactory,
        ("answer", "part"),
        {"answer": SurveyAnswerFactory, "part": itertools.cycle(("a", "b")).__next__},
    ),
    "needmatch_practice_once": Once(
        NeedMatchFactory, ("need", "practice"), {"peer": None, "practice": make.PracticeFactory}
    ),
    "needmatch_event_once": Once(
        NeedMatchFactory, ("need", "event"), {"peer": None, "event": EventFactory}
    ),
    "needmatch_peer_once": Once(NeedMatchFactory, ("need", "peer"), {}),
}
