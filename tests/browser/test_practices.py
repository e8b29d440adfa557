"""A visitor finds a practice in three languages, reads it, and follows the search by mail."""

import re

import pytest
from playwright.sync_api import expect

from partnerships.models import Practice, Subscription

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

# A misspelt compound in Dutch, then the same subject in English and in Chinese.
ASKED = {
    "/praktijk/": "oudrenzorg",
    "/en/practices/": "elderly care",
    "/zh-hans/practices/": "养老",
}


def first_hits(page):
    links = page.locator(".rows .row__title a")
    return {
        re.sub(r"^/(en/|zh-hans/)?\w+/", "", link.get_attribute("href")) for link in links.all()
    }


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_same_practices_are_found_in_three_languages(visit, scripts):
    window, found = visit(java_script_enabled=scripts), []
    for path, words in ASKED.items():
        window.page.goto(path)
        window.page.locator("#id_q").fill(words)
        window.follow(window.page.locator("form.ask button"))
        assert window.page.locator("mark").count() > 0
        found.append(first_hits(window.page))
    assert len(found[0] & found[1] & found[2]) >= 3
    assert window.faults() == []


def test_every_practice_prints_on_two_pages_at_most(visit):
    window, long = visit(), {}
    for practice in Practice.objects.public():
        window.page.goto(practice.get_absolute_url())
        pages = len(re.findall(rb"/Type\s*/Page[^s]", window.page.pdf(format="A4")))
        assert pages > 0
        if pages > 2:
            long[practice.slug] = pages
    assert long == {}


def test_a_search_is_narrowed_opened_followed_confirmed_and_stopped(visit, letters):
    window = visit(375)
    page = window.page
    page.goto("/praktijk/?q=havens")
    expect(page.locator(".rows .row").first).to_be_visible()
    page.locator(".filters > summary").click()
    window.follow(page.get_by_role("link", name=re.compile("^Mobiliteit, haven en logistiek")))
    assert "theme=mobility-port-logistics" in page.url
    search = page.url
    page.locator(".row__title a").first.click()
    expect(page.locator("#provenance")).to_be_visible()

    page.goto(search)
    page.get_by_role("link", name="Volg deze zoekopdracht per e-mail").click()
    page.get_by_label("E-mailadres").fill("lezer@example")
    page.get_by_role("button", name="Stuur mij de link").click()
    expect(page.locator("[role=alert] a")).to_have_attribute("href", "#id_email")
    page.get_by_label("E-mailadres").fill("lezer@example.org")
    page.get_by_role("button", name="Stuur mij de link").click()
    expect(page.locator("h1")).to_have_text("Kijk in uw mailbox")

    [(receivers, letter)] = letters
    assert receivers == ["lezer@example.org"]
    link = re.search(r"https?://\S+/bevestigen/\S+", letter.get_body(("plain",)).get_content())[0]
    page.goto(link)
    page.get_by_role("button", name="Ja, stuur mij e-mails").click()
    expect(page.locator("h1")).to_have_text("U volgt deze zoekopdracht")
    subscription = Subscription.objects.get(email="lezer@example.org")
    assert subscription.confirmed_at is not None

    page.goto(f"/praktijk/volgen/stoppen/{subscription.token}/")
    page.get_by_role("button", name="Ja, stop de e-mails").click()
    expect(page.locator("h1")).to_have_text("U bent gestopt")
    assert not Subscription.objects.filter(email="lezer@example.org").exists()
    faults = [one for one in window.faults() if "400 (Bad Request)" not in one]
    assert faults == []
