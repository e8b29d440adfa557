"""The pages of practices: found, read, related, fed, and taken along as files."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import ChineseDivision, Practice, Theme
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    PracticeFactory,
    PracticeThemeFactory,
    SourceFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/en/practices/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def register():
    """Three public practices that differ in everything, and a draft that looks like the first."""
    water = ThemeFactory(slug="clean-water", name_nl="Schoon water", name_en="Clean water")
    ports = ThemeFactory(slug="ports", name_nl="Havens", name_en="Ports")
    rotterdam = LocalAuthorityFactory(name="Rotterdam", slug="rotterdam")
    shanghai = ChineseDivisionFactory(name_nl="Shanghai", name_en="Shanghai", slug="shanghai")
    told = {
        "title_en": "Dikes as a school",
        "summary_en": "Engineers learn on the dike.",
        "authority": rotterdam,
        "started_on": "2004",
        "others": {"divisions": [shanghai]},
    }
    dikes = PracticeFactory(slug="dikes", title_nl="Dijken als school", imported=True, **told)
    draft = PracticeFactory(slug="draft", title_nl="Dijken als school", draft=True, **told)
    locks = PracticeFactory(
        slug="locks", kind="lesson", title_nl="Sluizen", started_on="2010", ready=True
    )
    quays = PracticeFactory(
        slug="quays",
        kind="stopped_attempt",
        title_nl="Kades",
        ready=True,
        others={"divisions": [shanghai]},
    )
    for practice, theme in ((dikes, water), (draft, water), (locks, water), (quays, ports)):
        PracticeThemeFactory(practice=practice, theme=theme)
    Practice.objects.all().reindex()
    return {"dikes": dikes, "locks": locks, "quays": quays}


def slugs(client, query=""):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    return {practice.slug for practice in answer.context["page"].rows}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"dikes", "locks", "quays"}),
        ("kind=lesson", {"locks"}),
        ("kind=lesson&kind=stopped_attempt", {"locks", "quays"}),
        ("theme=clean-water", {"dikes", "locks"}),
        ("authority=rotterdam", {"dikes"}),
        ("division=shanghai", {"dikes", "quays"}),
        ("year=2004", {"dikes"}),
        ("language=en", {"dikes"}),
        ("q=sluizen", {"locks"}),
        ("q=sluizen&kind=stopped_attempt", set()),
    ],
)
def test_page_csv_and_json_answer_with_the_same_practices(client, register, query, found):
    assert slugs(client, query) == found
    text = client.get(f"/open-data/practices.csv?{query}").getvalue().decode("utf-8-sig")
    assert {row["reference"] for row in csv.DictReader(io.StringIO(text))} == found
    rows = json.loads(client.get(f"/open-data/practices.json?{query}").getvalue())
    assert {row["reference"] for row in rows} == found


@pytest.mark.parametrize("query", ["kind=castle", "year=soon", "colour=red", "theme=nothing"])
def test_page_files_and_feed_refuse_what_they_do_not_know(client, register, query):
    assert client.get(f"{LIST}?{query}").status_code == 400
    for path in ("/open-data/practices.csv", "/en/practices/new.atom"):
        answer = client.get(f"{path}?{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_choices_are_counted_without_the_draft(client, register):
    facets = {one["name"]: one for one in client.get(LIST).context["facets"]}
    kinds = {one["label"]: one["count"] for one in facets["kind"]["options"]}
    assert kinds == {"good practice": 1, "lesson learned": 1, "stopped attempt": 1}
    themes = {one["label"]: one["count"] for one in facets["theme"]["options"]}
    assert themes["Clean water"] == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, count):
    theme = ThemeFactory()
    for _one in range(count):
        PracticeThemeFactory(
            theme=theme,
            practice=PracticeFactory(others={"divisions": [ChineseDivisionFactory()]}),
        )
    Practice.objects.all().reindex()
    with CaptureQueriesContext(connection) as captured:
        assert len(client.get(LIST).context["page"].rows) == count
    assert len(captured) == 3


def test_a_practice_tells_its_story_and_names_what_is_not_known(client, register):
    text = client.get("/en/practices/dikes/").text
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", text)
    assert headings[:2] == ["Facts", "What was done"]
    assert "Eerst klein beginnen." in text
    unknown = re.search(r"Not known: ([^<]+)\.</p>", text)[1]
    assert unknown.startswith("The challenge, What came of it, The lesson")


def test_a_draft_has_no_page(client, register):
    assert client.get("/en/practices/draft/").status_code == 404


def test_related_practices_come_with_their_reason_the_nearest_first(client, register):
    PracticeThemeFactory(practice=register["quays"], theme=Theme.objects.get(slug="clean-water"))
    related = client.get("/en/practices/dikes/").context["related"]
    assert [(one["practice"].slug, one["reason"]) for one in related] == [
        ("quays", "same place (Shanghai) and theme (Clean water)"),
        ("locks", "same theme: Clean water"),
    ]


def test_an_anonymous_practice_is_related_by_its_theme_alone(client, register):
    Practice.objects.filter(slug="quays").update(is_anonymous=True)
    related = client.get("/en/practices/dikes/").context["related"]
    assert [one["practice"].slug for one in related] == ["locks"]
    assert client.get("/en/practices/quays/").context["related"] == []


def test_the_feed_holds_what_the_list_holds_newest_first(client, register):
    feed = client.get("/en/practices/new.atom?theme=clean-water").content
    tree = ElementTree.fromstring(feed)  # noqa: S314 -- our own feed
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    titles = [entry.find(f"{ATOM}title").text for entry in tree.findall(f"{ATOM}entry")]
    assert sorted(titles) == ["Dikes as a school", "Sluizen"]
    links = [entry.find(f"{ATOM}link").get("href") for entry in tree.findall(f"{ATOM}entry")]
    assert sorted(links) == [
        "http://testserver/en/practices/dikes/",
        "http://testserver/en/practices/locks/",
    ]


def test_a_theme_joins_practices_ties_and_authorities(client, register):
    theme = Theme.objects.get(slug="clean-water")
    town = LocalAuthorityFactory(name="Delft")
    tie = AgreementFactory(title_en="Water with Wuhan", authorities=[town], themes=[theme])
    AgreementFactory(title_en="Hidden tie", draft=True, authorities=[town], themes=[theme])
    answer = client.get("/en/themes/clean-water/")
    assert {one.slug for one in answer.context["practices"]} == {"dikes", "locks"}
    assert list(answer.context["agreements"]) == [tie]
    assert list(answer.context["authorities"]) == [town]
    assert "Hidden tie" not in answer.text


def test_themes_are_listed_with_what_there_is_on_them(client, register):
    text = client.get("/en/themes/").text
    card = re.search(r'<a href="/en/themes/clean-water/">.*?</ul>', text, re.DOTALL)[0]
    assert "2 practices" in card
    assert "0 ties" in card


def test_a_practice_names_its_sources(client, register):
    SourceFactory(
        agreement=None, practice=register["locks"], reference="https://www.example.org/report"
    )
    assert (
        '<a href="https://www.example.org/report" rel="noopener">example.org</a>'
        in client.get("/en/practices/locks/").text
    )


@pytest.mark.parametrize("page", ["authorities/rotterdam", "china/{province}/shanghai"])
def test_the_page_of_a_party_shows_what_was_learned_there(client, register, page):
    place = ChineseDivision.objects.get(slug="shanghai")
    path = f"/en/{page.format(province=place.province.slug)}/"
    shown = {practice.slug for practice in client.get(path).context["practices"]}
    assert shown == ({"dikes"} if "rotterdam" in page else {"dikes", "quays"})
    Practice.objects.filter(slug="dikes").update(is_anonymous=True)
    assert "Dikes as a school" not in client.get(path).text


def test_the_page_of_a_tie_shows_what_was_learned_in_it(client, register):
    tie = AgreementFactory(slug="haven")
    Practice.objects.filter(slug="locks").update(agreement=tie)
    answer = client.get("/en/agreements/haven/")
    assert [practice.slug for practice in answer.context["practices"]] == ["locks"]
    assert '<a href="/en/practices/locks/"' in answer.text
