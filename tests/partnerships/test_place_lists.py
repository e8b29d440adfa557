"""The lists of authorities and of places in China: names, ties, pages, refusals."""

import re

import pytest

from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ChineseProvinceFactory,
    LocalAuthorityFactory,
    ProvinceFactory,
)

pytestmark = pytest.mark.django_db


def shown(response):
    return re.findall(r'<th scope="row"><a href="/en/[^"]*?/([^/"]+)/"', response.text)


def walk(client, address):
    """Return the slugs on all pages from an address on, following the links."""
    slugs = []
    while address:
        response = client.get(address)
        assert response.status_code == 200
        slugs += shown(response)
        following = re.search(r'href="([^"]+)" rel="next"', response.text)
        address = following and following[1].replace("&amp;", "&")
    return slugs


@pytest.fixture
def places():
    """A province with two municipalities and a water authority, one city in China; three ties."""
    holland = ProvinceFactory(name="Zuid-Holland")
    haag = LocalAuthorityFactory(name="'s-Gravenhage", aliases=["Den Haag"], province=holland)
    LocalAuthorityFactory(name="Urk", province=ProvinceFactory(name="Flevoland"))
    LocalAuthorityFactory(name="Delfland", kind="water_authority", code="WS0372", province=None)
    guangdong = ChineseProvinceFactory(name_en="Guangdong", name_zh="广东省")
    city = ChineseDivisionFactory(
        name_en="Guangzhou", name_nl="Kanton", name_zh="广州市", parent=guangdong
    )
    ChineseProvinceFactory(name_en="Hubei")
    AgreementFactory(authorities=[haag, holland], divisions=[city])
    AgreementFactory(authorities=[haag], divisions=[guangdong])
    AgreementFactory(authorities=[haag], divisions=[city], kind="contact", draft=True)


ALL = ["delfland", "provincie-flevoland", "s-gravenhage", "urk", "provincie-zuid-holland"]
LISTS = {
    "/en/authorities/": ALL,
    "/en/authorities/?ties=yes": ["s-gravenhage", "provincie-zuid-holland"],
    "/en/authorities/?sort=ties": [
        "s-gravenhage",
        "provincie-zuid-holland",
        "delfland",
        "urk",
        "provincie-flevoland",
    ],
    "/en/authorities/?kind=province": ["provincie-flevoland", "provincie-zuid-holland"],
    "/en/authorities/?province=provincie-flevoland": ["urk"],
    "/en/authorities/?q=den+haag": ["s-gravenhage"],
    "/en/authorities/?q=GRAVEN": ["s-gravenhage"],
    "/en/authorities/?q=nowhere": [],
    "/en/china/": ["guangdong", "guangzhou", "hubei"],
    "/en/china/?ties=yes": ["guangdong", "guangzhou"],
    "/en/china/?sort=ties": ["guangdong", "guangzhou", "hubei"],
    "/en/china/?level=province": ["guangdong", "hubei"],
    "/en/china/?province=guangdong": ["guangzhou"],
    "/en/china/?q=kanton": ["guangzhou"],
    "/en/china/?q=%E5%B9%BF": ["guangdong", "guangzhou"],
}


@pytest.mark.slow
@pytest.mark.parametrize("size", [50, 1])
def test_each_list_shows_exactly_the_places_that_fit_on_however_many_pages(
    client, monkeypatch, places, size
):
    monkeypatch.setattr("partnerships.views.places.PLACES_ON_A_PAGE", size)
    assert {address: walk(client, address) for address in LISTS} == LISTS


def test_ties_of_a_division_count_those_of_the_places_inside_it(client, places):
    response = client.get("/en/china/")
    assert re.findall(r'<td class="num">(\d+)</td>', response.text) == ["2", "1", "0"]


@pytest.mark.parametrize(
    "query",
    [
        "colour=red",
        "ties=no",
        "kind=village",
        "level=village",
        "province=nowhere",
        "province=%00",
        "q=%00",
        "sort=newest",
        "after=nowhere",
        "after=%00",
        "before=%00",
        "sort=ties&after=nowhere",
    ],
)
def test_address_that_is_not_understood_is_refused(client, places, query):
    for address in ("/en/authorities/", "/en/china/"):
        response = client.get(f"{address}?{query}")
        assert (response.status_code, shown(response)) == (400, [])
        assert f'<a href="{address}">Show all</a>' in response.text


@pytest.mark.parametrize("text", ["!!!", "x" * 10_000, "q " * 2_000])
@pytest.mark.parametrize("address", ["/en/authorities/", "/en/china/"])
def test_text_that_is_no_name_finds_nothing_or_is_refused(client, places, address, text):
    response = client.get(address, {"q": text})
    assert response.status_code in (200, 400)
    assert shown(response) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", ["/en/authorities/?ties=yes", "/en/china/?sort=ties&ties=yes"])
def test_list_of_places_takes_few_queries_however_many_rows(
    client, django_assert_num_queries, address, count
):
    hubei = ChineseProvinceFactory()
    for _ in range(count):
        AgreementFactory(divisions=[ChineseDivisionFactory(parent=hubei)])
    with django_assert_num_queries(3):
        assert len(shown(client.get(address))) in (count, count + 1)
