"""A visitor finds the news of a year, passes it on, and follows the feed of what was asked."""

from urllib.parse import parse_qs, urlsplit

import pytest

from .walk import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_news_of_a_year_is_found_passed_on_and_followed(visit, width, scripts):
    window = visit(width, java_script_enabled=scripts)
    page = window.page
    page.goto("/nieuws/?theme=water-climate")
    window.follow(page.get_by_role("link", name="2021"))
    assert page.url.endswith("/nieuws/2021/?theme=water-climate")
    assert page.locator("h1").inner_text() == "Nieuws uit 2021"
    assert "Havens maken kennis" in page.locator(".row__title").all_inner_texts()

    feed = page.locator("link[type='application/atom+xml']").get_attribute("href")
    assert feed == "/nieuws/nieuws.atom?theme=water-climate&year=2021"
    answer = page.request.get(urlsplit(page.url)._replace(path="", query="").geturl() + feed)
    assert answer.status == 200
    assert "<title>Havens maken kennis</title>" in answer.text()

    window.follow(page.get_by_role("link", name="Havens maken kennis"))
    assert page.locator("h1").inner_text() == "Havens maken kennis"
    share = page.locator(".share a").first.get_attribute("href")
    assert parse_qs(urlsplit(share).query) == {
        "subject": ["Havens maken kennis"],
        "body": [page.url],
    }
    assert page.locator(".cite__text").inner_text().endswith(page.url)
    assert window.faults() == []
