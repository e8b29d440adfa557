"""The support of the province of Zuid-Holland: exchanges kept, joined, reported, and added up."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.models import Exchange
from programmes.models.deadlines import ZONE

from .acting import act, looked_at, official, signed_in
from .arriving import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

PLANNED = dt.datetime(2022, 4, 4, 9, tzinfo=ZONE)
HELD = dt.datetime(2022, 6, 20, 9, tzinfo=ZONE)
YEAR_AFTER = dt.datetime(2023, 1, 9, 9, tzinfo=ZONE)
TITLE = "Online overleg met Hebei over tuinbouw"
SECOND = "Digitale ontmoeting met Pudong"
PROMISE = "Een lijst van kassenbouwers delen"


def read_programme(window):
    """Find the programme, who it is for, who runs it, and its news."""
    page = window.page
    page.goto(reverse("programmes"))
    window.follow(page.locator("main").get_by_role("link", name="Zuid-Holland").first)
    expect(page.get_by_text("Dutch Sino Business Promotions").first).to_be_visible()
    expect(page.locator("main tr", has_text="Hebei")).to_contain_text("Zuid-Holland")
    expect(page.locator("main tr", has_text="Pudong")).to_contain_text("Zuid-Holland")
    looked_at(page, "story-province-programme")
    assert window.faults() == []


def plan(window, title, place, first, **more):
    page = window.page
    page.goto(reverse("my-exchanges"))
    window.follow(page.get_by_role("link", name="Een uitwisseling plannen"))
    page.get_by_label("Titel", exact=True).fill(title)
    page.get_by_label("Online", exact=True).check()
    page.get_by_label("Doel", exact=True).select_option("knowledge")
    page.get_by_label("Eerste dag").fill(first)
    page.get_by_label("Laatste dag").fill(first)
    page.get_by_label("Plaatsen in China").fill(place)
    for label, text in more.items():
        page.get_by_label(label.replace("_", " ")).fill(text)
    window.follow(page.get_by_role("button", name="Bewaren"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def report(window, results):
    """Say that the exchange was held, and tell what came of it."""
    page = window.page
    window.follow(page.get_by_role("button", name="Markeren als gehouden"))
    window.follow(page.get_by_role("link", name="Het verslag schrijven"))
    page.get_by_label("Resultaten").fill(results)
    page.locator("[name=commitments-0-text]").fill(PROMISE)
    page.locator("[name=commitments-0-owner]").fill("afdeling Economie")
    page.locator("[name=commitments-0-due_on]").fill("2022-09-01")
    looked_at(page, "story-province-report")
    window.follow(page.get_by_role("button", name="Inleveren om te publiceren"))


def overview(window):
    """Make the overview of the programme in one click, and take it along."""
    page = window.page
    window.follow(page.locator(".side-nav").get_by_role("link", name="Jaaroverzichten"))
    section = page.locator("section", has_text="Ondersteuning").last
    window.follow(section.get_by_role("link", name="2022"))
    for region, text, state in (("exchanges", TITLE, "gehouden"), ("promises", PROMISE, "te laat")):
        table = page.locator(f"[aria-labelledby={region}]")
        expect(table.locator("tr", has_text=text)).to_contain_text(state)
    for picture in page.locator("main img:visible").all():
        # They are fetched when they come into sight.
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
        assert picture.evaluate("one => one.naturalWidth") > 0
    looked_at(page, "story-province-overview")
    with page.expect_download() as pdf:
        page.get_by_role("link", name="Download als PDF").click()
    content = pdf.value.path().read_bytes()
    assert (content[:5], b"/MarkInfo" in content) == (b"%PDF-", True)
    with page.expect_download() as rows:
        page.get_by_role("link", name="Download de uitwisselingen (CSV)").click()
    lines = rows.value.path().read_text("utf-8-sig").splitlines()
    assert [TITLE in lines[1], SECOND in lines[2], len(lines)] == [True, True, 3]


def test_province_plans_exchanges_is_joined_reports_and_adds_up_the_year(visit, desk):
    province, neighbour = visit(), visit()
    keeper = official("provincie-zuid-holland", "coordinator")
    with time_machine.travel(PLANNED) as clock:
        read_programme(visit())
        signed_in(province, keeper)
        plan(province, TITLE, "Hebei", "2022-06-14", Open_voor_anderen="2022-06-01")
        address = province.page.url

        signed_in(neighbour, official("rotterdam"))
        page = neighbour.page
        page.goto(reverse("my-exchanges"))
        neighbour.follow(page.get_by_role("link", name=TITLE))
        page.get_by_label("Bericht").fill("Wij sluiten graag aan.")
        neighbour.follow(page.get_by_role("button", name="Verstuur het bericht"))
        province.page.reload()
        expect(province.page.locator("#messages")).to_contain_text("Wij sluiten graag aan.")

        clock.move_to(HELD)
        signed_in(province, keeper)
        province.page.goto(address)
        report(province, "Beide overheden spraken af om kennis over kassen te delen.")
        plan(province, SECOND, "Pudong New Area", "2022-11-10")
        act(desk, "partnerships/exchange", "publish", TITLE)

        clock.move_to(YEAR_AFTER)
        signed_in(province, keeper)
        province.page.goto(reverse("my-exchanges"))
        province.follow(province.page.get_by_role("link", name=SECOND).first)
        province.follow(province.page.get_by_role("button", name="Markeren als gehouden"))
        overview(province)
    kept = Exchange.objects.filter(authority__slug="provincie-zuid-holland", from_on__year=2022)
    assert set(kept.values_list("title_nl", "state", "publication")) == {
        (TITLE, "held", "published"),
        (SECOND, "held", "draft"),
    }
    reader = visit()
    reader.page.goto(reverse("authority", args=["provincie-zuid-holland"]))
    expect(reader.page.locator("main")).to_contain_text(TITLE)
    expect(reader.page.locator("main")).not_to_contain_text(SECOND)
    assert faults(province) == faults(neighbour) == reader.faults() == []
