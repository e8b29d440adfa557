"""What one word, phrase or subject of a query is compared with, from exact to far."""

from dataclasses import dataclass, field
from functools import cached_property

from . import chinese, dutch, english
from .analysis import CHINESE, CONCEPT, DUTCH, ENGLISH, PART, WRITTEN, quoted

# How near a text comes to a word: as written, another form, a part of a compound, the subject.
EXACT, FORM, WITHIN, SUBJECT = LEVELS = ("exact", "form", "within", "subject")


@dataclass(frozen=True)
class Term:
    """Something that is looked for: words that belong together, and the subjects they name.

    ``words`` are in lower case. A phrase was quoted, so that its words are looked for side by
    side and in this order; a beginning was followed by an asterisk.
    """

    words: tuple
    concepts: frozenset = field(default_factory=frozenset)
    is_phrase: bool = False
    is_beginning: bool = False

    def __str__(self):
        text = " ".join(self.words)
        return f'"{text}"' if self.is_phrase else f"{text}*" if self.is_beginning else text

    @cached_property
    def levels(self):
        """Return the texts of PostgreSQL's queries under the level at which they match."""
        if self.is_beginning:
            return {EXACT: f"{quoted(self.words[0])}:*"}
        if self.is_phrase:
            row = list(_adjacent(self.words))
            forms = [_any((quoted(one), *_stems(one))) for one in row]
            return {EXACT: f"({'<->'.join(map(quoted, row))})", FORM: f"({'<->'.join(forms)})"}
        found = {
            level: _all(form(word) for word in self.words)
            for level, form in ((EXACT, _written), (FORM, _form), (WITHIN, _within))
        }
        found[SUBJECT] = _any(quoted(CONCEPT + one) for one in sorted(self.concepts))
        return {level: text for level, text in found.items() if text}

    @cached_property
    def tsquery(self):
        """Return the query that this term matches at any level."""
        if self.is_phrase or self.is_beginning:
            return self.narrow_tsquery
        each = _all(_any((_written(word), _form(word), _within(word))) for word in self.words)
        return _any((each, self.levels.get(SUBJECT, "")))

    @cached_property
    def narrow_tsquery(self):
        """Return the query that leaves parts and subjects alone: what a reader means by *not*."""
        if self.is_phrase or self.is_beginning:
            return self.levels.get(FORM, self.levels[EXACT])
        return _all(_any((_written(word), _form(word))) for word in self.words)


def _adjacent(words):
    """Yield what stands side by side in the vector: each word, each Chinese character."""
    for word in words:
        yield from word if chinese.is_chinese(word) else [word]


def _any(queries):
    return _joined("|", queries)


def _all(queries):
    """Return a query for all of some queries, or none if one of them is empty."""
    queries = list(queries)
    return _joined("&", queries) if all(queries) else ""


def _joined(sign, queries):
    queries = list(dict.fromkeys(filter(None, queries)))
    return f"({sign.join(queries)})" if len(queries) > 1 else "".join(queries)


def _written(word):
    if chinese.is_chinese(word) and len(word) > 1:
        pairs = [quoted(WRITTEN + pair) for pair in chinese.pairs(word)]
        return f"({'<->'.join(pairs)})" if len(pairs) > 1 else pairs[0]
    return quoted(WRITTEN + word)


def _form(word):
    if chinese.is_chinese(word):
        return quoted(CHINESE + word)
    return _any(_stems(word))


def _stems(word):
    if chinese.is_chinese(word):
        return ()
    return quoted(DUTCH + dutch.stem(word)), quoted(ENGLISH + english.stem(word))


def _within(word):
    """Return the query for a word inside longer ones, or for all parts of a longer one."""
    if chinese.is_chinese(word):
        pieces = [piece for _place, piece in chinese.words(word) if 1 < len(piece) < len(word)]
        return _all(map(_written, pieces)) if len(pieces) > 1 else ""
    stem = dutch.stem(word)
    each = (
        _any((quoted(PART + dutch.stem(part)), quoted(DUTCH + dutch.stem(part))))
        for part in dutch.parts(word)
    )
    return _any((quoted(PART + stem), _all(each)))
