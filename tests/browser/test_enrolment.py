"""From a programme made at the desk to a participation on its page, all through the browser."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from programmes.models import Programme

from .acting import act, choose, looked_at, official, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

QUESTIONS = 8


def make_programme(window):
    page = window.page
    page.goto("/beheer/programmes/programme/add/")
    page.locator("#id_name_nl").fill("Stedelijk leren")
    page.locator("#id_slug").fill("stedelijk-leren")
    page.locator("#id_kind").select_option("knowledge")
    page.locator("#id_summary_nl").fill("Steden leren van elkaar.")
    window.follow(page.locator("[name=_save]"))
    act(window, "programmes/programme", "publish", "Stedelijk leren")


def make_call(window):
    page, today = window.page, timezone.localdate()
    page.goto("/beheer/programmes/call/add/")
    page.locator("#id_title_nl").fill("Eerste ronde")
    page.locator("#id_slug").fill("eerste-ronde")
    page.locator("#id_first_on").fill(today.strftime("%d-%m-%Y"))
    page.locator("#id_last_on").fill((today + dt.timedelta(days=30)).strftime("%d-%m-%Y"))
    page.locator("[name=kinds][value=municipality]").check()
    choose(page, "programme", "Stedelijk leren")
    for number in range(QUESTIONS):
        page.locator("#questions-group .add-row a").click()
        page.locator(f"#id_questions-{number}-position").fill(str(number + 1))
        page.locator(f"#id_questions-{number}-label_nl").fill(f"Wat is uw antwoord {number + 1}?")
    page.locator("#criteria-group .add-row a").click()
    page.locator("#id_criteria-0-name_nl").fill("Inzet")
    window.follow(page.locator("[name=_save]"))
    act(window, "programmes/call", "publish", "Eerste ronde")


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


def test_staff_makes_a_call_an_official_enrols_and_the_choice_is_public(visit, desk):
    make_programme(desk)
    make_call(desk)

    office = signed_in(visit(), official("rotterdam"))
    enrol(office)

    act(desk, "programmes/enrolment", "mark_eligible")
    act(desk, "programmes/enrolment", "select", feedback="U doet mee.")
    office.page.reload()
    expect(office.page.get_by_text("U doet mee.")).to_be_visible()

    reader = visit()
    reader.page.goto(Programme.objects.get(name_nl="Stedelijk leren").get_absolute_url())
    pair = reader.page.locator("main tr", has_text="Rotterdam")
    expect(pair).to_contain_text("Shanghai")
    reader.page.goto(reverse("calls"))
    reader.follow(reader.page.get_by_role("link", name="Eerste ronde"))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Eerste ronde")
    looked_at(reader.page, "call")
    assert reader.faults() == []
