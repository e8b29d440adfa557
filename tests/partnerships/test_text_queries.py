"""How the search box is read: words, phrases, what is left out, alternatives and nonsense."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.base.texts import Refusal, parse
from partnerships.base.texts.parsing import LONGEST_QUERY, MOST_WORDS, replaced


def groups(text):
    return [[str(term) for term in group] for group in parse(text).groups]


def excluded(text):
    return [str(term) for term in parse(text).excluded]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Havens Rotterdam", [["havens"], ["rotterdam"]]),
        ("haven haven", [["haven"]]),
        ("de haven van het eiland", [["haven"], ["eiland"]]),
        ("the port in a city", [["port"], ["city"]]),
        ("de het", [["de"], ["het"]]),
        ('"de haven" eiland', [['"de haven"'], ["eiland"]]),
        ("“groene haven”", [['"groene haven"']]),
        ("「共享 单车」", [['"共享 单车"']]),
        ("fiets OR tram haven", [["fiets", "tram"], ["haven"]]),
        ("fiets OF tram | bus", [["fiets", "tram", "bus"]]),
        ('haven OR "groene stad"', [["haven", '"groene stad"']]),
        ("OR haven OR", [["haven"]]),
        ("fiets or tram", [["fiets"], ["tram"]]),
        ("duurz*", [["duurz*"]]),
        ("a*", [["a"]]),
        ("*", []),
        ("elderly care Wuhan", [["elderly care"], ["wuhan"]]),
        ("vrijheid van meningsuiting", [["vrijheid van meningsuiting"]]),
        ("covid-19", [["covid"], ["19"]]),
        ("covid-19 OR griep", [["covid 19", "griep"]]),
        ("共享单车和港口", [["共享单车"], ["港口"]]),
        ("5G网络", [["5g"], ["网络"]]),
        ("haven - stad", [["haven"], ["stad"]]),
        ('haven "', [["haven"]]),
        ('"haven', [["haven"]]),
        ('""', []),
        ("haven\x00stad", [["haven"], ["stad"]]),
        ("⚓ haven 😀", [["haven"]]),
    ],
)
def test_a_query_is_read_as_groups_of_alternatives(text, expected):
    assert groups(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("haven -Rotterdam", ["rotterdam"]),
        ('haven -"groene stad"', ['"groene stad"']),
        ("haven --tram", ["tram"]),
        ("e-bike", []),
        ("haven OR -tram", ["tram"]),
    ],
)
def test_a_minus_leaves_out(text, expected):
    assert excluded(text) == expected


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", Refusal.NO_WORDS),
        ("   ", Refusal.NO_WORDS),
        ('"', Refusal.NO_WORDS),
        ("OR", Refusal.NO_WORDS),
        ("-", Refusal.NO_WORDS),
        ("😀", Refusal.NO_WORDS),
        ("\x00", Refusal.NO_WORDS),
        ("-haven", Refusal.ONLY_EXCLUDED),
        ('-"groene haven" -stad', Refusal.ONLY_EXCLUDED),
        ("haven", None),
        ("de", None),
    ],
)
def test_a_query_without_something_to_find_is_refused(text, refusal):
    assert parse(text).refusal == refusal
    assert bool(parse(text).tsquery) is (refusal is None)


def test_a_long_query_is_read_as_far_as_is_answered():
    long = parse("haven " * LONGEST_QUERY)
    assert ([*map(str, long.terms)], long.is_shortened) == (["haven"], True)
    many = parse(" ".join(f"w{number}" for number in range(MOST_WORDS + 1)))
    assert (many.words[-1], many.is_shortened) == (f"w{MOST_WORDS - 1}", True)
    assert not parse("haven").is_shortened


def test_a_sentence_that_asks_is_a_question():
    asking = ("hoe werkt een haven", "What is a port?", "什么是港口", "如何合作")
    assert [parse(text).is_question for text in asking] == [True] * 4
    assert [parse(text).is_question for text in ("haven", "weet hoe", '"hoe werkt"')] == [False] * 3


def test_a_word_is_compared_at_four_levels():
    (term,) = parse("deelfiets").terms
    assert term.levels == {
        "exact": "'deelfiets'",
        "form": "('=deelfiets'|'~deelfiet')",
        "within": "('+deelfiets'|(('+deel'|'=deel')&('+fiets'|'=fiets')))",
        "subject": "'@bike-sharing'",
    }


def test_a_chinese_word_is_compared_by_pairs_and_by_dictionary():
    (term,) = parse("共享单车").terms
    assert term.levels == {
        "exact": "('共享'<->'享单'<->'单车')",
        "form": "'#共享单车'",
        "within": "('共享'&'单车')",
        "subject": "'@bike-sharing'",
    }


def test_one_chinese_character_is_a_word():
    (term,) = parse("桥").terms
    assert term.tsquery == "('桥'|'#桥')"


def test_a_phrase_is_compared_in_its_order():
    (term,) = parse('"groene 港口"').terms
    assert term.levels == {
        "exact": "('groene'<->'港'<->'口')",
        "form": "(('groene'|'=groen'|'~groen')<->'港'<->'口')",
    }


def test_what_is_left_out_is_the_word_and_its_forms_alone():
    assert parse("haven -deelfiets").tsquery.endswith(
        "&!(('deelfiets'|('=deelfiets'|'~deelfiet')))"
    )


def test_words_in_place_of_others_leave_the_rest_as_it_was():
    query = replaced(parse('Sjanghai "Sjanghai" -sjanghai OR havn'), {"sjanghai": "shanghai"})
    assert query.text == 'shanghai "Sjanghai" -sjanghai OR havn'


@pytest.mark.slow
@settings(deadline=None)  # The dictionary is read at the first Chinese character.
@given(st.text())
def test_every_text_is_read(text):
    query = parse(text)
    assert bool(query.groups) is (query.refusal is None)


# Many signs and few words, so that signs meet.
SIGNS = st.lists(
    st.sampled_from(['"', "-", "OR", "*", " ", "haven", "港口", "a", "'", "\\", ":", "\x00", "😀"])
)


@pytest.mark.slow
@settings(deadline=None)
@given(SIGNS)
def test_every_row_of_signs_is_read(signs):
    query = parse("".join(signs))
    assert bool(query.tsquery) is (query.refusal is None)
