"""Enrolments are compared by one figure, from the points of all colleagues."""

import pytest
from django.core.exceptions import ValidationError

from programmes.actions.assessments import assessments, score
from tests.factories.calls import CallFactory, CriterionFactory, EnrolmentFactory
from tests.factories.partnerships import UserFactory

pytestmark = pytest.mark.django_db


def test_total_is_the_weighted_average_of_all_colleagues():
    call = CallFactory()
    heavy, light = CriterionFactory(call=call, weight=3), CriterionFactory(call=call, weight=1)
    first, second = (EnrolmentFactory(call=call, submitted=True) for _number in range(2))
    EnrolmentFactory(call=call)
    one, other = UserFactory(), UserFactory()
    score(call=call, by=one, points={(first.pk, heavy.pk): 8, (first.pk, light.pk): 4})
    score(call=call, by=other, points={(first.pk, heavy.pk): 6, (second.pk, heavy.pk): 10})
    rows = assessments(call, by=one)
    assert [(row.enrolment, row.total) for row in rows] == [(first, 6.25), (second, None)]
    assert rows[0].own == {heavy.pk: 8, light.pk: 4}
    with pytest.raises(ValidationError, match="0 tot en met 10"):
        score(call=call, by=one, points={(first.pk, heavy.pk): 11})
