"""Subjects that have several names: *ouderenzorg*, *elderly care* and 养老 are one concept.

The table is ours (``concepts.csv``): a row for each concept, with the words that mean it in Dutch,
English and Chinese. Texts and queries are both read with it, so a word of one language finds
texts that use another word, or another language. After a change the texts must be read anew.
"""

import csv
from functools import cache
from pathlib import Path

from . import dutch, english
from .reading import read

_TABLE = Path(__file__).with_name("concepts.csv")
_STEMS = {"nl": dutch.stem, "en": english.stem}


@cache
def _table():
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _phrases(language):
    """Return the concepts under the stems of each of their names in a language."""
    found = {}
    for row in _table():
        for name in row[language].split(";"):
            stems = tuple(_STEMS[language](token.word) for token in read(name))
            found.setdefault(stems, set()).add(row["concept"])
    return found


@cache
def _longest(language):
    return max(map(len, _phrases(language)))


@cache
def _chinese():
    """Return the concepts under each of their Chinese names, longest names first."""
    found = {}
    for row in _table():
        for name in row["zh"].split(";"):
            found.setdefault(name, set()).add(row["concept"])
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def spoken_of(words, language):
    """Yield the concepts that words in a row name: first word, number of words, concepts."""
    stems = [_STEMS[language](word) for word in words]
    phrases = _phrases(language)
    for first in range(len(stems)):
        for length in range(1, min(_longest(language), len(stems) - first) + 1):
            if concepts := phrases.get(tuple(stems[first : first + length])):
                yield first, length, concepts


def in_chinese(run):
    """Yield the concepts that a run of characters names: first character, length, concepts.

    Of names that overlap the longest counts: 污水处理 is no 处理.
    """
    taken = set()
    for name, concepts in _chinese().items():
        first = run.find(name)
        while first >= 0:
            place = range(first, first + len(name))
            if taken.isdisjoint(place):
                taken.update(place)
                yield first, len(name), concepts
            first = run.find(name, first + 1)


@cache
def chinese_names(concept):
    """Return the Chinese names of a concept."""
    return tuple(name for name, concepts in _chinese().items() if concept in concepts)
