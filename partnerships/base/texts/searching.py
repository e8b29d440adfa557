"""Finding: which records answer a query, best first, and how the query was understood."""

from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet

from . import lexicon
from .parsing import parse, replaced
from .queries import Query
from .ranking import Matches, Rank, rarity

# Of more matches than this only the newest are ranked; and counting stops beyond the other.
MOST_RANKED, MOST_COUNTED = 500, 1_000
SHORTEST_UNFINISHED = 3


@dataclass(frozen=True)
class Found:
    """The answer to a query.

    ``matches`` are all records that answer it, for counts and files, and ``ranked`` the best of
    them with their ``rank``, best first. ``corrections`` maps words to those they were read as,
    ``missing`` are terms that no record has. ``is_partial`` says that no record has all the rest.
    ``tsquery`` and ``rank`` ask the same of other querysets; without an answer both are empty.
    """

    query: Query
    matches: QuerySet
    ranked: QuerySet
    corrections: dict = field(default_factory=dict)
    missing: tuple = ()
    is_partial: bool = False
    tsquery: str = ""
    rank: Rank | None = None


@dataclass(frozen=True)
class _Numbers:
    """In how many records each term of a query is found, and how many there are."""

    of_terms: dict
    total: int

    @property
    def weights(self):
        return {term: rarity(number, self.total) for term, number in self.of_terms.items()}

    @property
    def unknown(self):
        return [term for term, number in self.of_terms.items() if not number]


def search(queryset, text, *, among=None, newest=("-pk",), vector="search"):
    """Return what of a queryset answers a text of the search box.

    ``among`` are the records that the reader may see at all: by them it is judged whether a word
    is misspelt and how rare it is, however narrow ``queryset`` is. ``newest`` is the order of
    records of equal rank.
    """
    query = parse(text)
    if query.refusal:
        return Found(query, queryset.none(), queryset.none())
    table = _Table(queryset if among is None else among, vector)
    query, corrections, numbers = table.corrected(query)
    own = _Table(queryset, vector)
    tsquery, total, is_partial = own.narrowest(query, numbers.unknown)
    matches = own.matching(tsquery)
    ranked = own.ranked(matches, numbers.weights, newest, is_bounded=total > MOST_RANKED)
    missing = tuple(map(str, numbers.unknown))
    rank = Rank(F(vector), numbers.weights)
    return Found(query, matches, ranked, corrections, missing, is_partial, tsquery, rank)


@dataclass(frozen=True)
class _Table:
    """Records with a vector."""

    records: QuerySet
    vector: str

    def matching(self, tsquery):
        return self.records.filter(Matches(F(self.vector), tsquery))

    def counts(self, tsqueries):
        """Return how many records answer each query, as far as they are counted."""
        return _counts([self.matching(tsquery) for tsquery in tsqueries])

    def numbers(self, query):
        found = _counts([self.records, *(self.matching(term.tsquery) for term in query.terms)])
        return _Numbers(dict(zip(query.terms, found[1:], strict=True)), found[0])

    def corrected(self, query):
        """Return the query with words that are found in place of those that are not.

        A word is first taken as the beginning of another, then as misspelt.
        """
        numbers = self.numbers(query)
        unknown = {term.words[0] for term in numbers.unknown if len(term.words) == 1}
        wrong = list(dict.fromkeys(one.word for one in query.loose if one.word in unknown))
        others = {word: right for word in wrong if (right := self.instead(word))}
        if not others:
            return query, {}, numbers
        query = replaced(query, others)
        corrections = {word: right for word, right in others.items() if not right.endswith("*")}
        return query, corrections, self.numbers(query)

    def instead(self, word):
        """Return what finds something in place of a word that finds nothing, or an empty text."""
        unfinished = [f"{word}*"] if len(word) >= SHORTEST_UNFINISHED else []
        others = [*unfinished, *lexicon.nearest(word)]
        terms = [parse(other).terms[0] for other in others]
        found = self.counts([term.tsquery for term in terms])
        return next((other for other, count in zip(others, found, strict=True) if count), "")

    def narrowest(self, query, unknown):
        """Return the strictest query that finds something, how much, and whether it is partial.

        Everything is asked first, then everything that is known at all, then any of it. Of a
        question any word will do.
        """
        if query.is_question:
            (total,) = self.counts([query.any_tsquery])
            return query.any_tsquery, total, False
        known = [group for group in query.groups if not set(group) <= set(unknown)]
        strict = query.requiring(known or query.groups)
        (total,) = self.counts([strict])
        if total or len(known) < 2:
            return strict, total, False
        (total,) = self.counts([query.any_tsquery])
        return query.any_tsquery, total, True

    def ranked(self, matches, weights, newest, *, is_bounded):
        if is_bounded:
            best = matches.order_by(*newest, "pk").values("pk")[:MOST_RANKED]
            matches = self.records.filter(pk__in=best)
        rank = Rank(F(self.vector), weights)
        return matches.annotate(rank=rank).order_by("-rank", *newest, "pk")


def _counts(querysets):
    """Count rows of several querysets in one statement, each up to ``MOST_COUNTED``."""
    parts, parameters = [], []
    for queryset in querysets:
        try:
            rows = queryset.order_by().values("pk")[:MOST_COUNTED]
            sql, values = rows.query.sql_with_params()
        except EmptyResultSet:
            sql, values = "SELECT 1 WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")
        parameters += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        return cursor.fetchone()
