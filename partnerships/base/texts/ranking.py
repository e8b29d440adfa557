"""How well a record answers a query, in the words of PostgreSQL."""

from math import log

from django.contrib.postgres.search import SearchVectorField
from django.db.models import FloatField, Func

from partnerships.base import search

from .terms import EXACT, FORM, SUBJECT, WITHIN

# How much a match counts: by how near it is, and by the weight of its place, from D to A.
FACTORS = {EXACT: 1.0, FORM: 0.7, WITHIN: 0.4, SUBJECT: 0.3}
PLACES = "{0.1, 0.2, 0.5, 1.0}"
# Ranks that differ by less are equal, so that the newest comes first.
DECIMALS = 3


class Costly(Func):
    """A vector, as the index under it is made: of this expression and not of the bare column.

    PostgreSQL plans as if a long vector lay in its row, though it is fetched from elsewhere and
    unpacked; it would rather read all of them than the index. This tells it the cost: with
    20,000 long texts a common word is found ten times as fast.
    """

    function = "costly"
    output_field = SearchVectorField()


class Matches(search.Matches):
    """Whether a vector with an index of this kind answers a query."""

    def __init__(self, vector, tsquery):
        super().__init__(Costly(vector), tsquery)


class Rank(Func):
    """How well a vector answers terms, each at all levels, by the ``weights`` of the terms."""

    output_field = FloatField()

    def __init__(self, vector, weights):
        super().__init__(vector)
        self.weights = weights

    def as_sql(self, compiler, connection, **_context):
        vector, of_vector = compiler.compile(self.source_expressions[0])
        sums, values = [], []
        for term, weight in self.weights.items():
            ranks = []
            values.append(weight)
            for level, tsquery in term.levels.items():
                ranks.append("%s * ts_rank(%s::real[], v, %s::tsquery)")
                values += [FACTORS[level], PLACES, tsquery]
            sums.append(f"%s * ({' + '.join(ranks)})")
        # A long vector is stored outside its row; this way it is fetched once for all terms.
        once = f"(SELECT {vector} || ''::tsvector AS v OFFSET 0) AS one"
        total = f"round(({' + '.join(sums)})::numeric, {DECIMALS})::float"
        return f"(SELECT {total} FROM {once})", [*values, *of_vector]


def rarity(number, total):
    """Return the weight of a term that so many of all records hold: a rare one tells more."""
    return log(1 + (total - number + 0.5) / (number + 0.5))
