"""Whether an authority may enrol is answered at once, with the reasons and who could join."""

import datetime as dt

import pytest

from programmes.models.eligibility import check, from_json
from tests.factories.calls import CallFactory
from tests.factories.partnerships import LocalAuthorityFactory, ProvinceFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def province():
    return ProvinceFactory(name="Zeeland")


def town(province, population, **values):
    counted = {"population": population, "population_on": population and "2026-01-01"}
    return LocalAuthorityFactory(province=province, **counted, **values)


def told(call, authority, **more):
    answer = check(call, authority, on=TODAY, **more)
    return answer.is_eligible, [str(one) for one in answer.reasons]


def test_call_without_rules_is_for_everybody(province):
    assert told(CallFactory(), town(province, None)) == (True, [])


def test_every_rule_is_told_whether_met_or_not(province):
    call = CallFactory(kinds=["province"], minimum_population=50_000)
    call.provinces.add(ProvinceFactory(name="Utrecht"))
    assert told(call, town(province, 49_999)) == (
        False,
        [
            "De oproep is voor: provincie. Niet elke aanmelder is dat.",
            "De oproep is voor overheden in: Utrecht. Niet elke aanmelder ligt daar.",
            "De oproep vraagt 50.000 inwoners; bekend zijn er maar 49.999.",
        ],
    )


def test_authority_that_meets_every_rule_may_enrol(province):
    call = CallFactory(kinds=["municipality"], minimum_population=50_000)
    call.provinces.add(province)
    assert told(call, town(province, 50_000)) == (
        True,
        [
            "De oproep is voor: gemeente. Dat klopt.",
            "De oproep is voor overheden in: Zeeland. Dat klopt.",
            "De oproep vraagt 50.000 inwoners; bekend zijn er 50.000.",
        ],
    )


def test_unknown_population_does_not_meet_a_minimum(province):
    call = CallFactory(minimum_population=50_000)
    assert told(call, town(province, None)) == (
        False,
        ["De oproep vraagt 50.000 inwoners; er is geen aantal bekend."],
    )


def test_neighbours_that_are_enough_together_are_named_the_smallest_first(province):
    call = CallFactory(minimum_population=50_000, is_open_to_groups=True)
    own = town(province, 30_000)
    small, enough = town(province, 19_999), town(province, 20_000)
    large = town(province, 90_000)
    town(ProvinceFactory(), 90_000)
    town(province, 80_000, valid_until="2019-01-01")
    assert check(call, own, on=TODAY).groups == ((enough,), (large,))
    assert told(call, own, others=[enough])[0]
    assert not told(call, own, others=[small])[0]


def test_several_neighbours_are_named_when_no_single_one_is_enough(province):
    call = CallFactory(minimum_population=50_000, is_open_to_groups=True)
    own = town(province, 20_000)
    first, second = town(province, 16_000), town(province, 15_000)
    town(province, 100)
    assert check(call, own, on=TODAY).groups == ((first, second),)


def test_no_group_is_named_when_the_call_takes_none(province):
    call = CallFactory(minimum_population=50_000)
    own, other = town(province, 30_000), town(province, 30_000)
    assert check(call, own, on=TODAY).groups == ()
    assert told(call, own, others=[other])[0] is False


def test_answer_is_kept_and_read_back(province):
    call = CallFactory(kinds=["municipality"], minimum_population=50_000)
    answer = check(call, town(province, 40_000), on=TODAY)
    assert from_json(answer.as_json()).reasons == answer.reasons
    assert from_json({}).reasons == ()
