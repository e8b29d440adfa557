"""How often passwords may be tried, and what a sign-in costs the database."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.partnerships import UserFactory
from tests.signing_in import forget_attempts, sign_in, with_password

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    """Nothing comes free by itself while a test runs."""
    with time_machine.travel(START, tick=False) as moved:
        forget_attempts()
        yield moved


@pytest.fixture
def official(membership):
    return with_password(membership.user)


def statuses(times, user, **more):
    """Return what some sign-ins answer, each from a new browser: 200 or 400 says no."""
    return [sign_in(Client(), user, **more).status_code for _ in range(times)]


def statements(action):
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def test_from_the_sign_in_page_to_the_workspace_takes_44_statements(client, official):
    steps = {
        "page": lambda: client.get(reverse("account_login")),
        "form": lambda: sign_in(client, official),
        "workspace": lambda: client.get(reverse("workspace")),
    }
    counted = {name: statements(step) for name, step in steps.items()}
    assert counted == {"page": 0, "form": 25, "workspace": 19}


def test_an_attempt_is_counted_in_one_statement_however_many_there_were(official):
    def wrong():
        sign_in(Client(), official, password="wrong")

    first, *others = [statements(wrong) for _ in range(5)]
    assert others == [first] * 4


def test_a_mailbox_is_closed_after_five_failures_and_opens_by_itself(official, clock):
    assert statuses(5, official, password="wrong") == [400] * 5
    assert statuses(1, official) == [400]
    assert statuses(1, with_password(UserFactory())) == [302]
    clock.shift(301)
    assert statuses(1, official) == [302]


def test_what_was_right_counts_as_no_failure(official):
    for _ in range(4):
        assert statuses(1, official) == [302]
        assert statuses(1, official, password="wrong") == [400]
    assert statuses(2, official) == [302, 302]


def test_an_address_fails_twenty_times_a_minute_under_whatever_name(official, clock):
    for _ in range(20):
        statuses(1, UserFactory(), password="wrong")
    assert statuses(1, official) == [400]
    clock.shift(61)
    assert statuses(1, official) == [302]


def test_an_address_signs_in_thirty_times_a_minute(official, clock):
    assert statuses(31, official) == [302] * 30 + [400]
    clock.shift(61)
    assert statuses(1, official) == [302]


def test_asking_for_the_password_again_is_counted_too(client, official):
    client.force_login(official)
    address = reverse("account_reauthenticate")
    answers = [client.post(address, {"password": "wrong"}) for _ in range(6)]
    assert ["Wacht vijf minuten" in one.text for one in answers] == [False] * 5 + [True]


def test_a_new_password_forgets_the_failures(client, official, mailoutbox):
    # An account that has signed in once has an address that is vouched for.
    assert statuses(1, official) == [302]
    assert statuses(5, official, password="wrong") == [400] * 5
    assert statuses(1, official) == [400]
    client.post(reverse("account_reset_password"), {"email": official.email})
    [link] = [word for word in mailoutbox[-1].body.split() if word.startswith("http")]
    page = client.get(link.removeprefix("http://testserver"), follow=True)
    new = "vier-andere-woorden-hier"
    client.post(page.request["PATH_INFO"], {"password1": new})
    assert statuses(1, official, password=new) == [302]
