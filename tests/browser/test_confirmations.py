"""On a telephone, from the mail: three ties confirmed in four clicks, nothing typed."""

import re
import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from partnerships.actions import reminders
from partnerships.models import (
    Agreement,
    ChineseDivision,
    Confirmation,
    ConfirmationRound,
    LocalAuthority,
    Membership,
    Reminder,
)
from tests.factories.accounts import MembershipFactory
from tests.factories.confirmations import ConfirmationRoundFactory
from tests.factories.partnerships import AgreementFactory, LocalAuthorityFactory

from .database import committed

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]
PARTNERS = ("310000", "420100", "210200")
MOST_CLICKS = 4
BUTTON = re.compile("^Klopt nog")


@pytest.fixture
def coordinator(site):
    """Somebody who coordinates an authority with three ties, in an open round."""
    member = committed(plant)
    yield member
    committed(lambda: clear(member))


def plant():
    province = LocalAuthority.objects.get(slug="provincie-zuid-holland")
    authority = LocalAuthorityFactory(name="Havenstad", slug="havenstad", province=province)
    for division in ChineseDivision.objects.filter(code__in=PARTNERS):
        AgreementFactory(
            title_nl=f"Vriendschapsband Havenstad – {division}",
            kind="friendship_tie",
            authorities=[authority],
            divisions=[division],
            status="active",
        )
    ConfirmationRoundFactory()
    return MembershipFactory(role="coordinator", authority=authority)


def clear(member):
    """Leave the register as the other walks expect it."""
    user, authority = member.user, member.authority
    for rows in (Confirmation.objects.all(), Reminder.objects.all(), Membership.objects):
        rows.filter(authority=authority).delete()
    Agreement.objects.for_authorities([authority]).delete()
    ConfirmationRound.objects.all().delete()
    authority.delete()
    user.delete()


def test_three_ties_are_confirmed_from_the_mail_in_four_clicks(
    visit, site, coordinator, letters, record_property
):
    committed(lambda: reminders.send_reminders(on=timezone.localdate(), site=site))
    [letter] = [one for receivers, one in letters if receivers == [coordinator.user.email]]
    link = re.search(r"http\S+/bevestigen/\S+:\S+", letter.get_body(("plain",)).get_content())[0]
    window, clicks, began = visit(375), 1, time.monotonic()
    page, result = window.page, window.page.locator("#result")

    page.goto(link)  # the first click: the link in the mail
    for left in (2, 1, 0):
        window.follow(page.get_by_role("button", name=BUTTON).first)
        clicks += 1
        expect(result).to_contain_text("Bevestigd: ")
        expect(result).to_be_focused()
        expect(result).to_be_in_viewport()
        expect(page.get_by_role("button", name=BUTTON)).to_have_count(left)
    record_property("clicks", clicks)
    record_property("seconds", time.monotonic() - began)

    expect(page.get_by_role("heading", name="Alles is bevestigd")).to_be_visible()
    assert clicks <= MOST_CLICKS
    said = Confirmation.objects.filter(authority=coordinator.authority, is_by_mail=True)
    assert said.count() == 3
    # The token of the form needs a cookie; nothing else may be odd.
    assert [one for one in window.faults() if not one.startswith("cookie portal_csrf")] == []
