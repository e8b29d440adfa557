"""Texts of made-up practices: the sentences of the real ones, told anew in three languages."""

import csv
import random
import re
from itertools import product

from partnerships.base.texts import Text
from partnerships.management.commands._imports import DATA

from . import texts

LANGUAGES = {"nl": "nl", "en": "en", "zh_hans": "zh-hans"}
BODY = ("challenge", "approach", "results", "lesson")
# How many different titles and stories there are; every title meets every story.
HEADS, BODIES, ORGANISATIONS = 3_000, 3_000, 20_000
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
LONGEST_TITLE, LONGEST_SUMMARY = 160, 140
SYLLABLES = [a + b for a, b in product("bdfghklmnprstvwz", ("a", "e", "ie", "oo", "ui", "el"))]
TRADES = ("Advies", "Bouw", "Energie", "Handel", "Techniek", "Water", "Zorg", "Innovatie")


class Stories:
    """Makes the parts of practices; the same ones at every run.

    Few of the real practices give most of the sentences, so that words are common and rare.
    """

    def __init__(self):
        self.chance = random.Random(1994)  # noqa: S311 -- the same data each time, no secret
        with (DATA / "practices.csv").open(encoding="utf-8", newline="") as file:
            self.real = list(csv.DictReader(file))
        self.keywords = sorted({one for row in self.real for one in row["keywords"].split(";")})
        self.subjects = texts.SUBJECTS

    def heads(self):
        """Yield titles, summaries and keywords."""
        for _number in range(HEADS):
            subject, one, other = self.chance.choice(self.subjects), self.row(), self.row()
            told = {}
            for place, code in enumerate(LANGUAGES):
                colon = "：" if code == "zh_hans" else ": "
                title = f"{subject[place].capitalize()}{colon}{one[f'title_{code}']}"
                told[f"title_{code}"] = title[:LONGEST_TITLE]
                told[f"summary_{code}"] = other[f"summary_{code}"][:LONGEST_SUMMARY]
            words = self.chance.sample(self.keywords, self.chance.randrange(2, 9))
            yield told | {"keywords": [*words, *subject]}

    def bodies(self):
        """Yield the stories themselves; most say nothing of the challenge, as the real ones."""
        for _number in range(BODIES):
            rows = {name: (self.row(), self.row()) for name in BODY}
            extra = self.chance.sample(self.subjects, 2)
            if self.chance.random() < 0.8:
                del rows["challenge"]
            yield {
                f"{name}_{code}": self.told(name, code, rows[name], extra) if name in rows else ""
                for name in BODY
                for code in LANGUAGES
            }

    def row(self):
        """Return one of the real practices, some far more often than others."""
        return self.real[int(len(self.real) * self.chance.random() ** 2.5)]

    def told(self, name, code, rows, subjects):
        """Return sentences of two real practices about one part of the story, and one of ours."""
        said = [
            sentence
            for row in rows
            for sentence in SENTENCE_ENDS.split(row[f"{name}_{code}"] or row[f"approach_{code}"])
            if sentence
        ]
        place = list(LANGUAGES).index(code)
        if name == "approach":
            names = {"s1": subjects[0][place], "s2": subjects[1][place]}
            said.insert(1, texts.SENTENCES[1][place].format(**names))
        kept = said[:3] if name == "approach" else said[:1]
        return ("" if code == "zh_hans" else " ").join(kept)

    def organisations(self):
        """Yield the names of as many different bodies."""
        found = {}
        while len(found) < ORGANISATIONS:
            name = "".join(self.chance.choices(SYLLABLES, k=self.chance.choice((2, 3, 3, 4))))
            found[f"{name.capitalize()} {self.chance.choice(TRADES)}"] = None
        return list(found)


def searched(part, *names):
    """Return the texts of a part in all languages, as a practice gives them to the search."""
    return [
        Text(part[f"{name}_{code}"], written)
        for name in names
        for code, written in LANGUAGES.items()
    ]
