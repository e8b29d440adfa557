"""Every address that changes something says no to whom it should; the table finds itself."""

import itertools

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.factories import partnerships as make
from tests.factories.accounts import MembershipFactory
from tests.planting import own_records
from tests.test_visibility import FIXED, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Addresses that nobody need sign in for: they prove who asks by a key of their own, or by nothing.
OPEN = {"invitation", "practice-follow", "subscription-confirm", "subscription-stop"}


def workspace():
    """Return the patterns that only signed-in people may ask."""
    prefix = reverse("workspace").strip("/")
    for pattern in patterns():
        names = list(pattern.pattern.converters)
        kwargs = {
            name: {"pk": 1, "slug": "x", "key": "x", "token": "x"}.get(name) for name in names
        }
        try:
            address = reverse(pattern.name, kwargs=kwargs)
        except NoReverseMatch:
            continue
        if address.strip("/").startswith(prefix) and pattern.name not in OPEN:
            yield pattern.name, names


PRIVATE = sorted(dict(workspace()).items())


@pytest.fixture
def elsewhere():
    """The records of an authority that is not one's own."""
    return [record for record, _ring in own_records(make.LocalAuthorityFactory(name="Ginds"))]


def addresses_of(names, name, records):
    keys = {
        "pk": sorted({record.pk for record in records}),
        "slug": [record.slug for record in records if hasattr(record, "slug")],
        **FIXED,
    }
    for values in itertools.product(*(keys.get(one, ["x"]) for one in names)):
        yield reverse(name, kwargs=dict(zip(names, values, strict=True)))


def snapshot(records):
    """Return the state of all records, to see that nothing was written."""
    return [type(one).objects.filter(pk=one.pk).values().get() for one in records]


@pytest.mark.parametrize(("name", "names"), PRIVATE, ids=[name for name, _names in PRIVATE])
def test_nobody_comes_in_without_signing_in(name, names, elsewhere):
    before = snapshot(elsewhere)
    for address in addresses_of(names, name, elsewhere):
        for send in (Client().get, Client().post):
            answer = send(address)
            assert answer.status_code in (302, 403, 404, 405, 410), address
            if answer.status_code == 302:
                assert answer.url.startswith(reverse("account_login")), address
    assert snapshot(elsewhere) == before


@pytest.mark.parametrize(("name", "names"), PRIVATE, ids=[name for name, _names in PRIVATE])
def test_nothing_is_written_without_a_token_or_by_asking(name, names):
    member = MembershipFactory(role="coordinator")
    records = [record for record, _ring in own_records(member.authority)]
    client = Client(enforce_csrf_checks=True)
    client.force_login(member.user)
    before = snapshot(records)
    for address in addresses_of(names, name, records):
        assert client.post(address, {"text": "x"}).status_code in (403, 404, 405), address
        assert client.get(address).status_code < 500
    assert snapshot(records) == before


@pytest.mark.parametrize(
    ("name", "names"),
    [one for one in PRIVATE if one[1]],
    ids=[name for name, names in PRIVATE if names],
)
def test_what_is_of_another_authority_is_not_there(name, names, elsewhere):
    client = Client()
    client.force_login(MembershipFactory(role="coordinator").user)
    before = snapshot(elsewhere)
    for address in addresses_of(names, name, elsewhere):
        answer = client.post(address, {"text": "x", "role": "reader"})
        assert answer.status_code in (400, 403, 404, 405), address
    assert snapshot(elsewhere) == before
