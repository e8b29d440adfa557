"""The sitemap names every public page with its translations, and nothing else."""

import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from partnerships.base.translation import html_lang
from portal.sitemaps import Pages
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    PracticeFactory,
    ThemeFactory,
)
from tests.test_consistency import UNTRANSLATED, public_patterns

pytestmark = pytest.mark.django_db

LANGUAGES = ("nl", "en", "zh-hans")
# Results of a search are for people; robots find the pages behind them here.
LEFT_OUT = {"search", "suggestions", "practice-feed", "practice-follow", "news-feed", "agenda"}
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def sitemap(client):
    """Return the sitemap: each address with its translations by language."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 -- our own
    return {
        url.find("s:loc", SPACES).text: {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", SPACES)
        }
        for url in tree.findall("s:url", SPACES)
    }


def addresses(records):
    """Return the full address of records, or of named pages, in every language."""
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            for one in records:
                path = reverse(one) if isinstance(one, str) else one.get_absolute_url()
                found.add(f"http://testserver{path}")
    return found


def test_sitemap_names_every_public_page_in_every_language(client):
    today = timezone.localdate()
    division = ChineseDivisionFactory()
    authority = LocalAuthorityFactory()
    shown = AgreementFactory(authorities=[authority], divisions=[division])
    AgreementFactory(draft=True, authorities=[authority], divisions=[division.province])
    practice = PracticeFactory(authority=authority)
    PracticeFactory(authority=authority, draft=True)
    theme = ThemeFactory()
    LocalAuthorityFactory(province=authority.province, valid_until=today)
    records = [*Pages().items(), shown, practice, theme, authority, authority.province]
    records += [division, division.province]
    assert set(sitemap(client)) == addresses(records)


def test_sitemap_names_every_page_that_has_one_address(client):
    alone = {
        pattern.name
        for pattern in public_patterns()
        if pattern.name and pattern.name not in UNTRANSLATED and not pattern.pattern.converters
    }
    assert set(Pages().items()) == alone - LEFT_OUT


def test_sitemap_gives_each_address_its_translations_and_dutch_for_all_others(client):
    agreement = AgreementFactory(slug="haven")
    paths = {}
    for language in LANGUAGES:
        with translation.override(language):
            paths[language] = f"http://testserver{agreement.get_absolute_url()}"
    found = sitemap(client)
    expected = paths | {"x-default": paths["nl"]}
    assert [found[address] for address in paths.values()] == [expected] * 3


@pytest.mark.slow
def test_sitemap_and_pages_agree_on_the_translations(client):
    AgreementFactory(slug="haven")
    for address, translations in sitemap(client).items():
        page = client.get(address)
        own = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page.text)
        assert page.status_code == 200
        assert {html_lang(tag): url for tag, url in translations.items()} == {
            html_lang(tag): url for tag, url in own
        }, address


@pytest.mark.parametrize("count", [1, 3])
def test_sitemap_costs_twelve_queries_however_many_rows(client, count, django_assert_num_queries):
    for _number in range(count):
        AgreementFactory(
            authorities=[LocalAuthorityFactory()], divisions=[ChineseDivisionFactory()]
        )
    with django_assert_num_queries(12):
        response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    assert response["Cache-Control"] == "public, max-age=3600"
