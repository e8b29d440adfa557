"""The duty pages say what is true and lead to somebody; security.txt never runs out."""

import datetime as dt
import html
import re
import tomllib

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from partnerships.models import Theme
from portal import duties
from portal.context_processors import FOOTER
from tests.factories.partnerships import ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db

LANGUAGES = ("nl", "en", "zh-hans")
DUTIES = ("accessibility", "privacy", "security", "contact", "colophon")
TO_REACH_US = ("accessibility", "privacy", "security", "contact")


def text_of(response):
    """Return what a page says, without its tags, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def links(response):
    """Return the addresses that the main part of a page leads to."""
    return re.findall(
        r'<a[^>]*href="([^"]+)"', response.text.split("<main", 1)[1].split("</main")[0]
    )


def facts(response):
    """Return the description list of a page."""
    found = re.findall(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", response.text)
    return {re.sub(r"<[^>]+>", "", name): value for name, value in found}


# The pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_the_duty_pages(client, language):
    with translation.override(language):
        home, expected = reverse("home"), [reverse(name) for name in FOOTER]
    footer = client.get(home).text.split("<footer", 1)[1]
    assert re.findall(r'<a href="([^"]+)"', footer) == expected
    assert set(DUTIES) < set(FOOTER)


@pytest.mark.parametrize("name", DUTIES)
def test_duty_pages_need_no_database(client, name, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", TO_REACH_US)
def test_pages_that_ask_for_a_message_lead_to_the_contact_page(client, name):
    assert duties.CONTACT_URL in links(client.get(reverse(name)))


def test_duty_pages_show_no_address_or_number_that_nobody_gave(client):
    for name in DUTIES:
        main = client.get(f"/en/{name}/").text.split("<main", 1)[1]
        assert re.findall(r"[\w.]+@[\w.]+|tel:|\+31", main) == [], name


def test_accessibility_statement_gives_site_status_standard_and_dates(client):
    assert facts(client.get("/en/accessibility/")) == {
        "Site": "Chinapoort at http://testserver/: the public pages and the staff desk",
        "Responsible": "VNG International, The Hague",
        "Status": "C: first measures taken",
        "Standard": "EN 301 549 with WCAG 2.1, levels A and AA. We aim at WCAG 2.2, level AA.",
        "Drawn up on": "24 November 2026",
        "Review before": "24 May 2027",
    }


def test_accessibility_statement_names_both_complaint_routes(client):
    assert links(client.get("/en/accessibility/"))[-2:] == [
        "https://www.nationaleombudsman.nl/",
        "https://www.mensenrechten.nl/",
    ]


def test_accessibility_statement_claims_no_more_than_six_months():
    held = duties.STATEMENT_LAPSES_ON - duties.STATEMENT_DRAWN_UP_ON
    assert dt.timedelta(0) < held <= dt.timedelta(days=184)


@pytest.mark.parametrize(("days", "lapsed"), [(-1, False), (0, True), (400, True)])
def test_accessibility_statement_says_itself_when_it_has_lapsed(client, time_machine, days, lapsed):
    time_machine.move_to(duties.STATEMENT_LAPSES_ON + dt.timedelta(days=days), tick=False)
    page = text_of(client.get("/en/accessibility/"))
    assert ("This statement is out of date." in page) is lapsed


def test_privacy_page_names_exactly_the_cookies_that_the_desk_sets(client):
    user = UserFactory(is_staff=True, is_superuser=True)
    user.set_password("een lang wachtwoord")
    user.save()
    named = set(facts(client.get("/en/privacy/")))
    assert not client.cookies
    sign_in = reverse("account_login")
    client.get(sign_in)
    client.post(sign_in, {"login": user.email, "password": "een lang wachtwoord"})
    theme = ThemeFactory(slug="water")
    client.post(
        reverse("admin:partnerships_theme_changelist"),
        {"action": "delete_selected", "_selected_action": theme.pk, "post": "yes"},
    )
    assert not Theme.objects.exists()
    assert set(client.cookies) == named


def test_privacy_page_says_how_long_cookies_stay(client, settings):
    settings.SESSION_COOKIE_AGE = 3600
    shown = facts(client.get("/en/privacy/"))
    assert [value.split(". ")[-1] for value in shown.values()] == [
        "Stays for 364 days.",
        "Stays for 1 hour.",
        "Goes when the notice has been shown, or when the browser closes.",
    ]


def test_privacy_page_names_the_authority_for_complaints(client):
    assert links(client.get("/en/privacy/"))[-1] == "https://www.autoriteitpersoonsgegevens.nl/"


def test_contact_page_leads_to_the_other_ways_in(client):
    assert links(client.get("/en/contact/")) == [
        duties.CONTACT_URL,
        "/en/accessibility/",
        "/en/security/",
        "/en/privacy/",
        "/en/open-data/",
    ]


def test_colophon_names_every_library_that_the_project_asks_for(client):
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {re.split(r"[\[~=<>! ]", one)[0] for one in project["project"]["dependencies"]}
    page = client.get("/en/colophon/")
    named = re.findall(r'<a href="https://pypi.org/project/([^"/]+)/">\1</a>', page.text)
    assert named == sorted(asked)
    assert "European Union Public Licence (EUPL-1.2)" in text_of(page)


@pytest.mark.parametrize("path", ["/en/colophon/", "/en/open-data/"])
def test_data_are_credited_alike_wherever_they_are_credited(client, path):
    page = text_of(client.get(path))
    for owner in (
        "CBS",
        "Kadaster",
        "GeoNames",
        "Who’s On First",
        "ECharts",
        "Wikidata",
        "GB/T 2260",
    ):
        assert owner in page.split("CC0 1.0")[1], owner


# security.txt


def fields(response):
    return [tuple(line.split(": ", 1)) for line in response.text.splitlines()]


def test_security_txt_says_where_a_weakness_can_be_reported(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC), tick=False)
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    with translation.override("nl"):
        dutch = reverse("security")
    assert fields(response) == [
        ("Contact", "https://www.vng-international.nl/contact"),
        ("Expires", "2027-05-23T00:00:00Z"),
        ("Preferred-Languages", "nl, en"),
        ("Canonical", "http://testserver/.well-known/security.txt"),
        ("Policy", f"http://testserver{dutch}"),
        ("Policy", "http://testserver/en/security/"),
    ]


@pytest.mark.parametrize("year", [2026, 2031, 2040])
def test_security_txt_never_expires_and_never_promises_a_year(client, time_machine, year):
    now = dt.datetime(year, 2, 28, 23, 59, tzinfo=dt.UTC)
    time_machine.move_to(now, tick=False)
    expires = dict(fields(client.get("/.well-known/security.txt")))["Expires"]
    assert dt.timedelta(days=90) < dt.datetime.fromisoformat(expires) - now < dt.timedelta(days=365)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_policy_of_security_txt_is_a_page_in_that_language(client, language):
    policies = [
        value for name, value in fields(client.get("/.well-known/security.txt")) if name == "Policy"
    ]
    page = client.get(policies[("nl", "en").index(language)])
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
