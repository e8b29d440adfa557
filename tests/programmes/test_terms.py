"""The term of a programme, which may be known to the year, the month or the day."""

import datetime as dt

import pytest

from programmes.models.overviews import ran, ran_in
from tests.factories.programmes import ProgrammeFactory

pytestmark = pytest.mark.django_db


def test_a_term_is_read_at_its_own_precision():
    programme = ProgrammeFactory(valid_from="2021-03", valid_until="2023")
    days = {"2021-02-28": False, "2021-03-01": True, "2023-12-31": True, "2024-01-01": False}
    assert {day: ran(programme, on=dt.date.fromisoformat(day)) for day in days} == days
    years = {2020: False, 2021: True, 2023: True, 2024: False}
    assert {one: ran_in(programme, one) for one in years} == years
