"""The constraints of questions, public answers and decision aids."""

from tests.factories import partnerships as make
from tests.factories.checklists import ChecklistAnswerFactory, ChecklistFactory
from tests.factories.questions import FaqEntryFactory, QuestionFactory

from .account_constraints import signed
from .constraint_cases import Case, Once, known

SHARED = {"shared_by": make.UserFactory, "shared_at": "2026-03-01T12:00Z"}

RECORDS = {
    "question": QuestionFactory,
    "faqentry": lambda: FaqEntryFactory(draft=True),
    "checklist": ChecklistFactory,
    "checklistanswer": ChecklistAnswerFactory,
}

CASES = {
    **known("question", state="closed"),
    **signed("question", "shared"),
    "question_with_government_once_shared": Case(
        {"state": "with_government", **SHARED}, {"state": "with_government"}
    ),
    **signed("faqentry", "cleared"),
    **known("checklist", kind="ending"),
    **known("checklistanswer", reply=""),
}

ONCE = {
    "checklistanswer_once": Once(ChecklistAnswerFactory, ("checklist", "item"), {}),
}
