"""Search from everywhere: what is found of each noun, in which order, and what is near."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ChineseProvinceFactory,
    LocalAuthorityFactory,
    ProvinceFactory,
    ThemeFactory,
)
from tests.factories.questions import FaqEntryFactory
from tests.factories.register import plant
from tests.partnerships.reading import words

pytestmark = pytest.mark.django_db

LONGEST = 200


@pytest.fixture
def beijing():
    return ChineseProvinceFactory(
        level="municipality",
        name_zh="北京市",
        pinyin="Beijing",
        name_en="Beijing",
        name_nl="Peking",
        slug="beijing",
    )


@pytest.fixture
def the_hague():
    return LocalAuthorityFactory(
        name="'s-Gravenhage",
        name_en="The Hague",
        name_zh_hans="海牙",
        aliases=["Den Haag"],
        slug="den-haag",
    )


@pytest.fixture
def their_tie(beijing, the_hague):
    return AgreementFactory(slug="tie", authorities=[the_hague], divisions=[beijing])


def ask(client, text, language="en"):
    with translation.override(language):
        return client.get(reverse("search"), {"q": text})


def found(response):
    """Return the groups of the page in order, as ``(noun, count, last part of each address)``."""
    return [
        (
            group["noun"],
            group["count"],
            [re.split(r"[/=]", hit["url"].rstrip("/"))[-1] for hit in group["hits"]],
        )
        for group in response.context["groups"]
    ]


def suggested(client, text):
    response = client.get("/en/search/suggestions/", {"q": text})
    assert response.status_code == 200
    return response.json()


def near(response):
    return [name["label"] for name in response.context["near"]]


@pytest.mark.parametrize("text", ["Peking", "北京", "北京市", "beijing", " BEIJING "])
@pytest.mark.usefixtures("their_tie")
def test_chinese_place_is_found_first_under_each_of_its_names(client, text):
    ChineseDivisionFactory(name_en="Beijing New Area", name_zh="北京新区", name_nl="Peking Nieuw")
    response = ask(client, text)
    assert found(response)[0][2][0] == "beijing"
    assert found(response)[1] == ("agreements", 1, ["tie"])


@pytest.mark.parametrize("text", ["Den Haag", "den haag", "'s-Gravenhage", "The Hague", "海牙"])
@pytest.mark.usefixtures("their_tie")
def test_authority_is_found_first_under_each_of_its_names(client, text):
    assert found(ask(client, text)) == [
        ("authorities", 1, ["den-haag"]),
        ("agreements", 1, ["tie"]),
    ]


def test_hits_are_grouped_by_noun_with_their_count(client):
    plant()
    assert found(ask(client, "utrecht")) == [
        ("authorities", 2, ["utrecht", "provincie-utrecht"]),
        ("agreements", 1, ["delta"]),
    ]
    assert found(ask(client, "water")) == [
        ("agreements", 2, ["haven", "delta"]),
        ("themes", 1, ["clean-water"]),
    ]


def test_place_of_exactly_this_name_comes_first_then_those_with_ties_then_the_alphabet(client):
    names = ("Aberg", "Berg aan Zee", "Berg", "Cberg", "Zberg")
    places = {name: LocalAuthorityFactory(name=name) for name in names}
    AgreementFactory(authorities=[places["Zberg"]])
    AgreementFactory(authorities=[places["Aberg"]], draft=True)
    hits = ask(client, "berg").context["groups"][0]["hits"]
    assert [hit["label"] for hit in hits] == ["Berg", "Zberg", "Aberg", "Berg aan Zee", "Cberg"]


def test_agreement_of_exactly_this_title_comes_first_then_the_alphabet(client):
    for number, title in enumerate(["Havens en water", "Havens", "Havens en groen"]):
        place = LocalAuthorityFactory(name=f"Plaats {number}")
        AgreementFactory(slug=f"tie-{number}", title_nl=title, authorities=[place])
    assert found(ask(client, "havens")) == [("agreements", 3, ["tie-1", "tie-0", "tie-2"])]


def test_public_answer_is_found_by_words_of_question_and_answer_in_any_language(client):
    told = {"title_en": "Who pays for a visit?", "answer_nl": "De eigen gemeente betaalt de reis."}
    FaqEntryFactory(slug="pays", **told)
    FaqEntryFactory(draft=True, **told)
    assert found(ask(client, "gemeente visit")) == [("faq", 1, ["pays"])]
    assert found(ask(client, "gemeente dinner")) == []


def test_many_public_answers_lead_to_their_list(client):
    for number in range(6):
        FaqEntryFactory(title_nl=f"Delegatie {number}")
    group = ask(client, "delegatie").context["groups"][0]
    assert (len(group["hits"]), group["count"], group["more_url"]) == (5, 6, "/en/questions/")


def test_noun_with_more_than_five_hits_leads_to_its_own_list(client):
    for number in range(6):
        LocalAuthorityFactory(name=f"Dorp {number}")
    group = ask(client, "dorp").context["groups"][0]
    assert (len(group["hits"]), group["count"]) == (5, 6)
    assert (group["more_label"], group["more_url"]) == (
        "All 6 authorities",
        "/en/authorities/?q=dorp",
    )
    assert len(client.get(group["more_url"]).context["page"].rows) == 6


def test_noun_with_five_hits_leads_nowhere_else(client):
    for number in range(5):
        LocalAuthorityFactory(name=f"Dorp {number}")
    assert ask(client, "dorp").context["groups"][0]["more_url"] == ""


def test_more_than_five_themes_lead_to_the_agreements_on_all_of_them(client):
    themes = [ThemeFactory(name_nl=f"Stof {n}", slug=f"stof-{n}") for n in range(6)]
    AgreementFactory(themes=themes[:3])
    AgreementFactory(themes=themes[3:])
    groups = {group["noun"]: group for group in ask(client, "stof").context["groups"]}
    chosen = "&".join(f"theme=stof-{n}" for n in range(6))
    assert groups["themes"]["more_url"] == f"/en/agreements/?{chosen}"
    assert len(client.get(groups["themes"]["more_url"]).context["page"].rows) == 2


def test_theme_is_found_when_a_public_agreement_is_about_it(client):
    AgreementFactory(themes=[ThemeFactory(name_nl="Verborgen thema")], draft=True)
    AgreementFactory(themes=[ThemeFactory(name_nl="Bekend thema", slug="bekend")], slug="tie")
    assert found(ask(client, "thema")) == [
        ("agreements", 1, ["tie"]),
        ("themes", 1, ["bekend"]),
    ]


def test_draft_is_never_found_suggested_or_counted(client, the_hague):
    AgreementFactory(title_nl="Geheim plan", authorities=[the_hague], draft=True)
    for text in ("Geheim plan", "geheim"):
        assert found(ask(client, text)) == []
        assert suggested(client, text)["groups"] == []
    group = ask(client, "Den Haag").context["groups"][0]
    assert (group["noun"], group["hits"][0]["facts"][-1]) == (
        "authorities",
        str(the_hague.province),
    )


@pytest.mark.parametrize(
    ("language", "tag", "label"),
    [("nl", "nl", "Peking"), ("en", "en", "Beijing"), ("zh-hans", "zh-Hans", "北京市")],
)
@pytest.mark.usefixtures("beijing")
def test_hit_is_named_in_the_language_of_the_page(client, language, tag, label):
    response = ask(client, "peking", language)
    assert f'<html lang="{tag}">' in response.text
    assert [hit["label"] for hit in response.context["groups"][0]["hits"]] == [label]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sjanghai", ["Shanghai"]),
        ("Roterdam", ["Rotterdam"]),
        ("haven Roterdam", ["Rotterdam"]),
        ("Utrehct", ["Utrecht"]),
        ("鹿特丹市", ["Rotterdam"]),
    ],
)
def test_misspelling_is_answered_with_the_near_name(client, text, names):
    ProvinceFactory(name="Utrecht", slug="provincie-utrecht")
    LocalAuthorityFactory(name="Utrecht")
    LocalAuthorityFactory(name="Rotterdam", name_zh_hans="鹿特丹")
    ChineseProvinceFactory(name_en="Shanghai", name_nl="Shanghai", name_zh="上海市")
    response = ask(client, text)
    assert near(response) == [f"Did you mean {name}?" for name in names]
    assert f"Nothing found for “{text}”" in words(response.text)
    assert found(client.get(response.context["near"][0]["url"]))[0][1] >= 1


def test_at_most_three_near_names_are_offered_nearest_first(client):
    for name in ("Rotterdamse", "Rotterdam", "Rotterdams", "Rotterdammer"):
        LocalAuthorityFactory(name=name)
    labels = near(ask(client, "Roterdam"))
    assert (len(labels), labels[0]) == (3, "Did you mean Rotterdam?")


@pytest.mark.parametrize("text", ["xqzvwk", "!!!", "%", "''", "…", "&|!:*", "\\"])
def test_nonsense_finds_nothing_and_says_so(client, text):
    plant()
    response = ask(client, text)
    assert (response.status_code, found(response), near(response)) == (200, [], [])
    assert f"Nothing found for “{text}”" in words(response.text)


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20"])
def test_empty_question_is_answered_with_what_to_type(client, query):
    plant()
    response = client.get(f"/en/search/{query}")
    assert (response.status_code, found(response), near(response)) == (200, [], [])
    assert "Type the name of a place, a subject or another word." in response.text


def test_question_of_the_greatest_length_is_answered(client):
    assert ask(client, "x" * LONGEST).status_code == 200


def test_typed_words_stay_in_the_box_and_are_shown_as_text(client):
    text = '<script>"x"'
    response = ask(client, text)
    assert "<script>&quot;" not in response.text
    assert 'value="&lt;script&gt;&quot;x&quot;"' in response.text


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries_does_not_grow_with_the_hits(client, django_assert_num_queries, rows):
    for number in range(rows):
        province = ChineseProvinceFactory(name_en=f"Haven {number}")
        AgreementFactory(
            title_nl=f"Haven {number}",
            authorities=[LocalAuthorityFactory(name=f"Haven {number}")],
            divisions=[ChineseDivisionFactory(name_en=f"Haven stad {number}", parent=province)],
            themes=[ThemeFactory(name_nl=f"Haven {number}")],
        )
    with django_assert_num_queries(9):
        response = ask(client, "haven")
    assert [count for _noun, count, _hits in found(response)] == [rows, rows, 2 * rows, rows]
    with django_assert_num_queries(5):
        suggested(client, "haven")


def test_misspelling_costs_two_queries_more(client, django_assert_num_queries):
    LocalAuthorityFactory(name="Rotterdam")
    with django_assert_num_queries(11):
        assert near(ask(client, "Roterdam")) == ["Did you mean Rotterdam?"]


@pytest.mark.parametrize("address", ["/en/", "/en/agreements/", "/en/search/?q=x", "/en/nothing/"])
def test_box_in_the_header_of_every_page_asks_the_search(client, address):
    boxes = re.findall(
        r'<form class="search[^>]* action="([^"]+)" data-suggestions="([^"]+)"',
        client.get(address).text,
    )
    assert set(boxes) == {("/en/search/", "/en/search/suggestions/")}
