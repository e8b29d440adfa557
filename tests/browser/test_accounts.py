"""Officials at the door: from an invitation to the workspace, with an app or with a passkey."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from partnerships.actions import accounts
from partnerships.models import LocalAuthority, User
from tests.signing_in import PASSWORD, code_of, forget_attempts, with_app

from .arriving import arrive, faults, fill_in
from .checks import SHOTS, axe_violations, faults_of_page
from .database import committed
from .walk import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]
WIDTHS = (1280, 375)
OUTSIDE = ("account_login", "account_signup", "account_reset_password", "account_inactive")
OUTSIDE += ("account_reset_password_done",)
INSIDE = ("account", "account_email", "account_change_password", "account_reauthenticate")
INSIDE += ("mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "usersessions_list")
INSIDE += ("mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate")


@pytest.fixture(autouse=True)
def _fresh(register):
    committed(forget_attempts)
    yield
    committed(forget_attempts)


@pytest.fixture
def official(register):
    """A colleague of Rotterdam who has a password and no second step yet."""
    return committed(a_colleague)


def a_colleague():
    user = User.objects.create_user(f"official{User.objects.count()}@example.org", PASSWORD)
    user.memberships.create(
        authority=LocalAuthority.objects.get(slug="rotterdam"), role="coordinator"
    )
    return user


def show_again(window):
    page = window.page
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    window.follow(page.get_by_role("button", name="Verder"))


def look(window, name, language):
    """Return what is wrong with a page, and leave a picture of it."""
    page, found = window.page, []
    with translation.override(language):
        page.goto(reverse(name))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{name}: {one}" for one in axe_violations(page) + faults_of_page(page, language)]
        page.screenshot(path=SHOTS / f"{name}-{language}-{width}.png", full_page=True)
    return found


def test_an_invitation_leads_to_the_workspace_on_a_telephone(visit, official, mailoutbox):
    window = visit(375)
    committed(
        lambda: accounts.invite(
            email="nieuw@example.org",
            role="editor",
            authority=LocalAuthority.objects.get(slug="rotterdam"),
            by=official,
            site=window.site,
        )
    )
    [letter] = mailoutbox
    page, secret = window.page, arrive(window, letter)
    assert page.url == window.site + reverse("workspace")

    window.follow(page.get_by_role("button", name="Afmelden"))
    committed(forget_attempts)
    fill_in(window, User.objects.get(email="nieuw@example.org"))
    page.get_by_label("Code").fill(code_of(secret))
    window.follow(page.get_by_role("button", name="Aanmelden"))
    assert page.url == window.site + reverse("workspace")
    assert faults(window) == []


def test_a_passkey_is_added_signs_in_alone_and_is_removed(visit, official):
    window = visit()
    # A passkey belongs to a name, and 127.0.0.1 is none.
    window.page.context.set_default_timeout(15_000)
    site = window.site.replace("127.0.0.1", "localhost")
    page = window.page
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True}
    options |= {"automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    page.goto(site + reverse("account_login"))
    page.get_by_label("E-mailadres").fill(official.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Aanmelden", exact=True).click()
    page.wait_for_url(site + reverse("workspace"))
    page.goto(site + reverse("mfa_add_webauthn"))
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Naam van de passkey").fill("Laptop")
    page.get_by_role("button", name="Passkey toevoegen").click()
    expect(page.locator(".codes li")).to_have_count(10)

    page.get_by_role("button", name="Afmelden").click()
    page.goto(site + reverse("account_login"))
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    page.wait_for_url(site + reverse("workspace"))

    page.goto(site + reverse("mfa_list_webauthn"))
    assert axe_violations(page) == []
    page.screenshot(path=SHOTS / "mfa_list_webauthn-one-nl-1280.png", full_page=True)
    page.get_by_role("link", name="Hernoemen").click()
    page.get_by_role("link", name="Met uw passkey").click()
    page.get_by_role("button", name="Gebruik uw passkey").click()
    page.get_by_label("Naam van de passkey").fill("Oude laptop")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Verwijderen").click()
    expect(page.get_by_text("“Oude laptop”")).to_be_visible()
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.get_by_text("De passkey is verwijderd.")).to_be_visible()
    assert not [fault for fault in faults(window) if "localhost" not in fault]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_signing_in_is_accessible(visit, official, language):
    window = visit()
    assert {name: look(window, name, language) for name in OUTSIDE} == {
        name: [] for name in OUTSIDE
    }
    committed(lambda: with_app(official))
    fill_in(window, official)
    assert look(window, "mfa_authenticate", language) == []
    assert faults(window) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_account_is_accessible(visit, official, language):
    window = visit()
    fill_in(window, official)
    show_again(window)
    assert look(window, "mfa_activate_totp", language) == []
    committed(lambda: with_app(official))
    assert [look(window, name, language) for name in INSIDE] == [[] for _ in INSIDE]
    assert faults(window) == []
