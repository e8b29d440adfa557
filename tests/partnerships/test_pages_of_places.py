"""The pages of one authority and of one place in China: what happens there and around it."""

import datetime as dt
import re

import pytest

from partnerships.models import Agreement
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ChineseProvinceFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    ProvinceFactory,
    SourceFactory,
)

from .reading import facts, page, rows, section, words

pytestmark = pytest.mark.django_db


def test_authority_shows_its_facts(client):
    place = LocalAuthorityFactory(
        slug="den-haag",
        name="'s-Gravenhage",
        name_en="The Hague",
        name_zh_hans="海牙",
        aliases=["Den Haag"],
        code="GM0518",
        province=ProvinceFactory(name="Zuid-Holland", name_en="South Holland"),
        population=562839,
        population_on=dt.date(2023, 1, 1),
        website="https://www.denhaag.nl",
        valid_from=dt.date(1811, 1, 1),
    )
    SourceFactory(agreement=None, authority=place, reference="CBS", kind="import")
    text = page(client, "authorities/den-haag")
    found = facts(text)
    assert (found["Kind"], found["Province"]) == ("municipality", "South Holland")
    assert (found["CBS code"], found["Name in Chinese"]) == ("GM0518", "海牙")
    assert "Den Haag" in found["Also called"]
    assert re.fullmatch(r"562.839 on 1 January 2023", found["Population"])
    assert found["Exists from"] == "1 January 1811"
    assert "Existed until" not in found
    assert 'lang="zh-Hans">海牙</dd>' in text
    assert "CBS (reference list)" in words(section(text, "How do we know?"))


def test_authority_shows_its_own_ties_and_those_of_its_province(client):
    province = ProvinceFactory(name="Zuid-Holland")
    rotterdam = LocalAuthorityFactory(name="Rotterdam", province=province)
    AgreementFactory(slug="own", authorities=[rotterdam])
    AgreementFactory(slug="both", authorities=[rotterdam, province])
    AgreementFactory(slug="province", authorities=[province])
    AgreementFactory(slug="neighbour", authorities=[LocalAuthorityFactory(province=province)])
    AgreementFactory(slug="draft", authorities=[rotterdam], draft=True)
    text = page(client, "authorities/rotterdam")
    assert sorted(rows(text, "Ties with China")) == ["both", "own"]
    assert rows(text, "Ties of the province of Zuid-Holland") == ["province"]


def test_province_shows_its_own_ties_and_those_of_its_municipalities(client):
    province = ProvinceFactory(name="Zuid-Holland")
    AgreementFactory(slug="own", authorities=[province])
    AgreementFactory(slug="inside", authorities=[LocalAuthorityFactory(province=province)])
    AgreementFactory(slug="elsewhere")
    text = page(client, "authorities/provincie-zuid-holland")
    assert rows(text, "Ties with China") == ["own"]
    assert rows(text, "Ties of municipalities in this province") == ["inside"]


def test_authority_without_ties_says_so(client):
    LocalAuthorityFactory(name="Urk")
    found = section(page(client, "authorities/urk"), "Ties with China")
    assert words(found) == "The register knows no tie of this authority with China."


def test_merged_authorities_lead_to_each_other_with_their_ties(client):
    old = LocalAuthorityFactory(name="Brielle", valid_until=dt.date(2023, 1, 1))
    new = LocalAuthorityFactory(name="Voorne", valid_from=dt.date(2023, 1, 1))
    old.successors.add(new)
    AgreementFactory(slug="inherited", authorities=[old])
    former, present = page(client, "authorities/brielle"), page(client, "authorities/voorne")
    [notice] = re.findall(r'<p class="stale">(.*?)</p>', former, re.DOTALL)
    assert words(notice) == (
        "This authority no longer exists since 1 January 2023. Its successor is Voorne ."
    )
    assert 'href="/en/authorities/voorne/"' in notice
    assert rows(former, "Ties with China") == ["inherited"]
    assert rows(present, "Ties with China") == []
    assert rows(present, "Ties of its predecessors") == ["inherited"]
    assert '<a href="/en/authorities/brielle/">Brielle</a>' in present


def test_exchanges_of_a_place_are_shown_once_held_and_published(client):
    urk, wuhan = LocalAuthorityFactory(name="Urk"), ChineseDivisionFactory(name_en="Wuhan")
    for values in ({"title_en": "Held"}, {"title_en": "Planned", "state": "planned"}):
        exchange = ExchangeFactory(**values)
        exchange.authorities.add(urk)
        exchange.divisions.add(wuhan)
    for path in ("authorities/urk", wuhan.get_absolute_url().removeprefix("/").rstrip("/")):
        text = page(client, path)
        assert ("Held" in text, "Planned" in text) == (True, False)


