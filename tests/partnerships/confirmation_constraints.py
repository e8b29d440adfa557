"""The constraints of the yearly confirmation, with values they accept and refuse."""

import itertools

from tests.factories.confirmations import (
    ConfirmationFactory,
    ConfirmationRoundFactory,
    ReminderFactory,
)

from .constraint_cases import Case, Once, known

RECORDS = {"confirmationround": ConfirmationRoundFactory, "reminder": ReminderFactory}

CASES = {
    "confirmationround_closes_in_time": Case(
        {"year": 2026, "closes_on": "2027-01-31"}, {"year": 2026, "closes_on": "2028-01-01"}
    ),
    **known("reminder", step="deputy"),
}

YEARS = {"year": itertools.count(2026).__next__}

ONCE = {
    "confirmation_once_a_year": Once(
        ConfirmationFactory, ("agreement", "authority", "year"), YEARS
    ),
    "reminder_once_a_step": Once(ReminderFactory, ("authority", "step", "year"), YEARS),
}
