"""Reading as little as is needed of a question that very many records may answer.

PostgreSQL has to guess how many that are. If it guesses high it walks through the newest records
for some that match, through all of them when there are none; if it guesses low it fetches
hundreds of thousands to sort out a few. So the newest records are looked at first: what is common
among them is walked for, and anything else is fetched by its index, all in one statement.
"""

from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db.models import Expression, QuerySet

# How many of the newest are looked at first, how many of them match when a match is common, and
# how far is walked for more. What is to be sorted is dear to fetch, so there less is common.
SAMPLE, COMMON, COMMON_TO_SORT, FARTHEST = 250, 50, 25, 10_000


@dataclass(frozen=True)
class Newest:
    """Records from the newest on; the larger ``newness`` is, the newer is a record.

    What is looked for among them asks one table alone, and is written as a queryset of its own.
    """

    records: QuerySet
    newness: Expression

    def among(self, matches, number):
        """Return the SQL of those matches that are among the newest records, and its parameters."""
        # Only the columns of the table itself, whatever else the records bring along.
        columns = [field.attname for field in self.records.model._meta.concrete_fields]
        newest = self.records.order_by(self.newness.desc(), "-pk").values(*columns)
        source, first = newest[:number].query.sql_with_params()
        sql, then = statement(matches)
        table = f'"{self.records.model._meta.db_table}"'
        before, after = sql.split(f" FROM {table}", 1)
        return f"{before} FROM ({source}) AS {table}{after}", (*first, *then)

    def some(self, matches, *, most, further, is_sorted=False):
        """Return the SQL of some of the matches with one column, and its parameters.

        Of a common match those are the ``most`` newest, followed by true: there are more. Of any
        other up to ``further``, the newest if it is sorted, followed by false.
        """
        column, common = "column_of_row", COMMON_TO_SORT if is_sorted else COMMON
        sample, first = self.among(matches, SAMPLE)
        recent, second = self.among(matches, FARTHEST)
        dated = matches.annotate(newness_of_row=self.newness) if is_sorted else matches
        found, third = statement(dated)
        names = f"({column}, newness_of_row)" if is_sorted else f"({column})"
        order = "ORDER BY newness_of_row DESC" if is_sorted else ""
        return (
            f"WITH common AS MATERIALIZED (SELECT count(*) = {common} AS is_so"
            f" FROM ({sample} LIMIT {common}) AS looked_at),"
            f" recent ({column}) AS MATERIALIZED (SELECT * FROM ({recent} LIMIT {most}) AS walked"
            " WHERE (SELECT is_so FROM common)),"
            f" found {names} AS MATERIALIZED ({found}),"
            f" is_enough AS MATERIALIZED (SELECT count(*) = {most} AS is_so FROM recent)"
            f" SELECT {column}, true FROM recent WHERE (SELECT is_so FROM is_enough) UNION ALL"
            f" (SELECT {column}, false FROM found WHERE NOT (SELECT is_so FROM is_enough)"
            f" {order} LIMIT {further})",
            (*first, *second, *third),
        )


def statement(queryset):
    """Return the SQL of a queryset in no order, and its parameters; it may be known to be empty."""
    try:
        return queryset.order_by().query.sql_with_params()
    except EmptyResultSet:
        table = f'"{queryset.model._meta.db_table}"'
        return f"SELECT NULL::bigint FROM {table} WHERE false", ()
