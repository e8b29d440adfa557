"""Staff at the desk: sign in, look around, and bring a spreadsheet of ties into the register."""

import pytest
import tablib
from playwright.sync_api import expect

from partnerships.models import Agreement

from .checks import SHOTS, axe_violations, faults_of_page
from .walk import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

COLUMNS = ["reference", "authorities", "divisions", "kind", "valid_from", "status", "summary_nl"]
GOOD = ["", "GM0180", "420100", "friendship_tie", "2001", "active", "Zij werken samen."]
UNKNOWN = ["", "GM9999", "420100", "friendship_tie", "2001", "active", "Zij werken samen."]


def quiet(window):
    """Return whether nothing was refused, broken or fetched elsewhere; the desk has its cookies."""
    return [fault for fault in window.faults() if not fault.startswith("cookie")] == []


def test_staff_signs_in_and_opens_the_list_and_a_tie(desk):
    page = desk.page
    page.locator("#content-main").get_by_role("link", name="Samenwerkingen", exact=True).click()
    expect(page.locator("#result_list tbody tr")).to_have_count(Agreement.objects.count())
    page.locator("#result_list").get_by_role("link", name="Arnhem – Wuhan").click()
    expect(page.locator("#id_title_nl")).to_have_value("Stedenband Arnhem – Wuhan")
    assert quiet(desk)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_is_accessible_in_every_variant(desk, scheme):
    page = desk.page
    page.emulate_media(color_scheme=scheme)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/beheer/onderdelen/")
        assert axe_violations(page) == []
        assert faults_of_page(page, "nl") == []
        page.screenshot(path=SHOTS / f"components-{scheme}-{width}.png", full_page=True)
    assert quiet(desk)


def test_a_spreadsheet_is_previewed_and_then_imported_as_previewed(desk, tmp_path):
    page, path = desk.page, tmp_path / "ties.xlsx"
    path.write_bytes(tablib.Dataset(GOOD, UNKNOWN, headers=COLUMNS).export("xlsx"))
    count = Agreement.objects.count()

    page.goto("/beheer/partnerships/agreement/import/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Toon de voorvertoning").click()
    counts = "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 geweigerd"
    expect(page.locator(".preview-counts")).to_have_text(counts)
    assert Agreement.objects.count() == count

    desk.follow(page.get_by_role("button", name="Importeer de nieuwe en gewijzigde rijen"))
    assert page.url.endswith("/beheer/partnerships/agreement/")
    assert Agreement.objects.count() == count + 1
    assert quiet(desk)
