"""Counts beside the filters: how many rows each further choice would leave.

Every row stores what it can be filtered by as ``facet:value`` texts. One statement counts them
all: over the rows shown for facets without a choice, and for a facet with a choice over the rows
that the other filters leave, so that a second choice can be added to the first.

Where very many rows match some of them stand for all, if the caller says which are the newest.
"""

from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, Value


@dataclass
class Counts:
    """The number of rows shown, how many of them are active, and the count of each choice.

    ``is_of_some`` says that there are more rows than were counted.
    """

    total: int = 0
    active: int = 0
    values: dict = field(default_factory=dict)
    is_of_some: bool = False

    def of(self, facet):
        """Return ``{value: count}`` of one facet, largest first."""
        found = self.values.get(facet, {})
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


# The freshness of rows that have none: each row still has one, by which rows are counted.
NO_FRESHNESS = Value("", output_field=CharField())
# Of a common match so many of the newest are counted, of any other all up to the other number.
MOST_OF_COMMON, MOST = 1_000, 5_000


def count(filterset, *, freshness=NO_FRESHNESS):
    """Return the :class:`Counts` of a valid filterset, in one statement.

    ``freshness`` is an expression that gives the freshness of a row, where rows have it.
    """
    try:
        return _read(*_statement(filterset, freshness))
    except EmptyResultSet:
        # Django knows without asking that nothing matches, as for a search without a word.
        return Counts()


def count_some(filterset, newest):
    """Return the :class:`Counts` of a valid filterset without freshness, in one statement.

    Where more than ``MOST`` match, or a match is common among the ``newest``, some are counted.
    """

    def rows(queryset):
        # One more than is told, to know whether there are more.
        return newest.some(queryset.values("facets"), most=MOST_OF_COMMON + 1, further=MOST + 1)

    chosen = _chosen(filterset)
    shown, parameters = rows(filterset.qs)
    # A row that says nothing but that it is there: their number is the number of rows.
    parts = [
        f"SELECT '', key, count(*), bool_or(is_common) FROM ({shown}) AS r(facets, is_common),"
        " unnest(facets || 'freshness:'::text) AS key GROUP BY 2"
    ]
    for name in chosen:
        others, more = rows(filterset.without(name))
        parts.append(
            f"SELECT 'chosen', key, count(*), false FROM ({others}) AS r(facets, is_common),"
            " unnest(facets) AS key WHERE starts_with(key, %s) GROUP BY 2"
        )
        parameters = (*parameters, *more, f"{name}:")
    return _read(" UNION ALL ".join(parts), parameters, chosen)


def _chosen(filterset):
    return [name for name, _values in filterset.given() if name not in ("q", "from", "until")]


def _statement(filterset, freshness):
    """Return the statement that counts everything, its parameters, and the facets in use."""
    chosen = _chosen(filterset)
    shown, parameters = _rows(filterset.qs, freshness)
    # Every row has one freshness, so these also add up to the total. The keys are grouped whole
    # and taken apart here: there are a million of them in 100,000 rows.
    parts = [
        f"SELECT '', key, count(*) FROM ({shown}) AS r(facets, freshness),"
        " unnest(facets || ('freshness:' || freshness)) AS key GROUP BY 2"
    ]
    for name in chosen:
        others, more = _rows(filterset.without(name), freshness)
        parts.append(_counts_of(name, others))
        parameters += (*more, f"{name}:") if name != "freshness" else more
    return " UNION ALL ".join(parts), parameters, chosen


def _rows(queryset, freshness):
    rows = queryset.order_by().annotate(freshness_now=freshness)
    return rows.values_list("facets", "freshness_now").query.sql_with_params()


def _counts_of(name, rows):
    if name == "freshness":
        return (
            f"SELECT 'chosen', 'freshness:' || freshness, count(*)"
            f" FROM ({rows}) AS r(facets, freshness) GROUP BY 2"
        )
    return (
        f"SELECT 'chosen', key, count(*) FROM ({rows}) AS r(facets, freshness),"
        " unnest(facets) AS key WHERE starts_with(key, %s) GROUP BY 2"
    )


def _read(statement, parameters, chosen):
    counts = Counts()
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for part, key, number, *is_common in cursor.fetchall():
            facet, _colon, value = key.partition(":")
            if part == "" and facet == "freshness":
                counts.total += number
                counts.is_of_some |= any(is_common) or (number > MOST and bool(is_common))
            if part == "" and key == "status:active":
                counts.active = number
            if (part == "chosen") == (facet in chosen):
                counts.values.setdefault(facet, {})[value] = number
    if counts.is_of_some:
        counts.total -= 1
    return counts