@pytest.fixture
def guangdong():
    """A province with a city and a district in it, and a tie on each level."""
    province = ChineseProvinceFactory(name_en="Guangdong", name_zh="广东省", pinyin="Guǎngdōng")
    city = ChineseDivisionFactory(
        name_en="Guangzhou",
        name_nl="Kanton",
        name_zh="广州市",
        code="440100",
        former_names=["Canton"],
        parent=province,
    )
    district = ChineseDivisionFactory(
        name_en="Tianhe", name_zh="天河区", level="district", parent=city
    )
    for slug, division in (("high", province), ("middle", city), ("low", district)):
        AgreementFactory(slug=slug, divisions=[division])
    AgreementFactory(slug="draft", divisions=[city], draft=True)
    AgreementFactory(slug="elsewhere")
    return province


def test_division_shows_its_names_and_what_it_lies_in(client, guangdong):
    text = page(client, "china/guangdong/guangzhou")
    assert words(re.search(r"<h1.*?</h1>", text)[0]) == "Guangzhou 广州市"
    found = facts(text)
    assert (found["Level"], found["Lies in"]) == ("prefecture-level city", "Guangdong")
    assert (found["Characters"], found["Dutch name"]) == ("广州市", "Kanton")
    assert found["Former names"] == "Canton"
    assert found["Division code (GB/T 2260)"] == "440100"
    assert '<a href="/en/china/guangdong/">Guangdong</a>' in section(text, "Facts")


def test_division_shows_the_ties_in_it_inside_it_and_above_it(client, guangdong):
    text = page(client, "china/guangdong/guangzhou")
    assert rows(text, "Who is active here") == ["middle"]
    assert rows(text, "Active in places inside it") == ["low"]
    assert rows(text, "Active in Guangdong as a whole") == ["high"]


def test_division_lists_the_places_inside_it_with_their_ties(client, guangdong):
    found = section(page(client, "china/guangdong"), "Places inside it")
    assert words(found) == "Guangzhou 广州市 (2 ties)"
    assert 'href="/en/china/guangdong/guangzhou/"' in found


def test_province_shows_the_ties_of_every_level_inside_it(client, guangdong):
    text = page(client, "china/guangdong")
    assert rows(text, "Who is active here") == ["high"]
    assert sorted(rows(text, "Active in places inside it")) == ["low", "middle"]
    assert "as a whole" not in text


def test_tie_with_a_city_and_its_province_is_shown_once(client, guangdong):
    city = guangdong.children.get()
    AgreementFactory(slug="cluster", kind="cluster", divisions=[guangdong, city])
    text = page(client, "china/guangdong/guangzhou")
    assert "cluster" in rows(text, "Who is active here")
    assert "cluster" not in rows(text, "Active in Guangdong as a whole")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("china/hubei/guangzhou", "china/guangdong/guangzhou"),
        ("china/guangzhou", "china/guangdong/guangzhou"),
        ("china/guangdong/guangdong", "china/guangdong"),
        ("china/nothing/tianhe", "china/guangdong/tianhe"),
    ],
)
def test_division_under_a_wrong_province_leads_to_the_right_address(
    client, guangdong, path, address
):
    ChineseProvinceFactory(name_en="Hubei")
    response = client.get(f"/en/{path}/")
    assert (response.status_code, response.headers["Location"]) == (301, f"/en/{address}/")


@pytest.mark.parametrize("path", ["authorities/x", "china/x", "china/x/y", "agreements/x"])
def test_record_that_is_not_there_is_not_found(client, path):
    assert client.get(f"/en/{path}/").status_code == 404


@pytest.mark.parametrize("path", ["authorities/urk", "china/hubei"])
def test_page_of_a_place_takes_the_same_queries_however_many_ties(
    client, django_assert_max_num_queries, path
):
    urk, hubei = LocalAuthorityFactory(name="Urk"), ChineseProvinceFactory(name_en="Hubei")
    taken = []
    for kind in Agreement.Kind.values[:3]:
        near, inside = (
            LocalAuthorityFactory(province=urk.province),
            ChineseDivisionFactory(parent=hubei),
        )
        AgreementFactory(kind=kind, authorities=[urk, near], divisions=[hubei, inside])
        AgreementFactory(kind="contact", authorities=[near, urk.province], divisions=[inside])
        with django_assert_max_num_queries(15) as captured:
            page(client, path)
        taken.append(len(captured))
    assert taken == [taken[0]] * 3
