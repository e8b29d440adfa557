"""The constraints of proposals, with values they accept and refuse."""

from tests.factories import partnerships as make
from tests.factories.proposals import ProposalFactory

from .constraint_cases import Case, Once, known

NOW = "2026-03-01T12:00Z"

RECORDS = {"proposal": ProposalFactory}

CASES = {
    **known("proposal", state="withdrawn"),
    "proposal_decided_by_and_decided_at": Case(
        {"state": "accepted", "decided_by": make.UserFactory, "decided_at": NOW},
        {"state": "accepted", "decided_at": NOW},
    ),
    "proposal_decided_by_state": Case(
        {"state": "draft"}, {"decided_by": make.UserFactory, "decided_at": NOW}
    ),
    "proposal_return_has_reason": Case(
        {
            "state": "returned",
            "reason": "Sinds wanneer?",
            "decided_by": make.UserFactory,
            "decided_at": NOW,
        },
        {"state": "returned", "decided_by": make.UserFactory, "decided_at": NOW},
    ),
    "proposal_of_one_record": Case(
        {"agreement": None, "practice": make.PracticeFactory}, {"practice": make.PracticeFactory}
    ),
    "proposal_changes_something": Case({"state": "draft", "changes": {}}, {"changes": {}}),
}

RECORDS_OF = {"practice": make.PracticeFactory, "exchange": make.ExchangeFactory}
ONCE = {
    "proposal_agreement_once_open": Once(ProposalFactory, ("agreement", "authority"), {}),
    **{
        f"proposal_{noun}_once_open": Once(
            ProposalFactory, (noun, "authority"), {"agreement": None, "base": {}, noun: factory}
        )
        for noun, factory in RECORDS_OF.items()
    },
}
