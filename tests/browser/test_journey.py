"""From an invitation to a change that everybody reads; and links that work no longer."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from partnerships.actions import accounts, confirmations
from partnerships.models import Agreement, ChineseDivision, LocalAuthority, Proposal, User
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.confirmations import ConfirmationRoundFactory
from tests.factories.partnerships import AgreementFactory
from tests.signing_in import forget_attempts

from .acting import choose
from .arriving import arrive, faults, link_in
from .checks import axe_violations, faults_of_page
from .database import committed

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]
NEWCOMER = "nieuw@example.org"
TITLE, BETTER = "Vriendschapsband Urk – Wuhan", "Havenverdrag Urk – Wuhan"
DUE = "Vriendschapsband Urk – Dalian"


@pytest.fixture(autouse=True)
def _fresh():
    committed(forget_attempts)


@pytest.fixture
def tie():
    return committed(lambda: plant(TITLE, "420100"))


def plant(title, division):
    return AgreementFactory(
        title_nl=title,
        kind="friendship_tie",
        authorities=[LocalAuthority.objects.get(slug="urk")],
        divisions=[ChineseDivision.objects.get(code=division)],
        status="active",
    )


def invite(desk):
    """Fill in the form of an invitation at the desk, as staff does."""
    page = desk.page
    page.goto(reverse("admin:partnerships_invitation_add"))
    page.locator("#id_email").fill(NEWCOMER)
    page.locator("#id_role").select_option("editor")
    choose(page, "authority", "Urk")
    desk.follow(page.locator("input[name=_save]"))
    assert page.url == desk.site + reverse("admin:partnerships_invitation_changelist")


def propose(window):
    """Walk from the workspace to the own agreement and send another title."""
    page = window.page
    window.follow(page.locator(".side-nav").get_by_role("link", name="Samenwerkingen"))
    window.follow(page.get_by_role("link", name=TITLE))
    window.follow(page.get_by_role("link", name="Stel een wijziging voor"))
    page.get_by_label("Titel").fill(BETTER)
    window.follow(page.get_by_role("button", name="Voorstel versturen"))
    expect(page.get_by_text("Verstuurd. VNG International leest het en mailt u.")).to_be_visible()
    expect(page.locator("ins")).to_contain_text(BETTER)


def accept(desk):
    """Open what waits at the desk, see the old beside the new, and accept it."""
    page = desk.page
    page.goto(reverse("admin:index"))
    page.locator("#content-main").get_by_role("link", name="Voorstellen", exact=True).click()
    desk.follow(page.locator("#result_list").get_by_role("link", name=TITLE))
    row = page.locator("table.log tbody tr")
    expect(row.locator("td")).to_have_text([TITLE, BETTER])
    desk.follow(page.get_by_role("button", name="Overnemen", exact=True))
    expect(page.locator(".messagelist")).to_have_text(
        "Overgenomen: het staat vanaf nu in het portaal."
    )


def test_an_official_who_is_invited_changes_what_the_public_reads(desk, visit, tie, mailoutbox):
    visitor, official = visit(), visit()
    heading = visitor.page.get_by_role("heading", level=1)
    visitor.page.goto(tie.get_absolute_url())
    expect(heading).to_have_text(TITLE)

    invite(desk)
    [letter] = mailoutbox
    assert letter.to == [NEWCOMER]
    arrive(official, letter)
    assert official.page.url == official.site + reverse("workspace")
    propose(official)
    visitor.page.reload()
    expect(heading).to_have_text(TITLE)

    accept(desk)
    visitor.page.reload()
    expect(heading).to_have_text(BETTER)
    [proposal] = Proposal.objects.filter(agreement=tie)
    assert (proposal.state, proposal.proposed_by) == ("accepted", User.objects.get(email=NEWCOMER))
    assert Agreement.objects.get(pk=tie.pk).title_nl == BETTER
    assert visitor.faults() == faults(official) == faults(desk) == []

    # The link that was used leads nobody in again.
    refuses(visit(), link_in(letter), NO_INVITATION, WAYS)


# What a reader sees of a link that works no longer: heading, sentence, and the ways on.
NO_INVITATION = (
    "Deze uitnodiging werkt niet meer",
    "De uitnodiging werkt niet meer. Vraag wie u uitnodigde om haar opnieuw te sturen.",
)
NO_CONFIRMATION = (
    "Deze link werkt niet meer",
    "Deze link werkte 60 dagen. Meld u aan om uw samenwerkingen te bevestigen.",
)
SIGN_IN, CONTACT = "/mijn/account/login/", "/contact/"
WAYS = {"Aanmelden": SIGN_IN, "Contact": CONTACT}


def refuses(window, address, words, ways):
    """Prove that a page says no, why, and where to go; and that the first way is open."""
    page = window.page
    assert page.goto(address).status == 410
    main = page.locator("main")
    shown = (main.get_by_role("heading", level=1), main.locator(".lead"))
    assert tuple(one.inner_text() for one in shown) == words
    links = main.locator(".ways a").all()
    assert {one.inner_text(): one.get_attribute("href") for one in links} == ways
    assert axe_violations(page) + faults_of_page(page, "nl") == []
    window.follow(links[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")
    # The form to sign in needs the cookie of its token.
    assert faults(window) == []


def test_an_invitation_that_has_lapsed_says_so(visit):
    late = timezone.now() - dt.timedelta(days=14, seconds=1)
    urk = LocalAuthority.objects.get(slug="urk")
    lapsed = committed(lambda: InvitationFactory(authority=urk, invited_at=late))
    address = reverse("invitation", args=[accounts.key_of(lapsed)])
    refuses(visit(375), address, NO_INVITATION, WAYS)


@pytest.fixture(scope="module")
def coordinator(own_copy):
    """Somebody who coordinates an authority with a tie to confirm, in an open round."""
    return committed(appoint)


def appoint():
    ConfirmationRoundFactory()
    plant(DUE, "210200")
    urk = LocalAuthority.objects.get(slug="urk")
    return MembershipFactory(role="coordinator", authority=urk)


def link_for(member):
    given = {"user": member.user, "authority": member.authority, "year": timezone.localdate().year}
    return reverse("confirmations-by-mail", args=[confirmations.key_of(**given)])


def test_a_link_to_confirm_that_has_lapsed_says_so_and_leads_to_the_ties(visit, coordinator):
    with time_machine.travel(timezone.now() - dt.timedelta(days=60, seconds=1)):
        address = link_for(coordinator)
    ways = WAYS | {"Aanmelden": f"{SIGN_IN}?next=/mijn/bevestigen/"}
    refuses(visit(375), address, NO_CONFIRMATION, ways)


def test_a_link_to_confirm_that_was_used_says_what_is_done(visit, coordinator):
    first, second = visit(375), visit(375)
    address = link_for(coordinator)
    for window in (first, second):
        assert window.page.goto(address).status == 200
    name = re.compile(f"^Klopt nog.*{DUE}$")
    buttons = [one.page.get_by_role("button", name=name) for one in (first, second)]
    for window, button in zip((first, second), buttons, strict=True):
        window.follow(button)
    today = date_format(timezone.localdate())
    expect(first.page.locator("#result")).to_have_text(f"Bevestigd: “{DUE}”. Dank u wel.")
    expect(second.page.locator("#result")).to_have_text(
        f"“{DUE}” was al bevestigd, op {today}. Er is niets veranderd."
    )
    assert first.page.goto(address).status == 200
    expect(buttons[0]).to_have_count(0)
    assert faults(first) == faults(second) == []
