"""IURC China from its first announcement to its results, by the clock of those years."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import Enrolment
from programmes.models.deadlines import ZONE

from .acting import act, looked_at, official, signed_in
from .arriving import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

ANNOUNCED = dt.datetime(2021, 4, 26, 9, tzinfo=ZONE)
LAST_MINUTE = dt.datetime(2021, 5, 31, 23, 59, tzinfo=ZONE)
TOO_LATE = dt.datetime(2021, 6, 1, tzinfo=ZONE)
DECIDED = dt.datetime(2021, 9, 6, 10, tzinfo=ZONE)
CALL = "Meedoen aan IURC China"
FEEDBACK = "U doet mee. Uw voorstel past bij duurzame stadsontwikkeling."


def announced(window):
    """Walk as a reader from the news to the programme, its predecessor, and the call."""
    page = window.page
    page.goto(reverse("news"))
    window.follow(page.get_by_role("link", name="Gemeenten en provincies kunnen zich aanmelden"))
    window.follow(page.locator("main").get_by_role("link", name=re.compile("Regional")).first)
    expect(page.get_by_text("Den Haag")).to_be_visible()
    window.follow(page.locator(".box").get_by_role("link", name="International Urban Cooperation"))
    expect(page.get_by_role("row", name="Mannheim (Duitsland) Chongqing")).to_contain_text("2017")
    expect(page.get_by_text("Dit programma is afgerond")).to_be_visible()
    window.follow(page.locator(".box").get_by_role("link", name=re.compile("Regional")))
    expect(page.get_by_text("Dit programma is afgerond")).to_have_count(0)
    window.follow(page.get_by_role("link", name=CALL))
    expect(page.get_by_text("31 mei 2021, tot en met 23:59:59 uur")).to_be_visible()
    looked_at(page, "story-iurc-call")
    assert window.faults() == []


def begin(window, authority, partner):
    """Check whether one may enrol, and write the draft."""
    page = window.page
    window.follow(page.locator(".side-nav").get_by_role("link", name="Aanmeldingen"))
    window.follow(page.get_by_role("link", name=CALL))
    expect(page.get_by_text("Dat klopt.").first).to_be_visible()
    window.follow(page.get_by_role("button", name=f"Meld {authority} aan"))
    page.get_by_label("Chinese partner").fill(partner)
    page.get_by_label("Mandaat gegeven door").fill("College van burgemeester en wethouders")
    page.get_by_label("Mandaat gegeven op").fill("2021-05-18")
    page.get_by_label("Wij vinden goed").check()
    window.follow(page.get_by_role("button", name="Bewaar en kijk na"))


def look_over(window, user):
    """Come back weeks later, to the draft as it was kept."""
    signed_in(window, user)
    window.follow(window.page.locator(".side-nav").get_by_role("link", name="Aanmeldingen"))
    window.follow(window.page.get_by_role("link", name=CALL).first)
    window.follow(window.page.get_by_role("link", name="Verder schrijven"))
    window.follow(window.page.get_by_role("button", name="Bewaar en kijk na"))


def hand_in(window):
    window.follow(window.page.get_by_role("button", name="Dien de aanmelding in"))


def test_iurc_is_announced_enrolled_in_until_the_last_second_decided_and_closed(
    visit, desk, letters
):
    reader, city, region = visit(), visit(), visit()
    officials = [official("rotterdam"), official("provincie-zuid-holland")]
    with time_machine.travel(ANNOUNCED) as clock:
        announced(reader)
        for window, user in zip((city, region), officials, strict=True):
            signed_in(window, user)
        begin(city, "Rotterdam", "Shanghai")
        begin(region, "Zuid-Holland", "Hebei")

        clock.move_to(LAST_MINUTE)
        for window, user in zip((city, region), officials, strict=True):
            look_over(window, user)
        hand_in(city)
        expect(city.page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()
        clock.move_to(TOO_LATE)
        hand_in(region)
        expect(region.page.get_by_text("Wat u schreef is bewaard als concept.")).to_be_visible()
        expect(region.page.get_by_role("button", name="Dien de aanmelding in")).to_have_count(0)
        looked_at(region.page, "story-iurc-late")

        clock.move_to(DECIDED)
        act(desk, "programmes/enrolment", "mark_eligible", "Rotterdam")
        act(desk, "programmes/enrolment", "select", "Rotterdam", feedback=FEEDBACK)
        signed_in(city, officials[0])
        city.page.goto(Enrolment.objects.get(state="selected").get_absolute_url())
        expect(city.page.get_by_text(FEEDBACK)).to_be_visible()
    rows = Enrolment.objects.order_by("authority__sort_name_nl")
    assert {str(one.authority): (one.state, str(one.division)) for one in rows} == {
        "Rotterdam": ("selected", "Shanghai"),
        "Zuid-Holland": ("draft", "Hebei"),
    }
    assert [letter["Subject"] for to, letter in letters if to == ["rotterdam@example.org"]] == [
        f"Ontvangen: de aanmelding van Rotterdam voor {CALL}",
        f"Besluit over de aanmelding van Rotterdam voor {CALL}",
    ]
    finished(visit())
    assert faults(city) == faults(region) == []


def finished(window):
    """Read, today, who took part and what it brought, with the figures that differ."""
    page = window.page
    page.goto(reverse("programme", args=["iurc-china"]))
    expect(page.get_by_text("Dit programma is afgerond")).to_be_visible()
    expect(page.locator("main tr", has_text="Rotterdam")).to_contain_text("Besluit van")
    cities = page.locator(".utrecht-data-list__item", has_text="Europese steden en regio’s")
    expect(cities).to_contain_text("bronnen verschillen")
    expect(cities.locator("strong")).to_have_text(["22", "18"])
    looked_at(page, "story-iurc-finished")
    window.follow(page.get_by_role("link", name=CALL))
    expect(page.get_by_role("link", name="Mogen wij ons aanmelden?")).to_have_count(0)
    assert window.faults() == []
