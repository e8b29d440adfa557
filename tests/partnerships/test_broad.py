"""Questions that very many records answer: some of the newest stand for all."""

import pytest
from django.db import connection
from django.db.models import F

from partnerships.base import broad
from partnerships.base.broad import Newest
from partnerships.base.texts import Matches, search
from tests.partnerships.notes import Note, make_table, names, write

pytestmark = pytest.mark.django_db

NEWEST = Newest(Note.objects.all(), F("year"))


@pytest.fixture(autouse=True)
def _table(monkeypatch):
    """Ten notes about bridges and two older ones about locks; of four the newest are looked at."""
    make_table()
    for year in range(2000, 2002):
        write(f"lock {year}", year=year, nl="sluis")
    for year in range(2010, 2020):
        write(f"bridge {year}", year=year, nl="brug")
    for name, number in {"SAMPLE": 4, "COMMON": 2, "COMMON_TO_SORT": 2, "FARTHEST": 8}.items():
        monkeypatch.setattr(broad, name, number)


def some(word, **options):
    matches = Note.objects.filter(Matches(F("search"), f"'{word}'"))
    with connection.cursor() as cursor:
        cursor.execute(*NEWEST.some(matches.values("name"), **options))
        return cursor.fetchall()


def test_of_a_common_match_the_newest_are_read_and_there_are_more():
    found = [("bridge 2019", True), ("bridge 2018", True), ("bridge 2017", True)]
    assert some("brug", most=3, further=9) == found


def test_what_is_not_among_the_newest_is_found_all_the_same():
    assert sorted(some("sluis", most=3, further=9)) == [("lock 2000", False), ("lock 2001", False)]


def test_what_is_not_common_is_sorted_where_asked():
    assert some("sluis", most=3, further=1, is_sorted=True) == [("lock 2001", False)]


def test_what_is_common_but_not_enough_within_reach_is_found_by_its_index():
    assert len(some("brug", most=9, further=20)) == 10


def test_what_nothing_matches_finds_nothing():
    assert some("toren", most=3, further=9) == []


def test_a_question_known_to_be_empty_finds_nothing():
    with connection.cursor() as cursor:
        cursor.execute(*NEWEST.some(Note.objects.none().values("pk"), most=3, further=9))
        assert cursor.fetchall() == []


def test_a_rare_word_outweighs_a_common_one_among_very_many(monkeypatch):
    monkeypatch.setattr("partnerships.base.texts.counting.SAMPLE", 4)
    monkeypatch.setattr("partnerships.base.texts.counting.COMMON", 2)
    write("rare", year=1990, nl="sluis en brug")
    found = search(Note.objects.all(), "brug sluis", newness=F("year"))
    weights = {term.words[0]: weight for term, weight in found.rank.weights.items()}
    assert weights["sluis"] > weights["brug"]
    assert names(found.ranked) == ["rare"]
