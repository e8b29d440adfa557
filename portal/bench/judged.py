"""The judged queries of the knowledge base, the texts they are asked of, and how well it went.

Whoever tunes the search looks at two thirds of the queries only; which ones, their text decides.
"""

import csv
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from math import log2

from partnerships.base.texts import Text
from partnerships.management.commands._imports import DATA

DEPTH = 10
LANGUAGES = {"nl": "nl", "en": "en", "zh_hans": "zh-hans"}
BODY = ("challenge", "approach", "results", "lesson")


@dataclass(frozen=True)
class Query:
    """A question of a reader, with the records that answer it and how well: 3 best, 1 hardly."""

    text: str
    language: str
    kind: str
    relevant: dict = field(hash=False)

    @property
    def is_held_out(self):
        digest = hashlib.sha256(self.text.encode()).digest()
        return digest[0] % 3 == 0

    def gain(self, found):
        """Return nDCG at 10 of records in the order found."""
        got = [2 ** self.relevant.get(reference, 0) - 1 for reference in found[:DEPTH]]
        best = sorted((2**grade - 1 for grade in self.relevant.values()), reverse=True)
        return _discounted(got) / _discounted(best[:DEPTH])

    def recall(self, found):
        """Return which part of the records that answer is among the first ten found."""
        return len(set(found[:DEPTH]) & set(self.relevant)) / len(self.relevant)


def _discounted(gains):
    return sum(gain / log2(place) for place, gain in enumerate(gains, 2))


@dataclass(frozen=True)
class Record:
    """A practice as the search reads it: its texts and names under their weights."""

    reference: str
    started_on: str
    weighted: dict = field(hash=False)

    @cached_property
    def plain(self):
        """Return all texts in one, for engines that know no weights."""
        return "\n".join(text.text for texts in self.weighted.values() for text in texts)


def queries():
    """Return the judged queries; one that nothing answers measures nothing and is left out."""
    found = [
        Query(row["query"], row["language"], row["kind"], _grades(row["relevant"]))
        for row in _rows("practice_queries.csv")
    ]
    return [query for query in found if query.relevant]


def _grades(text):
    pairs = (pair.rpartition("=") for pair in text.split(";") if pair)
    return {reference: int(grade) for reference, _sign, grade in pairs if int(grade) > 0}


def records():
    """Return the practices with the names of their places and themes."""
    names = _names()
    return [
        Record(row["reference"], row["started_on"], _weighted(row, names))
        for row in _rows("practices.csv")
    ]


def _weighted(row, names):
    places = [*_several(row["authorities"]), *_several(row["divisions"])]
    provinces = [names.provinces[code] for code in places if code in names.provinces]
    called = [row["organisation"], *_several(row["partners"]), *_several(row["keywords"])]
    called += [name for code in places for name in names.of[code]]
    around = [name for code in [*_several(row["themes"]), *provinces] for name in names.of[code]]
    return {
        "A": _texts(row, "title"),
        "B": [*_texts(row, "summary"), *(Text(name) for name in called if name)],
        "C": [text for name in BODY for text in _texts(row, name)],
        "D": [Text(name) for name in around if name],
    }


def _texts(row, name):
    found = [Text(row[f"{name}_{column}"], code) for column, code in LANGUAGES.items()]
    return [text for text in found if text.text]


@dataclass
class _Names:
    """The names of places and themes under their codes, and the province of a place."""

    of: dict = field(default_factory=dict)
    provinces: dict = field(default_factory=dict)


def _names():
    names = _Names()
    for row in _rows("local_authorities.csv"):
        called = [row["name"], row["name_en"], row["name_zh_hans"], *_several(row["aliases"])]
        names.of[row["code"]] = called
        if row["province"]:
            names.provinces[row["code"]] = row["province"]
    for row in _rows("chinese_divisions.csv"):
        called = [row[name] for name in ("name_nl", "name_en", "name_zh", "pinyin")]
        names.of[row["code"]] = [*called, *_several(row["former_names"])]
        if row["parent"]:
            names.provinces[row["code"]] = row["parent"]
    for row in _rows("themes.csv"):
        names.of[row["slug"]] = [row[f"name_{column}"] for column in LANGUAGES]
    return names


def _several(text):
    return [part for part in text.split(";") if part]


def _rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts(queries):
    """Return the queries in the parts for which figures are given, under their titles."""
    found = {
        "all": queries,
        "looked at while tuning": [query for query in queries if not query.is_held_out],
        "held out": [query for query in queries if query.is_held_out],
    }
    for language in sorted({query.language for query in queries}):
        found[f"in {language}"] = [query for query in queries if query.language == language]
    for kind in sorted({query.kind for query in queries}):
        found[f"kind: {kind}"] = [query for query in queries if query.kind == kind]
    return {title: chosen for title, chosen in found.items() if chosen}


def figures(queries, found):
    """Return mean nDCG and recall at 10 of the answers to some queries."""
    gains = sum(query.gain(found[query]) for query in queries) / len(queries)
    recalls = sum(query.recall(found[query]) for query in queries) / len(queries)
    return f"{gains:.3f} / {recalls:.3f}"


def worst(queries, found):
    """Return a line for each query that was looked at, worst answered first."""
    seen = [query for query in queries if not query.is_held_out]
    seen.sort(key=lambda query: query.gain(found[query]))
    return [
        f"{query.gain(found[query]):.2f} {query.text}: {', '.join(found[query][:4]) or 'nothing'}"
        f" instead of {', '.join(query.relevant)}"
        for query in seen
    ]
