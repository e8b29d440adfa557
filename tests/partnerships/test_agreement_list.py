"""The list of agreements: every filter lets the right ones through, and says what is next."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
)
from tests.factories.register import plant

pytestmark = pytest.mark.django_db

LIST = "/en/agreements/"


def shown(response):
    """Return the slugs of the rows on a page, as its links say."""
    return re.findall(
        r'<h3 class="nl-heading nl-heading--level-3 row__title"><a href="/en/agreements/([^/"]+)/"',
        response.text,
    )


def counts(response):
    """Return the facets of a page as ``{facet: {label: count}}``."""
    return {
        facet["name"]: {
            option["label"]: option["count"] for option in [*facet["options"], *facet["more"]]
        }
        for facet in response.context["facets"]
    }


def without(found, name):
    return {other: value for other, value in found.items() if other != name}


FILTERS = [
    ("", "delta gewest haven water"),
    ("authority=rotterdam", "haven"),
    ("authority=rotterdam&authority=utrecht", "delta haven"),
    ("authority=provincie-zuid-holland", "gewest"),
    ("province=provincie-zuid-holland", "gewest haven"),
    ("province=provincie-utrecht", "delta"),
    ("authorityKind=municipality", "delta haven"),
    ("authorityKind=province", "gewest"),
    ("authorityKind=water_authority", "water"),
    ("authorityKind=province&authorityKind=water_authority", "gewest water"),
    ("chineseProvince=guangdong", "delta"),
    ("chineseProvince=hebei&chineseProvince=shanghai", "gewest haven"),
    ("division=guangzhou", "delta"),
    ("division=guangdong", ""),
    ("division=shanghai&division=nanjing", "haven water"),
    ("kind=sister_city", "haven"),
    ("kind=friendship_tie&kind=sister_province", "delta gewest"),
    ("kind=contact", ""),
    ("status=active", "haven"),
    ("status=ended&status=dormant", "delta gewest"),
    ("status=none", "water"),
    ("theme=shipping", "haven"),
    ("theme=clean-water", "delta haven"),
    ("theme=shipping&theme=clean-water", "delta haven"),
    ("verification=confirmed", "haven"),
    ("verification=declared&verification=document", "delta gewest"),
    ("verification=unverified", "water"),
    ("freshness=fresh", "haven"),
    ("freshness=due", "gewest"),
    ("freshness=stale", "delta"),
    ("freshness=never", "water"),
    ("freshness=stale&freshness=never", "delta water"),
    ("from=2012", "delta gewest haven"),
    ("from=2013", "gewest haven"),
    ("from=2015", "gewest haven"),
    ("from=2016", "haven"),
    ("until=1978", ""),
    ("until=1979", "haven"),
    ("until=1998", "gewest haven"),
    ("until=2005", "delta gewest haven"),
    ("from=2013&until=2014", "gewest haven"),
    ("q=havens", "haven"),
    ("theme=clean-water&kind=friendship_tie", "delta"),
    ("theme=clean-water&kind=sister_province", ""),
    ("theme=clean-water&kind=friendship_tie&kind=sister_city&status=active&q=haven", "haven"),
]


@pytest.fixture
def planted():
    return plant()


@pytest.mark.slow
def test_each_filter_shows_exactly_the_rows_that_fit(client, planted):
    found = {query: " ".join(sorted(shown(client.get(f"{LIST}?{query}")))) for query, _ in FILTERS}
    assert found == dict(FILTERS)


@pytest.fixture
def named():
    """Two ties whose places have many names, and one that no search below may show."""
    AgreementFactory(
        slug="utrecht-kanton",
        authorities=[LocalAuthorityFactory(name="Utrecht")],
        divisions=[ChineseDivisionFactory(name_zh="广州市", pinyin="Guangzhou", name_nl="Kanton")],
    )
    haag = LocalAuthorityFactory(
        name="'s-Gravenhage", name_en="The Hague", name_zh_hans="海牙", aliases=["Den Haag"]
    )
    beijing = ChineseDivisionFactory(
        name_zh="北京市", pinyin="Běijīng", name_en="Beijing", name_nl="Peking"
    )
    sudwest = LocalAuthorityFactory(name="Súdwest-Fryslân", name_zh_hans="西南弗里斯兰")
    xiamen = ChineseDivisionFactory(
        name_zh="厦门市", pinyin="Xiamen", name_nl="Xiamen", former_names=["Amoy"]
    )
    AgreementFactory(
        slug="haag-peking",
        authorities=[haag],
        divisions=[beijing],
        title_nl="Vriendschap van hofsteden",
        title_en="Friendship of capitals",
        title_zh_hans="首都之间的友谊",
        keywords=["cyber security"],
    )
    AgreementFactory(
        slug="sudwest-xiamen",
        authorities=[sudwest],
        divisions=[xiamen],
        summary_nl="Studenten leren over zeilschepen en café's.",
    )


SEARCHES = [
    ("'s-Gravenhage", "haag-peking"),
    ("s Gravenhage", "haag-peking"),
    ("’s-gravenhage", "haag-peking"),
    ("Den Haag", "haag-peking"),
    ("the hague", "haag-peking"),
    ("海牙", "haag-peking"),
    ("Peking", "haag-peking"),
    ("Beijing", "haag-peking"),
    ("beijing", "haag-peking"),
    ("Běijīng", "haag-peking"),
    ("北京", "haag-peking"),
    ("北京市", "haag-peking"),
    ("北", "haag-peking"),
    ("京北", ""),
    ("Den Haag 北京", "haag-peking"),
    ("Den Haag Xiamen", ""),
    ("友谊", "haag-peking"),
    ("friendships", "haag-peking"),
    ("cyber", "haag-peking"),
    ("Súdwest-Fryslân", "sudwest-xiamen"),
    ("sudwest fryslan", "sudwest-xiamen"),
    ("SUDWEST", "sudwest-xiamen"),
    ("sudw", "sudwest-xiamen"),
    ("Amoy", "sudwest-xiamen"),
    ("ｘｉａｍｅｎ", "sudwest-xiamen"),
    ("厦门", "sudwest-xiamen"),
    ("zeilsch", "sudwest-xiamen"),
    ("student", "sudwest-xiamen"),
    ("cafe", "sudwest-xiamen"),
    ("ijing", ""),
]


@pytest.mark.slow
def test_words_find_places_by_every_name_and_beginning(client, named):
    found = {text: " ".join(sorted(shown(client.get(LIST, {"q": text})))) for text, _ in SEARCHES}
    assert found == dict(SEARCHES)


def test_facets_without_a_choice_count_every_public_row(client, planted):
    found = without(counts(client.get(LIST)), "province")
    assert found == {
        "status": {"active": 1, "dormant": 1, "ended": 1, "no public status": 1},
        "kind": {
            "friendship tie": 1,
            "project partnership": 1,
            "sister city": 1,
            "sister province": 1,
        },
        "theme": {"Clean water": 2, "Shipping": 1},
        "authority": {"Delfland": 1, "South Holland": 1, "Rotterdam": 1, "Utrecht": 1},
        "authorityKind": {"municipality": 2, "province": 1, "water authority": 1},
        "chineseProvince": {"Guangdong": 1, "Hebei": 1, "Jiangsu": 1, "Shanghai": 1},
        "division": {"Guangzhou": 1, "Hebei": 1, "Nanjing": 1, "Shanghai": 1},
        "verification": {
            "confirmed by both sides": 1,
            "declared": 1,
            "document seen": 1,
            "unverified": 1,
        },
        "freshness": {"due for confirmation": 1, "fresh": 1, "never confirmed": 1, "stale": 1},
    }


def test_facet_of_provinces_holds_provinces_only(client, planted):
    assert counts(client.get(LIST))["province"] == {"South Holland": 2, "Utrecht": 1}


def test_every_further_choice_leads_to_as_many_rows_as_it_counts(client, planted):
    facets = client.get(f"{LIST}?status=active&status=none&theme=shipping").context["facets"]
    links = {
        (facet["name"], option["label"]): (option["url"], option["count"])
        for facet in facets
        for option in facet["options"]
        if not option["selected"] and facet["name"] not in ("status", "theme")
    }
    assert len(links) == 8
    assert {choice: len(shown(client.get(url))) for choice, (url, _count) in links.items()} == {
        choice: count for choice, (_url, count) in links.items()
    }


def test_facets_with_a_choice_count_what_a_second_choice_would_add(client, planted):
    found = counts(client.get(f"{LIST}?theme=clean-water&kind=sister_city"))
    assert (found["theme"], found["kind"], found["status"], found["freshness"]) == (
        {"Clean water": 1, "Shipping": 1},
        {"sister city": 1, "friendship tie": 1},
        {"active": 1},
        {"fresh": 1},
    )


def test_facet_choices_that_leave_nothing_stay_visible_with_zero(client, planted):
    found = counts(client.get(f"{LIST}?kind=cluster&freshness=fresh"))
    assert (found["kind"], found["freshness"]) == ({"cluster": 0, "sister city": 1}, {"fresh": 0})


def test_sentence_counts_the_rows_and_the_active_ones(client, planted):
    response = client.get(f"{LIST}?authorityKind=municipality")
    assert response.context["sentence"] == "2 agreements, of which 1 is active"


def test_chips_link_to_the_list_without_that_choice(client, planted):
    query = "q=haven&kind=sister_city&kind=cluster&from=1970&until=1990&sort=newest&after=delta"
    response = client.get(f"{LIST}?{query}")
    left = {
        (chip["label"], chip["value"]): parse_qs(urlsplit(chip["url"]).query)
        for chip in response.context["chips"]
    }
    asked = {name: values for name, values in parse_qs(query).items() if name != "after"}
    assert left == {
        ("Words", "haven"): without(asked, "q"),
        ("Kind", "sister city"): asked | {"kind": ["cluster"]},
        ("Kind", "cluster"): asked | {"kind": ["sister_city"]},
        ("Running from", "1970"): without(asked, "from"),
        ("Running until", "1990"): without(asked, "until"),
    }
    assert response.text.count('<a class="chip"') == 5


def test_empty_result_says_so_and_offers_a_way_out(client, planted):
    response = client.get(f"{LIST}?q=zonnepaneel&kind=sister_city")
    ways = [(way["label"], way["url"]) for way in response.context["ways_out"]]
    assert shown(response) == []
    assert ways == [
        ("Show all agreements", LIST),
        (
            "Keep the other filters, without the words “zonnepaneel”",
            f"{LIST}?kind=sister_city",
        ),
    ]
    assert all(f'href="{url}"' in response.text for _label, url in ways)


def test_downloads_lead_to_the_same_rows(client, planted):
    response = client.get(f"{LIST}?kind=sister_city&sort=newest&q=haven")
    assert [download["url"] for download in response.context["downloads"]] == [
        f"/open-data/agreements.{form}?kind=sister_city&sort=newest&q=haven"
        for form in ("csv", "json", "geojson")
    ]


def test_another_form_of_a_word_is_found_by_its_stem(client):
    AgreementFactory(slug="one", title_nl="Partnerschap in de haven")
    for text in ("partnerschappen", "havens"):
        assert client.get("/en/agreements/", {"q": text}).context["page"].rows[0].slug == "one"
