"""What a search of the practices costs, tells, and finds at once."""

import psycopg
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from partnerships.actions import practices as actions
from partnerships.base import broad, facets
from partnerships.models import Practice
from partnerships.views import practice_hits
from tests.factories.partnerships import (
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    PracticeFactory,
    PracticeThemeFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/en/practices/"
FILTERS = "theme=clean-water&authority=rotterdam&kind=good_practice&division=shanghai"


def make(count):
    """Publish as many practices about a bridge, all of one theme, authority and place."""
    theme = ThemeFactory(slug="clean-water")
    rotterdam = LocalAuthorityFactory(slug="rotterdam")
    shanghai, tianjin = (ChineseDivisionFactory(slug=slug) for slug in ("shanghai", "tianjin"))
    helper = LocalAuthorityFactory(slug="delft")
    for _number in range(count):
        others = {"divisions": [shanghai, tianjin], "other_authorities": [helper]}
        practice = PracticeFactory(title_nl="De brug", authority=rotterdam, others=others)
        PracticeThemeFactory(practice=practice, theme=theme)
    Practice.objects.all().reindex()


def statements(client, query, count):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(f"{LIST}?{query}")
    assert len(answer.context["page"].rows) == count
    return len(captured)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 3),
        (FILTERS, 4),
        ("q=brug", 4),
        (f"q=brug&{FILTERS}", 5),
        (f"q=brgu&{FILTERS}", 7),
        (f"q=brug+xylofoon&{FILTERS}", 7),
        (f"q=waar+is+de+brug&{FILTERS}", 5),
    ],
)
def test_a_search_costs_few_statements_however_much_it_finds(client, count, query, number):
    make(count)
    assert statements(client, query, count) == number


def test_a_next_page_of_a_misspelt_search_costs_eight_statements(client, settings):
    settings.PAGE_SIZE = 1
    make(2)
    first = client.get(f"{LIST}?q=brgu&{FILTERS}").context["page"]
    assert statements(client, f"q=brgu&{FILTERS}&after={first.after}", 1) == 8


def test_a_row_names_parties_and_themes_in_their_order(client):
    places = [ChineseDivisionFactory(name_en=name) for name in ("Wuhan", "Beijing")]
    helpers = [LocalAuthorityFactory(name=name) for name in ("Zwolle", "Assen")]
    practice = PracticeFactory(
        authority=LocalAuthorityFactory(name="Delft"),
        others={"divisions": places, "other_authorities": helpers},
    )
    for rank, name in ((2, "Ports"), (1, "Water")):
        PracticeThemeFactory(practice=practice, rank=rank, theme=ThemeFactory(name_en=name))
    (row,) = client.get(LIST).context["page"].rows
    told = row.disclosed
    assert [str(one) for one in told.authorities] == ["Delft", "Assen", "Zwolle"]
    assert [one.name_en for one in told.divisions] == ["Beijing", "Wuhan"]
    assert [link.theme.name_en for link in row.practicetheme_set.all()] == ["Water", "Ports"]


@pytest.fixture
def few(monkeypatch):
    """Make three practices very many."""
    for name, number in {"SAMPLE": 2, "COMMON": 2, "COMMON_TO_SORT": 2}.items():
        monkeypatch.setattr(broad, name, number)
    monkeypatch.setattr(facets, "MOST_OF_COMMON", 2)
    monkeypatch.setattr(practice_hits, "MOST_RANKED", 2)
    monkeypatch.setattr("partnerships.base.texts.searching.MOST_RANKED", 2)


@pytest.mark.parametrize("query", ["", "kind=good_practice"])
def test_of_very_many_the_numbers_count_some_and_the_page_says_so(client, few, query):
    make(3)
    context = client.get(f"{LIST}?{query}").context
    assert context["sentence"] == "More than 2 practices and lessons"
    assert context["remarks"] == ["The numbers beside the filters count only some of them."]
    assert len(context["page"].rows) == 3


def test_of_very_many_answers_the_newest_are_shown_and_the_page_says_so(client, few):
    make(3)
    context = client.get(f"{LIST}?q=brug").context
    assert context["sentence"] == "More than 2 practices and lessons"
    assert context["remarks"] == [
        "The newest 2 are shown. Another word or a filter shows older ones.",
        "The numbers beside the filters count only some of them.",
    ]
    newest = Practice.objects.newest().values_list("pk", flat=True)[:2]
    assert {row.pk for row in context["page"].rows} == set(newest)


def test_of_few_everything_is_counted_and_nothing_is_remarked(client):
    make(3)
    context = client.get(f"{LIST}?q=brug").context
    assert (context["sentence"], context["remarks"]) == ("3 practices and lessons", [])


def found_from_outside(word):
    """Return what another connection finds: only what is committed."""
    with psycopg.connect(**connection.get_connection_params()) as outside:
        return outside.execute(
            "SELECT id FROM partnerships_practice"
            " WHERE publication = 'published' AND costly(search) @@ %s::tsquery",
            [word],
        ).fetchall()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_practice_is_found_from_the_moment_its_publication_commits():
    # Not indexed before, as one that was written by a program.
    practice = PracticeFactory(title_nl="De sluis", ready=True, draft=True)
    Practice.objects.update(search="", facets=[])
    with transaction.atomic():
        actions.publish(practice=practice, by=UserFactory())
        assert found_from_outside("sluis") == []
    assert found_from_outside("sluis") == [(practice.pk,)]
    found = Practice.objects.public().answering("sluis").ranked
    assert [(one.pk, "kind:good_practice" in one.facets) for one in found] == [(practice.pk, True)]
