"""What is found for a query, in which order, and how a query that finds nothing is mended."""

import pytest
from django.db import connection
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.base.texts import Refusal, Text, lexicon, search, searching
from tests.partnerships.notes import Note, find, make_table, names, write
from tests.partnerships.test_text_queries import SIGNS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _table(db):
    make_table()


def test_a_compound_is_found_by_each_of_its_parts():
    write("waterbeheer", nl="Samen werken aan waterbeheer")
    write("deelfiets", nl="Een proef met deelfietsen")
    write("ouderenzorg", nl="Nieuwe ouderenzorg")
    write("other", nl="Iets anders")
    assert find("beheer") == ["waterbeheer"]
    assert find("fiets") == ["deelfiets"]
    assert find("zorg") == ["ouderenzorg"]


def test_an_exact_word_ranks_above_a_form_a_part_and_a_subject():
    write("subject", en="shipping")
    write("part", nl="havenbrug")
    write("form", nl="havens")
    write("exact", nl="haven")
    assert find("haven") == ["exact", "form", "part", "subject"]


def test_a_compound_ranks_above_its_parts_apart():
    write("parts", nl="het beheer van water")
    write("exact", nl="waterbeheer")
    assert find("waterbeheer") == ["exact", "parts"]


def test_a_title_ranks_above_a_summary_and_a_summary_above_the_body():
    for weight in "DCBA":
        write(weight, **{weight: "brug"})
    assert find("brug") == ["A", "B", "C", "D"]


def test_of_equal_rank_the_newest_comes_first_and_then_the_last_written():
    write("old", year=2001, nl="brug")
    write("new", year=2021, nl="brug")
    write("new too", year=2021, nl="brug")
    assert find("brug") == ["new", "new too", "old"]


def test_a_rare_word_decides_between_partial_answers():
    for number in range(4):
        write(f"common {number}", nl="brug")
    write("rare", nl="sluis")
    found = search(Note.objects.all(), "brug sluis")
    assert (names(found.ranked)[0], found.is_partial) == ("rare", True)


def test_all_words_must_be_found():
    write("both", nl="brug", en="lock")
    write("one", nl="brug")
    assert find("brug lock") == ["both"]


def test_what_holds_a_part_answers_when_nothing_holds_all():
    write("bridge", nl="brug")
    write("lock", nl="sluis")
    found = search(Note.objects.all(), "brug sluis", newness=F("year"))
    assert (sorted(names(found.ranked)), found.is_partial, found.missing) == (
        ["bridge", "lock"],
        True,
        (),
    )


def test_a_word_that_nothing_holds_is_named_and_passed_over():
    write("both", nl="brug en sluis")
    write("bridge", nl="brug")
    found = search(Note.objects.all(), "brug sluis xylofoon")
    assert (names(found.ranked), found.missing, found.is_partial) == (
        ["both"],
        ("xylofoon",),
        False,
    )


def test_a_question_is_answered_by_what_comes_nearest():
    write("bridge", nl="brug")
    write("build", nl="toren")
    assert sorted(find("hoe maak je een brug of een toren")) == ["bridge", "build"]


def test_a_phrase_is_found_in_its_order_and_within_one_text():
    write("in order", en="a smart city")
    write("plural", en="two smart cities")
    write("out of order", en="a city that is smart")
    write("apart", nl="smart", en="city")
    assert find('"smart city"') == ["in order", "plural"]


def test_a_chinese_phrase_is_found_in_its_order():
    write("in order", zh="水资源管理")
    write("out of order", zh="管理水资源")
    assert find('"水资源管理"') == ["in order"]


def test_what_is_left_out_is_not_found():
    write("bridge", nl="brug")
    write("bridges", nl="brug en torens")
    write("compound", nl="brug met kerktoren")
    assert sorted(find("brug -toren")) == ["bridge", "compound"]
    assert find('brug -"met kerktoren" -torens') == ["bridge"]


def test_one_of_two_words_is_enough_with_or():
    write("bridge", nl="brug")
    write("lock", nl="sluis")
    write("tower", nl="toren")
    assert sorted(find("brug OR sluis")) == ["bridge", "lock"]


@pytest.mark.parametrize(
    "text", ["共享单车", "单车", "共享", "车", "享单", "共享单车服务", '"共享单车"']
)
def test_chinese_is_found_by_one_character_two_and_more(text):
    write("bikes", zh="城市的共享单车服务")
    write("other", zh="港口物流")
    assert find(text) == ["bikes"]


@pytest.mark.parametrize("text", ["ouderenzorg", "elderly care", "ageing", "养老", "老龄化"])
def test_a_subject_is_found_across_languages(text):
    write("dutch", nl="ouderenzorg")
    write("english", en="care for the elderly")
    write("chinese", zh="养老")
    write("other", nl="waterstof", en="hydrogen", zh="氢能")
    assert sorted(find(text)) == ["chinese", "dutch", "english"]


