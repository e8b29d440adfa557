"""The language of the search box: words, "phrases", -without, OR, and beginnings*.

Whatever is typed is read as well as it can be; a sign that makes no sense is passed over.
"""

import re
from typing import NamedTuple

from . import chinese, concepts
from .queries import Query
from .reading import Token, read, word_list
from .terms import Term

LONGEST_QUERY, MOST_WORDS = 200, 12
SHORTEST_BEGINNING = 2
_OR = {"OR", "OF", "|", "||", "或"}
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»「」『』＂"), '"')
_PIECES = re.compile(r'(?P<minus>-*)"(?P<phrase>[^"]*)"|(?P<bare>[^\s"]+)')
_QUESTIONS = word_list("question_words.txt")
_EMPTY = _QUESTIONS | word_list("empty_words.txt")


class _Piece(NamedTuple):
    """A part of the text between blanks or quotation marks."""

    tokens: tuple
    is_phrase: bool = False
    is_excluded: bool = False
    is_beginning: bool = False

    @property
    def words(self):
        return tuple(token.word for token in self.tokens)

    @property
    def is_loose(self):
        return not (self.is_phrase or self.is_excluded or self.is_beginning)

    @property
    def term(self):
        """Return the piece as one term, as it is where it stands beside OR or a minus."""
        if self.is_phrase or self.is_beginning:
            return Term(self.words, is_phrase=self.is_phrase, is_beginning=self.is_beginning)
        found = _terms(self.tokens)
        named = frozenset().union(*(term.concepts for term in found)) if len(found) == 1 else ()
        return Term(tuple(word for term in found for word in term.words), frozenset(named))


def parse(text, *, longest=LONGEST_QUERY):
    """Return the query that a text means; it never fails, but the query may have a refusal."""
    pieces, is_shortened = _bounded(_pieces(text[:longest].translate(_QUOTES)))
    excluded = [piece.term for piece in pieces if piece and piece.is_excluded]
    groups = _groups(_alternatives(piece for piece in pieces if not piece or not piece.is_excluded))
    return Query(
        text,
        tuple(_telling(groups)),
        tuple(excluded),
        is_shortened or len(text) > longest,
        _is_question(pieces),
        tuple(
            token
            for piece in pieces
            if piece and piece.is_loose
            for token in piece.tokens
            if not token.is_chinese
        ),
    )


def replaced(query, others):
    """Return a query with other words in place of some that stand alone in it."""
    text = query.text
    for token in reversed(query.loose):
        if token.word in others:
            text = text[: token.start] + others[token.word] + text[token.end :]
    return parse(text, longest=max(LONGEST_QUERY, len(text)))


def _pieces(text):
    """Yield the pieces of a text, and None for an OR."""
    for match in _PIECES.finditer(text):
        bare = match["bare"]
        if bare in _OR:
            yield None
            continue
        group = "phrase" if bare is None else "bare"
        first = match.start(group)
        tokens = tuple(
            Token(first + token.start, first + token.end, token.word, token.is_chinese)
            for token in read(match[group])
        )
        if tokens:
            signs = match["minus"] if bare is None else bare
            yield _Piece(tokens, bare is None, signs.startswith("-"), _is_beginning(bare, tokens))


def _is_beginning(bare, tokens):
    word = tokens[0]
    is_long = len(word.word) >= SHORTEST_BEGINNING and not word.is_chinese
    return bare is not None and bare.endswith("*") and len(tokens) == 1 and is_long


def _bounded(pieces):
    """Return the pieces with as many words as are answered, and whether some are left out."""
    kept, count = [], 0
    for piece in pieces:
        count += len(piece.tokens) if piece else 0
        if count > MOST_WORDS:
            return kept, True
        kept.append(piece)
    return kept, False


def _alternatives(pieces):
    """Return the pieces in lists: alone, or together where an OR stands between them."""
    found, is_joined = [], False
    for piece in pieces:
        if piece is None:
            is_joined = bool(found)
        elif is_joined:
            found[-1].append(piece)
            is_joined = False
        else:
            found.append([piece])
    return found


def _groups(alternatives):
    """Return groups of terms; words that stand alone in a row may name something together."""
    groups, row = [], []
    for pieces in [*alternatives, []]:
        if len(pieces) == 1 and pieces[0].is_loose:
            row += pieces[0].tokens
            continue
        groups += [(term,) for term in _terms(row)]
        row = []
        if pieces:
            groups.append(tuple(dict.fromkeys(piece.term for piece in pieces)))
    return list(dict.fromkeys(groups))


def _is_question(pieces):
    """Return whether the pieces begin with a word that asks."""
    loose = [piece.tokens[0].word for piece in pieces if piece and piece.is_loose]
    return any(chinese.is_chinese(word) and _QUESTIONS & set(_cut(word)) for word in loose) or (
        loose[:1] != [] and loose[0] in _QUESTIONS
    )


def _telling(groups):
    """Return the groups without words that say nothing, unless there are no others."""
    telling = [group for group in groups if len(group) > 1 or not _is_empty(group[0])]
    return (telling or groups)[:MOST_WORDS]


def _is_empty(term):
    return not term.is_phrase and not term.concepts and set(term.words) <= _EMPTY


def _terms(tokens):
    """Return the terms of words in a row; those that name a subject together are one term."""
    found, row = [], []
    for token in tokens:
        if token.is_chinese:
            found += [*_spaced(row), *_unspaced(token.word)]
            row = []
        else:
            row.append(token.word)
    return found + _spaced(row)


def _spaced(words):
    named = {}
    for language in ("nl", "en"):
        for first, length, concepts_named in concepts.spoken_of(words, language):
            named.setdefault((first, length), set()).update(concepts_named)
    spans = _apart(named)
    found, place = [], 0
    while place < len(words):
        length = spans.get(place, 1)
        about = frozenset(named.get((place, length), ()))
        found.append(Term(tuple(words[place : place + length]), about))
        place += length
    return found


def _apart(named):
    """Return the names that do not overlap, longest first, as their length under their place."""
    spans, taken = {}, set()
    for first, length in sorted(named, key=lambda span: (-span[1], span[0])):
        if taken.isdisjoint(range(first, first + length)):
            taken.update(range(first, first + length))
            spans[first] = length
    return spans


def _unspaced(run):
    found, last = [], 0
    for first, length, named in sorted(concepts.in_chinese(run), key=lambda span: span[0]):
        found += [Term((word,)) for word in _cut(run[last:first])]
        found.append(Term((run[first : first + length],), frozenset(named)))
        last = first + length
    return found + [Term((word,)) for word in _cut(run[last:])]


def _cut(run):
    return chinese.cut(run) if run else ()
