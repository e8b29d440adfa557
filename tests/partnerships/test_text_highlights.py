"""Which words of a text are marked, and which part of a long text is shown."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.base.texts import highlight, marks, parse


@pytest.mark.parametrize(
    ("query", "text", "language", "expected"),
    [
        ("haven", "De haven", "nl", "De <mark>haven</mark>"),
        ("haven", "Twee havens", "nl", "Twee <mark>havens</mark>"),
        ("visit", "They visited us", "en", "They <mark>visited</mark> us"),
        ("fiets", "Deelfietsen", "nl", "<mark>Deelfietsen</mark>"),
        ("waterbeheer", "beheer van water", "nl", "<mark>beheer</mark> van <mark>water</mark>"),
        ("hydrogen", "Bussen op waterstof", "nl", "Bussen op <mark>waterstof</mark>"),
        ("养老", "care for the elderly", "en", "<mark>care for the elderly</mark>"),
        ("ageing", "提供养老服务", "zh-hans", "提供<mark>养老</mark>服务"),
        ("港口", "友好港口合作", "zh-hans", "友好<mark>港口</mark>合作"),
        ("港", "友好港口合作", "zh-hans", "友好<mark>港</mark>口合作"),
        ("CAFE", "Café", "", "<mark>Café</mark>"),
        ("cafe", "Cafe\u0301", "", "<mark>Cafe\u0301</mark>"),
        ("duurz*", "Duurzaamheid", "nl", "<mark>Duurzaamheid</mark>"),
        ('"smart city"', "Smart or smart cities", "en", "Smart or <mark>smart cities</mark>"),
        ('"水资源"', "水和水资源", "zh-hans", "水和<mark>水资源</mark>"),
        ("de haven", "de haven", "nl", "de <mark>haven</mark>"),
        ("haven -stad", "haven en stad", "nl", "<mark>haven</mark> en stad"),
        (
            "haven",
            "<b>haven</b> & 'x'",
            "nl",
            "&lt;b&gt;<mark>haven</mark>&lt;/b&gt; &amp; &#x27;x&#x27;",
        ),
        ("b", "<b>", "", "&lt;<mark>b</mark>&gt;"),
        ("haven", "Niets", "nl", "Niets"),
        ("-haven", "haven", "nl", "haven"),
        ("", "haven", "nl", "haven"),
        ("haven", "", "nl", ""),
    ],
)
def test_what_answers_a_query_is_marked(query, text, language, expected):
    assert highlight(parse(query), text, language) == expected


def test_marks_that_touch_are_one():
    assert marks(parse("养老 服务"), "养老服务", "zh-hans") == [(0, 4)]


def test_a_snippet_is_cut_around_the_marks_and_between_words():
    text = "begin " * 30 + "een haven in zicht " + "einde " * 30
    found = highlight(parse("haven"), text, "nl", longest=40)
    assert found == "…begin begin een <mark>haven</mark> in zicht einde einde einde…"


def test_a_snippet_shows_where_most_is_marked():
    text = "haven " + "niets " * 40 + "haven en brug en haven"
    found = highlight(parse("haven brug"), text, "nl", longest=40)
    assert found == (
        "…niets niets niets <mark>haven</mark> en <mark>brug</mark> en <mark>haven</mark>"
    )


def test_a_snippet_without_marks_is_the_beginning():
    assert highlight(parse("haven"), "een twee drie vier", "nl", longest=8) == "een twee…"


def test_a_chinese_snippet_is_shorter_and_cut_anywhere():
    text = "城市" * 60 + "港口" + "合作" * 60
    found = highlight(parse("港口"), text, "zh-hans")
    assert found == "…" + "市" + "城市" * 13 + "<mark>港口</mark>" + "合作" * 30 + "合…"


@pytest.mark.slow
@settings(deadline=None)
@given(
    st.text(st.sampled_from("haven 港口<&>'\"\u0301é😀"), max_size=40),
    st.sampled_from(["haven", "港口", '"haven 港口"', "h*", "ports"]),
)
def test_marked_text_is_the_text(text, query):
    plain = re.sub("</?mark>", "", highlight(parse(query), text))
    assert html.unescape(plain) == text