def test_hydrogen_is_no_water():
    write("hydrogen", nl="waterstof", en="hydrogen", zh="氢能")
    write("water", nl="drinkwater")
    assert find("water") == ["water"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("duurzaamhied", "duurzaamheid"),
        ("Sjanghai", "shanghai"),
        ("Rotterdm", "rotterdam"),
        ("zirg", "zorg"),
    ],
)
def test_a_misspelt_word_is_read_as_the_nearest_known_one(text, right):
    write("right", nl="duurzaamheid en zorg", B="Shanghai", A="Rotterdam")
    write("other", nl="iets anders")
    found = search(Note.objects.all(), text)
    assert (found.corrections, names(found.ranked)) == ({text.lower(): right}, ["right"])


def test_a_misspelt_word_beside_others_is_corrected_alone():
    write("right", nl="duurzaamheid in de haven")
    found = search(Note.objects.all(), "haven duurzaamhied -brug")
    assert (found.query.text, names(found.ranked)) == ("haven duurzaamheid -brug", ["right"])


def test_a_word_that_is_found_is_never_corrected():
    write("one", nl="toren")
    write("other", nl="torens van torenwijk")
    assert search(Note.objects.all(), "torenwijk").corrections == {}


@pytest.mark.parametrize("text", ["xyz", "qwertyuiop", "brg", '"brgu"'])
def test_a_word_too_far_from_all_others_is_not_corrected(text):
    write("bridge", nl="brug")
    found = search(Note.objects.all(), text)
    assert (found.corrections, names(found.ranked)) == ({}, [])


def test_an_unfinished_word_is_found_by_its_beginning():
    write("right", nl="duurzaamheid")
    found = search(Note.objects.all(), "duurz")
    assert (found.corrections, names(found.ranked)) == ({}, ["right"])


def test_spelling_is_judged_by_all_that_the_reader_may_see():
    write("shown", year=2020, nl="brug")
    write("filtered away", year=2001, nl="brag")
    shown = Note.objects.filter(year=2020)
    assert search(shown, "brag", among=Note.objects.all()).corrections == {}
    assert search(shown, "brag").corrections == {"brag": "brug"}


def test_a_word_of_a_hidden_text_is_never_proposed():
    write("hidden", year=2001, nl="geheimenis")
    write("shown", year=2020, nl="iets")
    found = search(Note.objects.filter(year=2020), "geheimenes")
    assert (found.corrections, found.missing) == ({}, ("geheimenes",))


def test_a_refused_query_finds_nothing():
    write("bridge", nl="brug")
    found = search(Note.objects.all(), "-brug")
    assert (found.query.refusal, names(found.ranked)) == (Refusal.ONLY_EXCLUDED, [])
    assert found.matches.count() == 0


def test_words_of_other_texts_part_a_compound():
    write("first", nl="Dalian heeft een aardbei")
    write("second", nl="De aardbeiteelt groeit")
    assert find("aardbei") == ["first", "second"]


def test_a_known_word_is_learnt_once():
    lexicon.learn({"A": [Text("brug", "nl")]})
    lexicon.learn({"A": [Text("brug", "nl")]}, {"B": [Text("brug", "nl")]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, is_dutch FROM search_words WHERE word = 'brug'")
        assert cursor.fetchall() == [("brug", True)]


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("haven", "haven", 0),
        ("haven", "havn", 1),
        ("haven", "havenn", 1),
        ("haven", "hawen", 1),
        ("haven", "haevn", 1),
        ("haven", "ahvne", 2),
        ("", "abc", 3),
    ],
)
def test_mistakes_are_counted(one, other, number):
    assert lexicon.mistakes(one, other) == lexicon.mistakes(other, one) == number


def test_of_many_matches_the_newest_are_ranked(monkeypatch):
    monkeypatch.setattr(searching, "MOST_RANKED", 2)
    write("old title", year=2001, A="brug")
    write("newer", year=2010, nl="brug")
    write("newest", year=2020, nl="een brug en nog een brug")
    found = search(Note.objects.all(), "brug", newness=F("year"))
    assert names(found.ranked) == ["newest", "newer"]
    assert found.matches.count() == 3


def test_a_search_asks_the_database_twice(django_assert_num_queries):
    write("bridge", nl="brug")
    write("lock", nl="sluis")
    with django_assert_num_queries(2):
        assert find("brug -sluis") == ["bridge"]


def test_the_index_is_used_even_in_a_small_table():
    write("bridge", nl="brug")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO test_note (name, year, search)"
            " SELECT 'other', 2000, ('w' || number)::tsvector FROM generate_series(1, 50) number"
        )
        cursor.execute("CREATE INDEX test_note_search ON test_note USING gin (costly(search))")
        cursor.execute("ANALYZE test_note")
    plan = search(Note.objects.all(), "brug").matches.explain()
    assert "Bitmap Index Scan on test_note_search" in plan


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(), SIGNS.map("".join)))
def test_no_text_makes_the_search_fail(text):
    found = search(Note.objects.all(), text)
    assert names(found.ranked) == []
