"""What is wrong in a catalogue, and what only looks wrong."""

import pytest
from babel.messages.catalog import Catalog

from portal import catalogues


def catalogue_of(*pairs, locale="nl"):
    """Return a catalogue of English texts and their translations."""
    catalogue = Catalog(locale=locale)
    for english, string in pairs:
        catalogue.add(english, string)
    return catalogue


def test_a_fuzzy_translation_is_a_problem():
    catalogue = Catalog(locale="nl")
    catalogue.add("Theme", "Thema", flags=["fuzzy"])
    assert catalogues.problems(catalogue, catalogue) == ['fuzzy: "Theme"']


def test_a_message_with_another_context_is_another_message():
    ours, theirs = Catalog(locale="nl"), Catalog()
    ours.add("May", "mei", context="month")
    theirs.add("May")
    assert catalogues.problems(ours, theirs) == [
        'missing: "May"',
        'no longer used: "May" (month)',
    ]


@pytest.mark.parametrize(
    ("english", "string"),
    [
        ("Hello %(name)s", "Dag %(naam)s"),
        ("Hello %(name)s", "Dag"),
        ("Hello %(name)s", "Dag %(name)d"),
        ("Hello %(name)s", "Dag %(name)s, 100% welkom"),
        ("Hello", "Dag %(name)s"),
        ("Hello {name}", "Dag {naam}"),
        (("%(n)d city", "%(n)d cities"), ("%(n)d stad", "steden")),
        (("One city", "%(n)d cities"), ("%(n)d stad", "%(n)d steden")),
    ],
)
def test_other_placeholders_are_a_problem(english, string):
    catalogue = catalogue_of((english, string))
    first = catalogues.forms(english)[0]
    assert catalogues.problems(catalogue, catalogue) == [f'other placeholders: "{first}"']


@pytest.mark.parametrize(
    ("english", "string", "locale"),
    [
        ("%(a)s and %(b)s", "%(b)s en %(a)s", "nl"),
        ("100% of the cities", "100% van de steden", "nl"),
        (("One city", "%(n)d cities"), ("Een stad", "%(n)d steden"), "nl"),
        (("One city", "%(n)d cities"), ("%(n)d 个城市",), "zh_Hans"),
    ],
)
def test_the_same_placeholders_are_no_problem(english, string, locale):
    catalogue = catalogue_of((english, string), locale=locale)
    assert catalogues.problems(catalogue, catalogue) == []
