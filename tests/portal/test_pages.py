"""The pages that belong to no noun, and what every answer of the portal carries or leaves out."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import translation

from partnerships.models.agreement_choices import Status
from portal import views
from portal.context_processors import FOOTER
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    StatusChangeFactory,
)
from tests.factories.register import plant

pytestmark = pytest.mark.django_db

LANGUAGES = {"nl": "nl", "en": "en", "zh-hans": "zh-Hans"}


def changes(response):
    """Return the latest changes on the home page as ``(slug, date, status)``."""
    found = re.findall(
        r'<a href="/en/agreements/([^/]+)/"[^>]*>.*?<ul class="meta"><li>(.*?)</li>'
        r'.*?<span class="mark" aria-hidden="true"></span>(.*?)</span>',
        response.text,
        re.DOTALL,
    )
    return [tuple(html.unescape(part) for part in one) for one in found]


def test_home_counts_public_ties_and_links_to_the_rows_behind_each_figure(client):
    plant()
    figures = client.get("/en/").context["figures"]
    assert {str(figure["label"]): (figure["number"], figure["url"]) for figure in figures} == {
        "ties in the register": (4, "/en/agreements/"),
        "known to be active": (1, "/en/agreements/?status=active"),
        "ended": (1, "/en/agreements/?status=ended"),
        "with unknown status": (0, "/en/agreements/?status=unknown"),
        "Dutch authorities involved": (4, "/en/authorities/?ties=yes"),
        "confirmed in the past year": (1, "/en/agreements/?freshness=fresh"),
    }


def test_each_figure_of_home_is_the_number_of_rows_behind_it(client):
    plant()
    for figure in client.get("/en/").context["figures"]:
        response = client.get(figure["url"])
        assert len(response.context["page"].rows) == figure["number"], figure["url"]


def test_home_shows_the_newest_public_changes_only(client):
    register = plant()
    StatusChangeFactory(agreement=register.haven, status=Status.RECONSIDERED, on="2025-11")
    StatusChangeFactory(agreement=register.water, status=Status.UNKNOWN, on="2025-10")
    StatusChangeFactory(agreement=register.water, status=Status.SUSPENDED)
    response = client.get("/en/")
    assert changes(response) == [
        ("gewest", "March 2015", "ended"),
        ("delta", "2010", "dormant"),
        ("haven", "1979", "active"),
    ]
    assert "under reconsideration" not in response.text


def test_home_shows_six_changes_at_most(client):
    for year in range(2001, 2009):
        AgreementFactory(slug=f"tie-{year}", status=Status.ACTIVE, status__on=str(year))
    assert [slug for slug, _date, _status in changes(client.get("/en/"))] == [
        f"tie-{year}" for year in range(2008, 2002, -1)
    ]


def test_home_names_the_authorities_and_themes_with_ties(client):
    LocalAuthorityFactory(name="Zonderband")
    plant()
    response = client.get("/en/")
    authorities = response.context["authorities"]
    assert [(place.name, place.agreement_count) for place in authorities] == [
        ("Delfland", 1),
        ("Rotterdam", 1),
        ("Zuid-Holland", 1),
        ("Utrecht", 1),
    ]
    assert '<a href="/en/themes/clean-water/">Clean water</a>' in response.text


def test_home_of_an_empty_register_says_so(client):
    response = client.get("/en/")
    assert [figure["number"] for figure in response.context["figures"]] == [0] * 6
    assert "No change of status is recorded yet." in response.text


def test_open_data_page_leads_to_every_file_and_names_every_column(client):
    response = client.get("/en/open-data/")
    files = re.findall(r'href="(/open-data/[^"]+)"', response.text)
    assert files == [
        *(f"/open-data/agreements.{form}" for form in ("csv", "json", "geojson")),
        *(f"/open-data/practices.{form}" for form in ("csv", "json")),
        *(
            f"/open-data/{noun}.{form}"
            for noun in ("programmes", "news", "agenda")
            for form in ("csv", "json")
        ),
    ]
    first_line = client.get(files[0]).getvalue().decode("utf-8-sig").splitlines()[0]
    assert re.findall(r"<code>(\w+)</code>", response.text) == first_line.split(",")


def test_about_page_explains_every_verification_level(client):
    response = client.get("/en/about/")
    assert re.findall(r"<dt[^>]*>(.*?)</dt>", response.text) == [
        "Unverified",
        "Declared",
        "Document seen",
        "Confirmed by both sides",
        "Conflicting",
    ]


def in_site_style(response):
    """Return whether a page has the header, footer and style of the site."""
    parts = ('site-header"', 'site-footer"', "build/site.css", '<main class="wrap"')
    return all(part in response.text for part in parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["nothing-here/", "china/nothing/", "china/a/b/"])
def test_missing_page_is_answered_in_the_language_of_its_address(client, language, path):
    with translation.override(language):
        home, agreements = reverse("home"), reverse("agreements")
        response = client.get(f"{home}{path}")
    assert response.status_code == 404
    assert f'<html lang="{LANGUAGES[language]}">' in response.text
    assert in_site_style(response)
    assert f'<li><a href="{home}">' in response.text
    assert f'<li><a href="{agreements}">' in response.text


def test_damaged_request_is_answered_in_the_style_of_the_site(client):
    response = client.get(f"/en/agreements/?{'&'.join(f'q={n}' for n in range(1001))}")
    assert (response.status_code, in_site_style(response)) == (400, True)
    assert 'level-1">We do not understand this request</h1>' in response.text


def test_request_for_another_host_is_refused_and_no_fault(client):
    assert client.get("/en/", headers={"host": "elsewhere.example"}).status_code == 400


def test_fault_is_answered_in_the_style_of_the_site(client, monkeypatch, django_assert_num_queries):
    def fail(self, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr(views.Home, "get_context_data", fail)
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        response = client.get("/en/")
    assert (response.status_code, in_site_style(response)) == (500, True)
    assert 'level-1">The portal has a fault</h1>' in response.text
    assert "broken" not in response.text


def test_health_is_answered_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok")


@pytest.mark.parametrize(
    ("waiting", "status", "answer"), [([], 200, {"ready": True}), ([1], 503, {"ready": False})]
)
def test_readiness_says_whether_the_database_is_migrated(
    client, monkeypatch, waiting, status, answer
):
    monkeypatch.setattr(views.MigrationExecutor, "migration_plan", lambda *_args: waiting)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (status, answer)


def test_robots_are_kept_out_of_the_desk_and_shown_all_pages(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == (
        "User-agent: *\nDisallow: /beheer/\n\nSitemap: http://testserver/sitemap.xml\n"
    )


def public_addresses():
    """Return an address of every kind that the public can reach, good and bad."""
    authority, division = LocalAuthorityFactory(), ChineseDivisionFactory()
    agreement = AgreementFactory(authorities=[authority], divisions=[division])
    with translation.override("en"):
        names = ("home", *FOOTER, "agreements", "authorities", "divisions")
        return [
            *map(reverse, names),
            *(record.get_absolute_url() for record in (agreement, authority, division)),
            "/en/agreements/?colour=red",
            "/en/nothing/",
            *(f"/open-data/agreements.{form}" for form in ("csv", "json", "geojson")),
            "/open-data/agreements.csv?colour=red",
            "/healthz",
            "/readyz",
            "/robots.txt",
            "/sitemap.xml",
            "/.well-known/security.txt",
        ]


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


@pytest.mark.slow
def test_every_public_answer_has_the_headers_that_protect_its_reader(client):
    for address in public_addresses():
        response = client.get(address)
        found = {name: response.headers.get(name) for name in HEADERS}
        assert found == HEADERS, address
        assert set(response["Content-Security-Policy"].split("; ")) == POLICY, address


@pytest.mark.slow
def test_no_public_answer_sets_or_depends_on_a_cookie(client):
    for address in public_addresses():
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.headers.get("Vary", ""), address


@pytest.mark.slow
def test_no_public_page_holds_script_or_style_of_its_own(client):
    for address in public_addresses():
        response = client.get(address)
        if response["Content-Type"].startswith("text/html"):
            assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", response.text)


@pytest.mark.parametrize("name", ["home", "agreements", "authorities", "divisions"])
def test_lists_and_home_may_be_kept_by_caches_for_a_minute(client, name):
    kept = client.get(reverse(name))["Cache-Control"].split(", ")
    assert sorted(kept) == ["max-age=60", "public"]


def test_page_is_linked_to_itself_in_every_language_with_its_filters(client):
    query = "?kind=sister_city&kind=cluster&q=%E4%B8%8A%E6%B5%B7"
    expected = {}
    for language, tag in LANGUAGES.items():
        with translation.override(language):
            expected[tag] = f"http://testserver{reverse('agreements')}{query}"
    page = html.unescape(client.get(f"/en/agreements/{query}").text)
    alternates = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page))
    links = dict(re.findall(r'<li><a href="([^"]+)" lang="([^"]+)" hreflang="\2"', page))
    assert alternates == expected | {"x-default": expected["nl"]}
    assert {tag: url for url, tag in links.items()} == expected
    assert re.findall(r'<link rel="canonical" href="([^"]+)"', page) == [expected["en"]]
    assert [client.get(url).status_code for url in expected.values()] == [200] * 3
