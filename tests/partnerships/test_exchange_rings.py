"""Who reads what of an exchange: the own authority, others, staff, everybody."""

import pytest
from django.urls import reverse

from tests.factories.accounts import MembershipFactory
from tests.factories.exchanges import ExchangePreparationFactory
from tests.factories.partnerships import (
    ChineseDivisionFactory,
    CommitmentFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    UserFactory,
)

from .test_my_exchanges import planned, url

pytestmark = pytest.mark.django_db

SECRETS = ("Oude kaas als geschenk", "4321", "Ruwe notulen", "Nog geheime winst", "Offerte sturen")


def with_secrets(authority, **values):
    row = planned(authority, cost="4321", report_nl=SECRETS[2], results_nl=SECRETS[3], **values)
    ExchangePreparationFactory(exchange=row, note=SECRETS[0])
    CommitmentFactory(exchange=row, text=SECRETS[4])
    return row


def told(client, row):
    """Return which of the secrets the page, the list and the calendar tell; None: no page."""
    pages = [client.get(url("my-exchange", row)), client.get(url("my-exchange-calendar", row))]
    if {page.status_code for page in pages} != {200}:
        return None
    text = pages[0].text + pages[1].content.decode() + client.get(reverse("my-exchanges")).text
    return [secret for secret in SECRETS if secret in text.replace(".", "").replace("\xa0", "")]


@pytest.mark.parametrize("role", ["reader", "editor", "coordinator"])
def test_own_authority_reads_all_of_it(client, role):
    member = MembershipFactory(role=role)
    row = with_secrets(member.authority)
    client.force_login(member.user)
    assert set(told(client, row)) == set(SECRETS)
    assert client.get(url("my-exchange-preparation", row)).status_code == 200


def test_staff_reads_all_of_it(staff_client):
    row = with_secrets(LocalAuthorityFactory())
    assert set(told(staff_client, row)) == set(SECRETS)


@pytest.mark.parametrize("state", ["planned", "confirmed", "held"])
def test_other_authority_sees_it_without_what_is_not_theirs(official_client, state):
    row = with_secrets(LocalAuthorityFactory(), state=state)
    assert told(official_client, row) == []
    assert row.title_nl in official_client.get(url("my-exchange", row)).text


def test_cancelled_one_of_another_is_not_found(official_client):
    assert told(official_client, with_secrets(LocalAuthorityFactory(), state="cancelled")) is None


def test_anonymous_is_asked_to_sign_in_and_strangers_are_refused(client):
    row = planned(LocalAuthorityFactory())
    names = ("my-exchange", "my-exchange-calendar", "my-exchange-report", "my-exchange-post")
    for user, status in ((None, 302), (UserFactory(), 403)):
        if user:
            client.force_login(user)
        for name in names:
            assert client.get(url(name, row)).status_code == status
        assert client.get(reverse("my-exchanges")).status_code == status


def test_public_pages_show_only_what_was_held_and_published(client, membership):
    city = ChineseDivisionFactory()
    rows = [with_secrets(membership.authority, title_nl=f"Reis {one}") for one in range(3)]
    told = {"from_on": "2024-05-06", "until_on": "2024-05-10", "open_until": None}
    shown = ExchangeFactory(
        authority=membership.authority, title_nl="Bekend", results_nl="Winst", **told
    )
    for row in (*rows, shown):
        row.divisions.add(city)
        row.authorities.add(membership.authority)
    for place in (city, membership.authority):
        text = client.get(place.get_absolute_url()).text
        assert "Bekend" in text
        assert "Winst" in text
        assert not any(words in text for words in ("Reis ", *SECRETS))
