"""From a programme made at the desk to a participation on its page, all through the browser."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from partnerships.models import LocalAuthority, User
from programmes.models import Call, Programme
from tests.signing_in import PASSWORD, forget_attempts

from .checks import SHOTS, axe_violations, faults_of_page
from .register import STAFF

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

OFFICIAL = "aanmelder@example.org"
QUESTIONS = 8


def for_good(action):
    """Do something beside the transaction of the test, so that the server sees it."""

    def alone():
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as beside:
        return beside.submit(alone).result()


def an_official():
    forget_attempts()
    user = User.objects.create_user(OFFICIAL, PASSWORD)
    rotterdam = LocalAuthority.objects.get(slug="rotterdam")
    user.memberships.create(authority=rotterdam, role="editor")


def clear():
    """Take back what the test made, since all browser tests share one register."""
    for call in Call.objects.filter(programme__name_nl="Stedelijk leren"):
        call.enrolments.all().delete()
        call.delete()
    Programme.objects.filter(name_nl="Stedelijk leren").delete()
    forget_attempts()


@pytest.fixture
def _made_here(register):
    for_good(an_official)
    yield
    for_good(clear)


def signed_in(window, address, email, password):
    page = window.page
    page.goto(address)
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill(password)
    window.follow(page.locator("main").get_by_role("button", name="Aanmelden", exact=True))
    return window


def act(window, noun, action, **asked):
    """Choose all rows of a list at the desk and do something to them; answer what is asked."""
    page = window.page
    page.goto(f"/beheer/programmes/{noun}/")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(action)
    window.follow(page.locator("button[name=index]"))
    for name, text in asked.items():
        page.locator(f"[name={name}]").fill(text)
    # Some actions ask first whether it is meant.
    if asked or (noun, action) in (("enrolment", "mark_eligible"), ("programme", "publish")):
        window.follow(page.locator(".submit-row input.default"))


def make_programme(window):
    page = window.page
    page.goto("/beheer/programmes/programme/add/")
    page.locator("#id_name_nl").fill("Stedelijk leren")
    page.locator("#id_slug").fill("stedelijk-leren")
    page.locator("#id_kind").select_option("knowledge")
    page.locator("#id_summary_nl").fill("Steden leren van elkaar.")
    window.follow(page.locator("[name=_save]"))
    act(window, "programme", "publish")


def make_call(window):
    page, today = window.page, timezone.localdate()
    page.goto("/beheer/programmes/call/add/")
    page.locator("#id_title_nl").fill("Eerste ronde")
    page.locator("#id_slug").fill("eerste-ronde")
    page.locator("#id_first_on").fill(today.strftime("%d-%m-%Y"))
    page.locator("#id_last_on").fill((today + dt.timedelta(days=30)).strftime("%d-%m-%Y"))
    page.locator("[name=kinds][value=municipality]").check()
    key = for_good(lambda: Programme.objects.get(name_nl="Stedelijk leren").pk)
    page.evaluate(
        """key => {
            const select = document.getElementById("id_programme");
            select.add(new Option("Stedelijk leren", key, true, true));
        }""",
        str(key),
    )
    for number in range(QUESTIONS):
        page.locator("#questions-group .add-row a").click()
        page.locator(f"#id_questions-{number}-position").fill(str(number + 1))
        page.locator(f"#id_questions-{number}-label_nl").fill(f"Wat is uw antwoord {number + 1}?")
    page.locator("#criteria-group .add-row a").click()
    page.locator("#id_criteria-0-name_nl").fill("Inzet")
    window.follow(page.locator("[name=_save]"))
    act(window, "call", "publish")


def enrol(window):
    page = window.page
    window.follow(page.get_by_role("link", name="Open voor aanmelding: Eerste ronde"))
    expect(page.get_by_text("De oproep is voor: gemeente. Dat klopt.")).to_be_visible()
    window.follow(page.get_by_role("button", name="Meld Rotterdam aan"))
    for number in range(1, QUESTIONS + 1):
        page.get_by_label(f"Wat is uw antwoord {number}?").fill(f"Antwoord {number}")
    page.get_by_label("Chinese partner").fill("Shanghai")
    page.get_by_label("Mandaat gegeven door").fill("College van B&W")
    page.get_by_label("Mandaat gegeven op").fill("2026-03-01")
    page.get_by_label("Wij vinden goed").check()
    looked_at(page, "my-enrolment-form")
    window.follow(page.get_by_role("button", name="Bewaar en kijk na"))
    looked_at(page, "my-enrolment-review")
    window.follow(page.get_by_role("button", name="Dien de aanmelding in"))
    expect(page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()
    looked_at(page, "my-enrolment")


def looked_at(page, name):
    """Leave a picture of a page, which is accessible and keeps the manners of the site."""
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=SHOTS / f"{name}-nl-{width}.png", full_page=True)
        assert axe_violations(page) == []
        assert faults_of_page(page, "nl") == []
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.usefixtures("_made_here")
def test_staff_makes_a_call_an_official_enrols_and_the_choice_is_public(visit):
    desk = signed_in(visit(), "/beheer/", STAFF["email"], STAFF["password"])
    make_programme(desk)
    make_call(desk)

    office = signed_in(visit(), reverse("workspace"), OFFICIAL, PASSWORD)
    enrol(office)

    act(desk, "enrolment", "mark_eligible")
    act(desk, "enrolment", "select", feedback="U doet mee.")
    office.page.reload()
    expect(office.page.get_by_text("U doet mee.")).to_be_visible()

    reader = visit()
    made = for_good(lambda: Programme.objects.get(name_nl="Stedelijk leren"))
    reader.page.goto(made.get_absolute_url())
    pair = reader.page.locator("main tr", has_text="Rotterdam")
    expect(pair).to_contain_text("Shanghai")
    reader.page.goto(reverse("calls"))
    reader.follow(reader.page.get_by_role("link", name="Eerste ronde"))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Eerste ronde")
    looked_at(reader.page, "call")
    assert reader.faults() == []
