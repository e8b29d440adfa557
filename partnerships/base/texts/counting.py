"""In how many records the words of a query are found: as much as possible in one statement.

A statement has a price of its own, and each reads the index anew. What is only needed when a word
finds nothing stands in the same statement and is left alone by PostgreSQL otherwise.
"""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Expression, F, QuerySet

from partnerships.base.broad import COMMON, SAMPLE, Newest, statement

from . import lexicon
from .parsing import parse
from .ranking import Matches, rarity

# Beyond this nothing is counted.
MOST_COUNTED = 1_000
SHORTEST_UNFINISHED = 3


@dataclass(frozen=True)
class Numbers:
    """In how many records each term of a query is found, and how many there are.

    ``found`` tells of whole queries whether they find anything, ``near`` which words look like one
    that is not found.
    """

    of_terms: dict
    total: int
    found: dict = field(default_factory=dict)
    near: dict = field(default_factory=dict)

    @property
    def weights(self):
        """Return how much each term counts: a rare one more, the rarest at least fully."""
        found = {term: rarity(number, self.total) for term, number in self.of_terms.items()}
        most = min(max(found.values(), default=1.0), 1.0)
        return {term: weight / most for term, weight in found.items()}

    @property
    def unknown(self):
        return [term for term, number in self.of_terms.items() if not number]


def strictest(query, unknown):
    """Return PostgreSQL's query for all that is known of a query, and of how many groups it is."""
    known = [group for group in query.groups if not set(group) <= set(unknown)]
    return query.requiring(known or query.groups), len(known)


def wrong_words(query, unknown):
    """Return the words that stand alone in a query and are unknown, in their order."""
    alone = {term.words[0] for term in unknown if len(term.words) == 1}
    return list(dict.fromkeys(one.word for one in query.loose if one.word in alone))


@dataclass(frozen=True)
class Counting:
    """Counts in ``records`` whether a whole query is answered, and ``among`` all for its words."""

    records: QuerySet
    among: QuerySet
    newness: Expression
    vector: str

    def of(self, query, *, without=frozenset()):
        """Return the numbers of a query, in one statement.

        ``without`` are words of which it is known already that nothing is found for them.
        """
        terms = query.terms
        passed = [term for term in terms if set(term.words) & without]
        strict, _known = strictest(query, passed)
        words = [word for word in wrong_words(query, terms) if word not in without]
        count_of = {term.words[0]: f"n{place}" for place, term in enumerate(terms)}
        row = self._row(
            [self._number(term.tsquery) for term in terms],
            self._finds(self.records, strict),
            *(lexicon.like(word, unless=count_of[word]) for word in words),
        )
        total, *numbers = row[: len(terms) + 1]
        is_found, *near = row[len(terms) + 1 :]
        return Numbers(
            dict(zip(terms, numbers, strict=True)),
            total,
            {strict: is_found},
            dict(zip(words, near, strict=True)),
        )

    def instead_of(self, words, numbers):
        """Return each word that something else finds something for, with that, in one statement."""
        choices = {word: _choices(word, numbers.near.get(word)) for word in words}
        asked = list(dict.fromkeys(one for others in choices.values() for one in others))
        terms = [parse(one).terms[0] for one in asked]
        row = _fetched(*(self._finds(self.among, term.tsquery) for term in terms)) if asked else ()
        found = {one for one, is_found in zip(asked, row, strict=True) if is_found}
        rights = {
            word: next((one for one in others if one in found), "")
            for word, others in choices.items()
        }
        return {word: right for word, right in rights.items() if right}

    def finds(self, tsquery):
        """Return whether a query finds anything."""
        return _fetched(self._finds(self.records, tsquery))[0]

    def _number(self, tsquery):
        """Return the SQL of how many records hold a term; of a common one the newest tell."""
        matches = self._matching(self.among, tsquery)
        newest, first = Newest(self.among, self.newness).among(matches, SAMPLE)
        found, then = statement(matches)
        return (
            f"(SELECT CASE WHEN hits >= {COMMON} THEN hits * total / least(total, {SAMPLE}) ELSE"
            f" ({_READ.format(found)} SELECT count(*) FROM (TABLE found LIMIT {MOST_COUNTED})) END"
            f" FROM (SELECT count(*) AS hits FROM ({newest}) AS newest))",
            (*then, *first),
        )

    def _finds(self, records, tsquery):
        """Return the SQL of whether a query finds anything; mostly it does among the newest."""
        matches = self._matching(records, tsquery)
        newest, first = Newest(records, self.newness).among(matches, SAMPLE)
        found, then = statement(matches)
        return (
            f"(EXISTS ({newest}) OR ({_READ.format(found)} SELECT EXISTS (TABLE found)))",
            (*first, *then),
        )

    def _matching(self, records, tsquery):
        return records.filter(Matches(F(self.vector), tsquery)).values("pk")

    def _row(self, numbers, *further):
        """Return the number of all records, then numbers called n0, n1 and so on, then the rest."""
        sql, values = statement(self.among.values("pk"))
        table = self.among.model._meta.db_table
        called = "".join(f", {one} AS n{place}" for place, (one, _values) in enumerate(numbers))
        rest = "".join(f", {one}" for one, _values in further)
        values = [*values, table, *(value for _sql, own in (*numbers, *further) for value in own)]
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH counted AS MATERIALIZED"
                f" (SELECT count(*) AS total FROM ({sql} LIMIT {MOST_COUNTED}) AS first),"
                f" everything AS MATERIALIZED (SELECT {_ABOUT} AS total FROM counted),"
                f" numbers AS MATERIALIZED (SELECT total{called} FROM everything)"
                f" SELECT numbers.*{rest} FROM numbers",
                values,
            )
            return cursor.fetchone()


# Whatever is made of it, PostgreSQL plans to read all of it: expecting to find some soon it would
# read the table instead of the index, and read it to the end when there are none.
_READ = "WITH found AS MATERIALIZED ({})"
# Of many records the number that PostgreSQL itself keeps is near enough.
_ABOUT = f"""
    CASE WHEN total < {MOST_COUNTED} THEN total ELSE greatest(
        total, (SELECT reltuples::bigint FROM pg_class WHERE oid = quote_ident(%s)::regclass)
    ) END
"""


def _choices(word, like):
    """Return what may have been meant by a word, first as the beginning of another."""
    unfinished = [f"{word}*"] if len(word) >= SHORTEST_UNFINISHED else []
    return [*unfinished, *lexicon.nearest(word, like or ())]


def _fetched(*parts):
    values = [value for _sql, own in parts for value in own]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sql for sql, _values in parts)}", values)
        return cursor.fetchone()
