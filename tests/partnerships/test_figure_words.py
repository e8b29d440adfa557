"""What the figures say, and how they are drawn."""

import re

import pytest
from django.utils import translation

from partnerships.base import charts
from partnerships.base.drawing import Look, mixed, tokens
from partnerships.views import figure_words as words

# Sentences


@pytest.mark.parametrize(
    ("number", "total", "sentence"),
    [
        (0, 1, "No tie is known to be active"),
        (0, 9, "No tie is known to be active"),
        (1, 1, "The tie is known to be active"),
        (1, 9, "1 of 9 ties is known to be active"),
        (2, 9, "2 of 9 ties are known to be active"),
        (9, 9, "All 9 ties are known to be active"),
    ],
)
def test_a_share_is_a_sentence_for_every_number(number, total, sentence):
    with translation.override("en"):
        assert words.ACTIVE(number, total) == sentence


@pytest.mark.parametrize(
    ("ended_in", "total", "sentence"),
    [
        ({}, 3, "No tie is known to have ended"),
        ({"2022": 1}, 1, "The tie has ended"),
        ({"": 2}, 9, "2 of 9 ties have ended"),
        ({"2021": 1, "2022": 1}, 9, "2 of 9 ties have ended"),
        ({"2022": 2}, 9, "2 of 9 ties have ended, all of them in 2022"),
        ({"2021": 1, "2022": 2, "": 4}, 9, "7 of 9 ties have ended, 2 of them in 2022"),
        ({"2021": 1, "2022": 2}, 3, "All 3 ties have ended, 2 of them in 2022"),
        ({"2022": 3}, 3, "All 3 ties have ended"),
    ],
)
def test_endings_name_the_year_with_most_of_them(ended_in, total, sentence):
    with translation.override("en"):
        assert words.of_years(ended_in, total) == sentence


@pytest.mark.parametrize(
    ("by_label", "ended_ties", "sentence"),
    [
        ({}, 0, "No tie is known to have ended"),
        ({}, 2, "No reason for ending is recorded"),
        ({"merger": 1}, 2, "A reason is recorded for 1 of 2 ties that ended"),
        ({"merger": 1, "security": 1}, 2, "A reason is recorded for all 2 ties that ended"),
        (
            {"merger": 2, "security": 1},
            4,
            "“merger” is the reason named most: for 2 of 4 ties that ended",
        ),
    ],
)
def test_a_reason_is_named_when_it_comes_first(by_label, ended_ties, sentence):
    with translation.override("en"):
        assert words.of_reasons(by_label, ended_ties, sum(by_label.values())) == sentence


@pytest.mark.parametrize(
    ("by_label", "sentence"),
    [
        ({"cluster": 1}, "The tie is of the kind “cluster”"),
        ({"cluster": 2}, "All 2 ties are of the kind “cluster”"),
        ({"cluster": 2, "contact": 1}, "The most frequent kind is “cluster”: 2 of 3 ties"),
        (
            {"cluster": 1, "contact": 1},
            "2 ties are spread over 2 kinds, none of which comes first",
        ),
    ],
)
def test_a_kind_is_named_when_it_comes_first(by_label, sentence):
    with translation.override("en"):
        assert words.of_kinds(by_label) == sentence


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({("Water", "Hebei"): 1}, "On the Chinese side 1 province takes part"),
        (
            {("Water", "Hebei"): 2, ("Water", "Anhui"): 2},
            "On the Chinese side 2 provinces take part",
        ),
        ({("Water", "Hebei"): 2, ("Sport", "Anhui"): 1}, "Most ties: “Water” with Hebei, 2 of 3"),
    ],
)
def test_a_pair_of_theme_and_province_is_named_when_it_comes_first(cells, sentence):
    with translation.override("en"):
        assert words.of_themes(cells, 3, len(cells)) == sentence


@pytest.mark.parametrize(
    ("by_direction", "years", "sentence"),
    [
        ({}, [], "No exchange is recorded for these ties yet"),
        ({"incoming": 1}, [2024], "1 incoming exchange is recorded (2024)"),
        ({"outgoing": 1}, [2024], "1 outgoing exchange is recorded (2024)"),
        ({"online": 1}, [2021], "1 online exchange is recorded (2021)"),
        ({"incoming": 2}, [2024], "All 2 recorded exchanges are incoming (2024)"),
        ({"outgoing": 3}, [2019, 2024], "All 3 recorded exchanges are outgoing (2019–2024)"),
        ({"online": 2}, [2020, 2021], "All 2 recorded exchanges are online (2020–2021)"),
        (
            {"incoming": 1, "outgoing": 2},
            [2019, 2021, 2024],
            "3 exchanges are recorded (2019–2024): 2 outgoing and 1 incoming",
        ),
        (
            {"incoming": 1, "online": 4},
            [2024],
            "5 exchanges are recorded (2024): 0 outgoing, 1 incoming and 4 online",
        ),
    ],
)
def test_exchanges_are_told_by_direction_with_their_years(by_direction, years, sentence):
    with translation.override("en"):
        assert words.of_exchanges(by_direction, years) == sentence


# Drawing


def test_a_drawing_holds_the_names_and_numbers_it_was_given():
    rows = [charts.Bar("上海市", 12, "active"), charts.Bar("Kunst & <cultuur>", 3)]
    with translation.override("zh-hans"):
        drawn = charts.bars(rows, look=Look()).svg()
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", drawn)
    assert texts == ["上海市", "Kunst &amp; &lt;cultuur&gt;", "12", "3"]
    assert "PingFang SC" in drawn


def test_the_years_between_stay_empty_and_the_round_ones_are_named():
    drawing = charts.mirror([(1994, 1, 0), (2001, 0, 2)], "begonnen", "gestopt", look=Look())
    assert drawing.spec["encoding"]["x"]["scale"]["domain"] == list(range(1994, 2002))
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", drawing.svg())
    assert [text for text in texts if len(text) == 4] == ["1995", "2000"]


def test_colours_come_from_the_style_sheet_in_both_schemes():
    assert (tokens(dark=False)["paper"], tokens(dark=True)["paper"]) == ("#ffffff", "#12161c")
    assert mixed("#ff0000", "#0000ff", 0.25) == "#4000bf"


def test_a_look_that_is_not_there_is_refused():
    assert Look.of("narrow-dark") == Look(narrow=True, dark=True)
    with pytest.raises(ValueError, match="huge"):
        Look.of("huge")
