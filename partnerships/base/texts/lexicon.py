"""The words of all texts that were made findable: what a misspelt word may have been meant to be.

They stand in a table of their own, without a model because nobody edits or shows them. A word is
written in the transaction that makes its text findable, so every process knows it from then on.
A word stays when its text goes; whoever asks looks whether it still finds something.
"""

from django.db import connection

from . import dutch
from .analysis import vocabulary
from .reading import read

TABLE = "search_words"
# Letters from which on a word may be misspelt, and how many mistakes are forgiven at a length.
_FORGIVEN = ((12, 3), (6, 2), (4, 1))
_MOST_COMPARED, MOST_NEAR = 60, 4
_LEARN = f"""
    INSERT INTO {TABLE} (word, is_dutch)
    SELECT word, is_dutch FROM unnest(%s::text[], %s::boolean[]) AS new(word, is_dutch)
    ON CONFLICT DO NOTHING
"""
_FORGET = f"DELETE FROM {TABLE} WHERE word = ANY(%s)"
_LEARNT = f"SELECT word FROM {TABLE} WHERE is_dutch AND word = ANY(%s)"


def learn(*records):
    """Take in the words of the texts of records, given as to ``analyse``."""
    # In one order, so that two that learn the same words wait for each other and not both ways.
    words = sorted({pair for weighted in records for pair in vocabulary(weighted).items()})
    if words:
        with connection.cursor() as cursor:
            cursor.execute(_LEARN, [list(column) for column in zip(*words, strict=True)])


def forget(*texts):
    """Drop the words of texts that are to leave no trace; a text that still holds one teaches it.

    Call it before what is left of those texts is made findable again.
    """
    found = {token.word for text in texts for token in read(text)}
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [sorted(found)])


def learnt_for(*records):
    """Return those words of other texts that may be parts of the Dutch compounds of records."""
    texts = [text.text for weighted in records for texts in weighted.values() for text in texts]
    found = {token.word for text in texts for token in read(text) if not token.is_chinese}
    pieces = {piece for word in found if dutch.may_be_compound(word) for piece in _pieces(word)}
    with connection.cursor() as cursor:
        cursor.execute(_LEARNT, [sorted(pieces)])
        return frozenset(word for (word,) in cursor.fetchall())


def _pieces(word):
    shortest = dutch.SHORTEST_LEARNT_PART
    for place in range(shortest, len(word) - dutch.SHORTEST_PART + 1):
        yield word[:place]
    for place in range(dutch.SHORTEST_PART, len(word) - shortest + 1):
        yield word[place:]


def like(word, *, unless):
    """Return the expression of the known words that look most like one, and its parameters.

    It is null, and nothing is looked for, when the number ``unless`` is above 0.
    """
    if not _forgiven(word):
        return "NULL::text[]", ()
    looked_for = f"ARRAY(SELECT word FROM {TABLE} ORDER BY word <-> %s LIMIT {_MOST_COMPARED})"
    return f"CASE WHEN {unless} = 0 THEN {looked_for} END", (word,)


def nearest(word, candidates):
    """Return those of some words that differ from one by few mistakes, nearest first."""
    candidates = dict.fromkeys(candidates)
    near = [
        (mistakes(word, one), one[0] != word[0], rank, one) for rank, one in enumerate(candidates)
    ]
    right = [one for number, _first, _rank, one in sorted(near) if 0 < number <= _forgiven(word)]
    return right[:MOST_NEAR]


def _forgiven(word):
    """Return how many mistakes a word may hold."""
    return next((number for length, number in _FORGIVEN if len(word) >= length), 0)


def mistakes(one, other):
    """Return how many letters are missing, added, wrong or swapped with their neighbour."""
    before, row = [], list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        last, before, row = before, row, [place]
        for at, wanted in enumerate(other, 1):
            cost = min(before[at] + 1, row[-1] + 1, before[at - 1] + (letter != wanted))
            swapped = place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == wanted
            row.append(min(cost, last[at - 2] + 1) if swapped else cost)
    return row[-1]
