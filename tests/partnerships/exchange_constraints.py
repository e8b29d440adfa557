"""The constraints of exchanges among officials, with values they accept and refuse."""

import itertools

from tests.factories import partnerships as make
from tests.factories.exchanges import ExchangePreparationFactory

from .constraint_cases import Case, Once, known

RECORDS = {"exchangepreparation": ExchangePreparationFactory}

CASES = {
    "exchange_state_by_and_state_at": Case(
        {"state_by": make.UserFactory, "state_at": "2026-03-01T12:00Z"},
        {"state_at": "2026-03-01T12:00Z"},
    ),
    **known("exchangepreparation", item="post", state="needless"),
}

ONCE = {
    "exchangepreparation_once": Once(
        ExchangePreparationFactory,
        ("exchange", "item"),
        {"item": itertools.cycle(("post", "gifts")).__next__},
    ),
}
