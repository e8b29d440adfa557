"""Every address that changes something says no to whom it should; the table finds itself."""

import itertools

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from partnerships import forms as register
from programmes import forms as running
from tests.factories import partnerships as make
from tests.factories.accounts import MembershipFactory
from tests.planting import own_records
from tests.subjects_of_addresses import keys_of
from tests.test_visibility import FIXED, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NUMBERS = ("pk", "answer", "attachment", "commitment", "year")
# Addresses that nobody need sign in for: they prove who asks by a key of their own, or by nothing.
OPEN = {
    "invitation",
    "confirmations-by-mail",
    "practice-follow",
    "subscription-confirm",
    "subscription-stop",
}


def workspace():
    """Return the patterns that only signed-in people may ask."""
    prefix = reverse("workspace").strip("/")
    for pattern in patterns():
        names = list(pattern.pattern.converters)
        kwargs = {name: 1 if name in NUMBERS else "x" for name in names}
        try:
            address = reverse(pattern.name, kwargs=kwargs)
        except NoReverseMatch:
            continue
        if address.strip("/").startswith(prefix) and pattern.name not in OPEN:
            yield pattern.name, names


PRIVATE = sorted(dict(workspace()).items())
SIGN_IN = reverse("account_login")


@pytest.fixture
def elsewhere():
    """The records of an authority that is not one's own."""
    return [record for record, _ring in own_records(make.LocalAuthorityFactory(name="Ginds"))]


def addresses_of(names, name, records):
    keys = [FIXED.get(one) or keys_of(name, one, records) for one in names]
    for values in itertools.product(*keys):
        yield reverse(name, kwargs=dict(zip(names, values, strict=True)))


def everything(records, *, only_of_records=False):
    """Return every address of the workspace with the keys of all records in every position."""
    for name, names in PRIVATE:
        if names or not only_of_records:
            yield from addresses_of(names, name, records)


def snapshot(records):
    """Return the state of all records, to see that nothing was written."""
    return [type(one).objects.filter(pk=one.pk).values().get() for one in records]


def test_nobody_comes_in_without_signing_in(elsewhere):
    before, wrong = snapshot(elsewhere), []
    client = Client()
    for address in everything(elsewhere):
        for send in (client.get, client.post):
            answer = send(address)
            leads_in = answer.status_code == 302 and not answer.url.startswith(SIGN_IN)
            if leads_in or answer.status_code not in (302, 403, 404, 405, 410):
                wrong.append((address, answer.status_code))
    assert wrong == []
    assert snapshot(elsewhere) == before


def test_nothing_is_written_without_a_token_or_by_asking():
    member = MembershipFactory(role="coordinator")
    records = [record for record, _ring in own_records(member.authority)]
    client = Client(enforce_csrf_checks=True)
    client.force_login(member.user)
    before, wrong = snapshot(records), []
    for address in everything(records):
        answer = client.post(address, {"text": "x"})
        if answer.status_code not in (403, 404, 405):
            wrong.append((address, answer.status_code))
        answer = client.get(address)
        if answer.streaming:
            # A file is read to its end, so that it is closed.
            answer.getvalue()
        if answer.status_code >= 500:
            wrong.append((address, answer.status_code))
    assert wrong == []
    assert snapshot(records) == before


def test_what_is_of_another_authority_is_not_there(elsewhere):
    client = Client()
    client.force_login(MembershipFactory(role="coordinator").user)
    before, wrong = snapshot(elsewhere), []
    for address in everything(elsewhere, only_of_records=True):
        answer = client.post(address, {"text": "x", "role": "reader"})
        if answer.status_code not in (400, 403, 404, 405, 410):
            wrong.append((address, answer.status_code))
    assert wrong == []
    assert snapshot(elsewhere) == before


# What nobody means to send: nothing, signs of other kinds, numbers out of range.
ODD = ("", "\x00🙂", "-1", "9" * 40)


def names_of_fields():
    """Return the names of all fields of all forms, and of the rows of their tables."""
    found = set()
    for form in [*vars(register).values(), *vars(running).values()]:
        fields = getattr(form, "base_fields", None) or getattr(
            getattr(form, "form", None), "base_fields", {}
        )
        found |= set(fields)
    counts = ("TOTAL_FORMS", "INITIAL_FORMS")
    tables = {f"{table}-{one}" for table in ("evidence", "form", "commitments") for one in counts}
    return found | tables | {"to", "reason", "agreement", "authority", "on_page"}


@pytest.mark.parametrize("is_staff", [False, True], ids=["official", "staff"])
def test_no_address_breaks_whatever_is_sent(is_staff):
    member = MembershipFactory(role="coordinator")
    records = [record for record, _ring in own_records(member.authority)]
    user = make.UserFactory(is_staff=True) if is_staff else member.user
    client, broken = Client(raise_request_exception=False), []
    for value in ODD:
        for address in everything(records):
            client.force_login(user)
            answer = client.post(address, dict.fromkeys(names_of_fields(), value))
            if answer.status_code >= 500:
                broken.append((address, value[:12]))
            if answer.streaming:
                answer.getvalue()
    assert broken == []
