"""Shows why a text was found: its words that answer the query are marked.

Nothing is asked of the database: the plain text is read as it was for the vector.
"""

from functools import cached_property
from typing import NamedTuple

from django.utils.html import escape, format_html, format_html_join

from . import chinese, concepts, dutch, english
from .analysis import Text
from .reading import read

# Letters of a snippet; Chinese says as much in half of them. A mark has some text before it.
LONGEST_SNIPPET, LONGEST_CHINESE_SNIPPET, BEFORE = 200, 90, 0.3
LONGEST_WORD_AT_THE_EDGE = 30


def highlight(query, text, language="", *, longest=None):
    """Return the part of a text that answers a query best, as HTML with ``<mark>`` in it.

    A text that is no longer than ``longest`` is shown whole. Without an answer in it the
    beginning is shown. The language of a text is that of ``Text``.
    """
    spans = marks(query, text, language)
    usual = LONGEST_CHINESE_SNIPPET if language == "zh-hans" else LONGEST_SNIPPET
    first, last = _window(text, spans, longest or usual)
    parts, place = ["…" if first else ""], first
    for start, end in spans:
        if place <= start and end <= last:
            parts += [escape(text[place:start]), format_html("<mark>{}</mark>", text[start:end])]
            place = end
    parts += [escape(text[place:last]), "…" if last < len(text) else ""]
    return format_html_join("", "{}", ((part,) for part in parts))


def marks(query, text, language=""):
    """Return where a text answers a query: pairs of first place and place behind, in order."""
    reader = _Reader(query, Text(text, language).languages)
    spans = []
    for start, end in sorted(reader.spans(text)):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _window(text, spans, longest):
    """Return from where to where a text is shown: around as many marks as possible."""
    if len(text) <= longest:
        return 0, len(text)
    room = int(longest * (1 - BEFORE))

    def marked(span):
        return sum(
            min(end, span[0] + room) - start for start, end in spans if _in(start, span, room)
        )

    best = max(spans, key=marked)[0] if spans else 0
    first = min(max(best - int(longest * BEFORE), 0), len(text) - longest)
    last = first + longest
    return _edge(text, first, -1) if first else 0, _edge(text, last, 1)


def _in(start, span, room):
    return span[0] <= start < span[0] + room


def _edge(text, place, step):
    """Return the nearest place in a direction that is not inside a word; Chinese has none."""
    for _letter in range(LONGEST_WORD_AT_THE_EDGE):
        beside = text[max(place - 1, 0) : place + 1]
        if len(beside) < 2 or not beside.isalnum() or any(map(chinese.is_chinese, beside)):
            break
        place += step
    return place


class _Unit(NamedTuple):
    """What stands side by side in a text: a word, or a character of Chinese."""

    start: int
    end: int
    word: str


class _Reader:
    """Reads texts of some languages for what a query asks."""

    def __init__(self, query, languages):
        self.languages = languages
        self.phrases = [term.words for term in query.terms if term.is_phrase]
        self.beginnings = tuple(term.words[0] for term in query.terms if term.is_beginning)
        self.terms = [t for t in query.terms if not (t.is_phrase or t.is_beginning)]
        self.concepts = frozenset().union(*(term.concepts for term in self.terms))

    @cached_property
    def words(self):
        """Return the words looked for and, of Dutch compounds and Chinese, their parts."""
        found = {word for term in self.terms for word in term.words}
        parts = {part for word in found for part in dutch.parts(word)}
        pieces = {
            piece
            for word in found
            if chinese.is_chinese(word)
            for _place, piece in chinese.words(word)
            if len(piece) > 1
        }
        return found | parts | pieces

    @cached_property
    def forms(self):
        return frozenset().union(*map(self.forms_of, self.words))

    def forms_of(self, word):
        """Return a word and its stems, each with its language."""
        found = {("", word)}
        if "nl" in self.languages:
            found.add(("nl", dutch.stem(word)))
        if "en" in self.languages:
            found.add(("en", english.stem(word)))
        return found

    def spans(self, text):
        """Yield every place that answers; they may overlap."""
        tokens = read(text)
        row = []
        for token in tokens:
            if token.is_chinese:
                yield from self.named(row)
                row = []
                yield from self.in_run(token)
            else:
                row.append(token)
                if self.is_wanted(token.word):
                    yield token.start, token.end
        yield from self.named(row)
        yield from self.quoted(tokens)

    def is_wanted(self, word):
        if self.forms & self.forms_of(word):
            return True
        if self.beginnings and word.startswith(self.beginnings):
            return True
        parts = dutch.parts(word) if "nl" in self.languages else ()
        about = (named for _first, _length, named in concepts.spoken_of(parts, "nl"))
        return any(("nl", dutch.stem(part)) in self.forms for part in parts) or any(
            self.concepts & named for named in about
        )

    def named(self, row):
        """Yield the names of the subjects asked for."""
        words = [token.word for token in row]
        for language in self.languages if self.concepts else ():
            for first, length, about in concepts.spoken_of(words, language):
                if about & self.concepts:
                    yield row[first].start, row[first + length - 1].end

    def in_run(self, token):
        run = token.word
        for word in filter(chinese.is_chinese, self.words):
            place = run.find(word)
            while place >= 0:
                yield token.start + place, token.start + place + len(word)
                place = run.find(word, place + len(word))
        for place, length, about in concepts.in_chinese(run) if self.concepts else ():
            if about & self.concepts:
                yield token.start + place, token.start + place + length

    def quoted(self, tokens):
        """Yield the places where the words of a phrase stand side by side."""
        units = [unit for token in tokens for unit in _units(token)] if self.phrases else []
        for phrase in self.phrases:
            wanted = [
                one for word in phrase for one in (word if chinese.is_chinese(word) else [word])
            ]
            for first in range(len(units) - len(wanted) + 1):
                row = units[first : first + len(wanted)]
                pairs = zip(row, wanted, strict=True)
                if all(self.forms_of(unit.word) & self.forms_of(word) for unit, word in pairs):
                    yield row[0].start, row[-1].end


def _units(token):
    if not token.is_chinese:
        return [_Unit(token.start, token.end, token.word)]
    return [_Unit(place, place + 1, letter) for place, letter in enumerate(token.word, token.start)]
