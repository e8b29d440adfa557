"""The way in as a person goes it: the mail of an invitation, the second step, the sign-in form."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from tests.signing_in import PASSWORD, code_of

from .checks import SHOTS, axe_violations
from .register import STAFF


def link_in(letter):
    """Return the address that a mail leads to."""
    return re.search(r"http\S+", letter.body)[0]


def arrive(window, letter):
    """Go from the mail of an invitation to the workspace; returns the secret of the app."""
    page = window.page
    page.goto(link_in(letter))
    page.get_by_label("Naam").fill("Nieuwe collega")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    window.follow(page.locator("main").get_by_role("button"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede stap")
    window.follow(page.get_by_role("link", name="App instellen"))
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    window.follow(page.get_by_role("button", name="Verder"))
    secret = page.locator(".secret").inner_text()
    assert axe_violations(page) == []
    page.screenshot(path=SHOTS / "mfa_activate_totp-nl-375.png", full_page=True)
    page.get_by_label("Code").fill(code_of(secret))
    window.follow(page.get_by_role("button", name="Gebruik deze app"))
    expect(page.locator(".codes li")).to_have_count(10)
    assert axe_violations(page) == []
    page.screenshot(path=SHOTS / "mfa_view_recovery_codes-nl-375.png", full_page=True)
    window.follow(page.get_by_role("link", name="Ik heb ze bewaard"))
    window.follow(page.get_by_role("link", name="Naar wat op mij wacht"))
    return secret


def faults(window):
    """Return what went wrong besides the cookies, which signing in needs."""
    return [fault for fault in window.faults() if not fault.startswith("cookie")]


def fill_in(window, user):
    window.page.goto(reverse("account_login"))
    give(window, user.email, PASSWORD)


def come_to_desk(window):
    """Sign in as staff, where the desk asks for it."""
    window.page.goto("/beheer/")
    give(window, **STAFF)


def give(window, email, password):
    page = window.page
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill(password)
    window.follow(page.locator("main").get_by_role("button", name="Aanmelden", exact=True))
