"""The judged queries: that they are sound, what is measured, and that we do not fall behind."""

import io

import pytest
from django.core.management import call_command
from django.db import connection

from portal.bench import engines, judged

QUERIES, RECORDS = judged.queries(), judged.records()


def query(**relevant):
    return judged.Query("haven", "nl", "word", relevant)


@pytest.mark.parametrize(
    ("found", "gain", "recall"),
    [
        (["best", "fair"], 1.0, 1.0),
        (["best"], 0.9173, 0.5),
        (["fair", "best"], 0.7098, 1.0),
        (["other", "best"], 0.5788, 0.5),
        ([], 0.0, 0.0),
        ([*"0123456789", "best"], 0.0, 0.0),
    ],
)
def test_gain_and_recall_of_an_answer(found, gain, recall):
    asked = query(best=3, fair=1)
    assert (round(asked.gain(found), 4), asked.recall(found)) == (gain, recall)


def test_about_a_third_of_the_queries_is_held_out():
    held_out = sum(one.is_held_out for one in QUERIES) / len(QUERIES)
    assert 0.28 < held_out < 0.40


def test_every_judged_answer_is_a_practice():
    known = {record.reference for record in RECORDS}
    assert {name for one in QUERIES for name in one.relevant} - known == set()


def test_a_record_is_found_by_its_places_and_their_province():
    texts = next(record.plain.split("\n") for record in RECORDS if "breda" in record.reference)
    assert {"Breda", "Yangzhou", "扬州市", "Jiangsu", "Noord-Brabant"} <= set(texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("haven stad", '("haven" AND "stad")'),
        ('"groene haven" OR stad', '("groene haven" OR "stad")'),
        ("haven -stad", '("haven") NOT "stad"'),
    ],
)
def test_sqlite_is_asked_what_the_query_means(text, expected):
    assert engines.Sqlite.query(text) == expected


@pytest.mark.slow
@pytest.mark.django_db
def test_our_answers_are_good_and_better_than_those_of_others():
    engines.fill(RECORDS)
    asked = (engines.ours, engines.postgresql, engines.Sqlite(RECORDS))
    ours, *others = (
        sum(one.gain(ask(one.text)) for one in QUERIES) / len(QUERIES) for ask in asked
    )
    assert ours >= 0.95
    assert ours - max(others) >= 0.3


@pytest.mark.slow
@pytest.mark.django_db
def test_the_benchmark_shows_figures_and_leaves_nothing_behind():
    out, before = io.StringIO(), known_words()
    call_command("bench_search", "--worst", "1", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == f"42 practices, {len(QUERIES)} queries; nDCG / recall at 10"
    assert lines[1].split("  ")[0] == "queries"
    assert [line.split("  ")[0] for line in lines[2:5]] == [
        "all",
        "looked at while tuning",
        "held out",
    ]
    assert known_words() == before


def known_words():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_words")
        return cursor.fetchone()[0]
