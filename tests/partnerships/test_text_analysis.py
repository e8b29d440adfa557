"""What the search knows of a text: its words in all forms, and where they stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.base.texts import Text, analyse, dutch
from partnerships.base.texts.analysis import LAST_PLACE, MOST_BYTES, vocabulary
from partnerships.base.texts.reading import read


def vector_of(text, language="", weight="A"):
    return analyse({weight: [Text(text, language)]}).split()


def test_a_dutch_word_stands_as_written_and_by_its_stem():
    assert vector_of("Fietsen", "nl") == ["'fietsen':1A", "'=fiets':1A", "'@cycling':1A"]


def test_an_english_word_stands_as_written_and_by_its_stem():
    assert vector_of("Visited", "en") == ["'visited':1A", "'~visit':1A", "'@visit':1A"]


def test_a_name_is_read_in_both_languages():
    assert vector_of("Gouda") == ["'gouda':1A", "'~gouda':1A", "'=gouda':1A"]


def test_accents_and_capitals_do_not_count():
    assert vector_of("Één CAFÉ", "nl") == vector_of("een cafe", "nl")


def test_letters_of_full_width_are_the_usual_ones():
    assert vector_of("ＡＢＣ１", "nl") == vector_of("abc1", "nl")


def test_a_compound_stands_by_its_parts_at_the_same_place():
    assert vector_of("De rijksbrug", "nl")[2:] == [
        "'rijksbrug':2A",
        "'=rijksbrug':2A",
        "'+rijk':2A",
        "'+brug':2A",
    ]


def test_a_subject_within_a_compound_weighs_less_than_its_name():
    assert "'@port':1B" in vector_of("havenbrug", "nl")
    assert "'@port':1A" in vector_of("haven", "nl")


def test_chinese_stands_by_characters_pairs_and_words():
    assert vector_of("水资源", "zh-hans") == [
        "'水':1A",
        "'资':2A",
        "'源':3A",
        "'水资':1A",
        "'资源':2A",
        "'#水资源':1A",
        "'#资源':2A",
        "'@water':1A",
    ]


def test_a_subject_of_several_words_stands_where_its_name_begins():
    assert "'@ageing':2A" in vector_of("Better elderly care", "en")


def test_subjects_are_the_same_in_three_languages():
    for text, language in (("deelfiets", "nl"), ("bike sharing", "en"), ("共享单车", "zh-hans")):
        assert "'@bike-sharing':1A" in vector_of(text, language), text


def test_between_two_texts_a_place_is_empty():
    vector = analyse({"A": [Text("rood"), Text("groen")], "C": [Text("blauw")]}).split()
    written = [lexeme for lexeme in vector if lexeme[1].isalpha()]
    assert written == ["'rood':1A", "'groen':3A", "'blauw':5C"]


def test_a_word_keeps_every_place_with_its_weight():
    vector = analyse({"A": [Text("rood")], "C": [Text("rood en rood")]}).split()
    assert vector[0] == "'rood':1A,3C,5C"


def test_signs_of_postgresql_are_no_words():
    assert vector_of("a'b \\ :* & | ! <-> \x00", "en") == ["'ab':1A", "'~ab':1A"]


def test_an_empty_text_has_an_empty_vector():
    assert analyse({"A": [Text("")], "B": []}) == ""


@pytest.mark.slow
def test_a_text_without_end_is_read_as_far_as_places_go():
    vector = analyse({"C": [Text("rood " * 20_000, "nl")]}).split()
    assert vector[0].startswith("'rood':1C,2C,")
    assert vector[0].endswith(",255C")
    long = analyse({"C": [Text(" ".join(f"w{number}" for number in range(20_000)), "nl")]})
    assert f"'w{LAST_PLACE - 1}':{LAST_PLACE}C" in long
    assert f"'w{LAST_PLACE}'" not in long


@pytest.mark.slow
def test_a_vector_stays_within_what_postgresql_holds():
    text = " ".join(f"{number:0>150}" for number in range(LAST_PLACE))
    assert len(analyse({"C": [Text(text)]}).encode()) < 2 * MOST_BYTES


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("waterbeheer", ("water", "beheer")),
        ("deelfietsen", ("deel", "fietsen")),
        ("ouderenzorg", ("ouderen", "zorg")),
        ("stadsvernieuwing", ("stads", "vernieuwing")),
        ("samenwerkingsverband", ("samenwerkings", "verband")),
        ("goederentrein", ("goederen", "trein")),
        ("afvalwaterzuivering", ("afval", "water", "zuivering")),
        ("mensenrechtensituatie", ("mensen", "rechten", "situatie")),
    ],
)
def test_a_compound_is_cut_into_its_parts(word, parts):
    assert dutch.parts(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        "bestuur",  # no best and uur
        "rapport",
        "transport",
        "waterstof",  # hydrogen, no water
        "burgemeester",
        "rotterdam",
        "heerenveen",
        "groningen",
        "bijvoorbeeld",
        "jaarlijks",
        "meerjarig",
        "ondertekend",
        "belangstelling",
        "netto",
        "zorg",
    ],
)
def test_a_word_that_is_no_compound_stays_whole(word):
    assert dutch.parts(word) == ()


def test_a_learnt_word_may_be_a_part_beside_a_known_one():
    assert dutch.parts("pootaardappelbeleid") == ()
    learnt = frozenset({"pootaardappel"})
    assert dutch.parts("pootaardappelbeleid", learnt) == ("pootaardappel", "beleid")


def test_two_learnt_words_make_no_compound():
    assert dutch.parts("middelburg", frozenset({"midde", "lburg"})) == ()


def test_a_short_word_is_not_learnt_as_a_part():
    assert dutch.parts("kaapbeleid", frozenset({"kaap"})) == ()


@pytest.mark.parametrize(
    "forms",
    [
        ("haven", "havens"),
        ("fiets", "fietsen"),
        ("gemeente", "gemeenten", "gemeentelijk"),
        ("stad", "steden", "stedelijke"),
        ("partnerschap", "partnerschappen"),
        ("bedrijf", "bedrijven"),
        ("gebouw", "gebouwen"),
        ("woning", "woningen"),
        ("duurzaam", "duurzame", "duurzaamheid"),
        ("groen", "groene"),
        ("schoon", "schone"),
        ("pad", "paden"),
        ("school", "scholen"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms):
    assert len({dutch.stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("haven", "have"), ("bouw", "gebouw"), ("mode", "model"), ("waterstof", "water")],
)
def test_different_words_keep_different_stems(one, other):
    assert dutch.stem(one) != dutch.stem(other)


def test_no_simple_word_can_be_cut():
    assert [word for word in dutch.simple_words() if dutch.parts(word)] == []


def test_tokens_tell_where_they_stand():
    text = "Cafe\u0301 in 鹿特丹, 's-Gravenhage"
    tokens = read(text)
    assert [(text[token.start : token.end], token.word) for token in tokens] == [
        ("Cafe\u0301", "cafe"),
        ("in", "in"),
        ("鹿特丹", "鹿特丹"),
        ("s", "s"),
        ("Gravenhage", "gravenhage"),
    ]


def test_latin_letters_beside_chinese_are_a_word_of_their_own():
    assert [token.word for token in read("5G网络")] == ["5g", "网络"]


def test_the_vocabulary_tells_what_may_be_dutch():
    weighted = {"A": [Text("De haven 港口", "nl")], "B": [Text("The port", "en"), Text("Gouda")]}
    assert vocabulary(weighted) == {
        "de": True,
        "haven": True,
        "the": False,
        "port": False,
        "gouda": False,
    }


@pytest.mark.slow
@settings(deadline=None)  # The dictionary is read at the first Chinese character.
@given(st.text())
def test_every_text_can_be_analysed(text):
    assert "\x00" not in analyse({"A": [Text(text, "nl")], "B": [Text(text)]})
