"""A visitor looks things up: by keyboard or mouse, with and without scripts, wide and narrow."""

import pytest

from .keyboard import Keyboard
from .walk import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize(
    "scripts", [True, False], ids=["scripts", "no-scripts"]
)


@pytest.mark.parametrize("width", WIDTHS)
@WITH_AND_WITHOUT_SCRIPTS
def test_keyboard_alone_leads_from_home_to_an_ended_tie(visit, width, scripts):
    window = visit(width, java_script_enabled=scripts)
    page, keyboard = window.page, Keyboard(window.page)
    page.goto("/en/")

    assert keyboard.tab()["text"] == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    assert keyboard.tab()["id"] == "q"
    page.keyboard.type("sister")
    keyboard.enter()
    keyboard.tab_to(lambda stop: stop["path"] == "/en/agreements/" and stop["query"])
    keyboard.enter()
    assert page.url.endswith("/en/agreements/?q=sister")
    rows_before = page.locator(".row").count()

    if width == min(WIDTHS):
        keyboard.tab_to(lambda stop: stop["tag"] == "summary" and stop["text"] == "Filters")
        page.keyboard.press("Enter")
    keyboard.tab_to(lambda stop: "status=ended" in stop["query"])
    keyboard.enter()
    assert page.locator(".chip strong").all_inner_texts() == ["sister", "ended"]
    assert 0 < page.locator(".row").count() < rows_before

    keyboard.tab_to(lambda stop: stop["path"].endswith("/eindhoven-nanking-stedenband/"))
    keyboard.enter()
    assert page.locator("h1").inner_text() == "Sister city tie Eindhoven – Nanjing"
    assert page.locator(".page-header .badge").inner_text() == "ended"
    assert window.faults() == []


@WITH_AND_WITHOUT_SCRIPTS
def test_list_is_asked_filtered_and_widened_again(visit, scripts):
    window = visit(java_script_enabled=scripts)
    page = window.page
    page.goto("/samenwerkingen/")
    everything = page.locator("#results").inner_text()
    page.get_by_label("Naam van een plaats, onderwerp of woord").fill("stedenband")
    window.follow(page.get_by_role("button", name="Zoek samenwerkingen"))
    asked = page.locator("#results").inner_text()
    window.follow(page.locator(".facet__link[href*='status=ended']"))
    filtered = page.locator("#results").inner_text()
    assert page.url.endswith("?q=stedenband&status=ended")
    window.follow(page.locator(".facet__link[aria-current][href*='q=stedenband']"))
    assert page.locator("#results").inner_text() == asked
    window.follow(page.locator(".chips__clear"))
    assert page.locator("#results").inner_text() == everything
    assert len({everything, asked, filtered}) == 3


@WITH_AND_WITHOUT_SCRIPTS
def test_list_of_places_shows_only_those_with_ties(visit, scripts):
    window = visit(java_script_enabled=scripts)
    page = window.page
    page.goto("/overheden/?q=rotterdam")
    assert page.locator("tbody th").all_inner_texts() == ["Rotterdam"]
    page.locator("input[name=ties]").check()
    window.follow(page.locator(".ask button"))
    assert page.locator("tbody th").all_inner_texts() == ["Rotterdam"]
    assert "ties=yes" in page.url


@WITH_AND_WITHOUT_SCRIPTS
def test_figures_open_their_numbers_and_speak_another_language(visit, scripts):
    window = visit(java_script_enabled=scripts)
    page = window.page
    page.goto("/cijfers/?status=ended")
    numbers = page.locator("details.chart__numbers").first
    assert not numbers.locator("table").is_visible()
    numbers.locator("summary").click()
    assert numbers.locator("tbody tr").first.is_visible()
    window.follow(page.get_by_role("link", name="English"))
    assert page.url.endswith("/en/figures/?status=ended")
    assert page.locator("html").get_attribute("lang") == "en"
