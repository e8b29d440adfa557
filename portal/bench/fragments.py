"""What made-up practices are put together from: texts and names, each analysed once.

The vector of a practice is the vectors of its parts one behind the other, which PostgreSQL does
by itself. A part begins one place later than it would alone, because the search leaves a place
empty between two texts.
"""

from django.db import connection

from partnerships.base.texts import Text, analyse, learn, learnt_for
from partnerships.models import ChineseDivision, LocalAuthority, Organisation, Theme
from partnerships.models.places import names_around, place_facets

from .stories import BODY, LANGUAGES, Stories, searched

BATCH = 1_000
HEAD = [f"{name}_{code}" for name in ("title", "summary") for code in LANGUAGES]
STORY = [f"{name}_{code}" for name in BODY for code in LANGUAGES]
VECTORS = ("a", "b", "k", "c")
TABLES = {
    "head": [*HEAD, "keywords"],
    "body": STORY,
    "authority": ["key", "rank", "facets"],
    "division": ["key", "rank", "facets"],
    "organisation": ["key"],
    "theme": ["key", "slug"],
}
ARRAYS, NUMBERS = ("keywords", "facets"), ("key", "rank")


def load():
    """Write all parts into tables of the benchmark, numbered from 0."""
    stories = Stories()
    Organisation.objects.bulk_create(
        [Organisation(name=name, country="NL") for name in stories.organisations()]
    )
    parts = {
        "head": [(one, _of_head(one)) for one in stories.heads()],
        "body": [(one, {"c": {"C": searched(one, *BODY)}}) for one in stories.bodies()],
        "authority": _places(LocalAuthority.objects.order_by("-population", "pk")),
        "division": _places(ChineseDivision.objects.order_by("code", "pk")),
        "organisation": [
            ({"key": one.pk}, {"a": {"A": [Text(one.name)]}}) for one in Organisation.objects.all()
        ],
        "theme": [
            ({"key": one.pk, "slug": one.slug}, {"b": {"B": _names(one)}})
            for one in Theme.objects.all()
        ],
    }
    _learn(parts)
    for name, rows in parts.items():
        _write(name, rows)


def _learn(parts):
    """Take in all words first: of which parts a compound consists depends on those known."""
    for rows in parts.values():
        for first in range(0, len(rows), BATCH):
            batch = rows[first : first + BATCH]
            learn(*(one for _row, weighted in batch for one in weighted.values()))


def _of_head(head):
    return {
        "a": {"A": searched(head, "title")},
        "b": {"B": searched(head, "summary")},
        "k": {"B": [Text(word) for word in head["keywords"]]},
    }


def _names(theme):
    return [Text(getattr(theme, f"name_{code}"), written) for code, written in LANGUAGES.items()]


def _places(queryset):
    """Return the places of a queryset, and by which names they are found."""
    places = list(queryset.select_related("province"))
    ranks = {one.pk: rank for rank, one in enumerate(sorted(places, key=_by_dutch_name))}
    is_dutch = queryset.model is LocalAuthority
    return [
        (
            {
                "key": place.pk,
                "rank": ranks[place.pk],
                "facets": sorted(
                    place_facets([place], []) if is_dutch else place_facets([], [place])
                ),
            },
            {
                "a": {"A": [Text(name) for name in place.searched_names]},
                "b": {"B": [Text(name) for name in names_around([place])]},
            },
        )
        for place in places
    ]


def _by_dutch_name(place):
    return place.sort_name_nl, place.pk


def _write(name, rows):
    columns = [f"{column} {_type(column)}" for column in TABLES[name]]
    vectors = [f"{vector} tsvector" for vector in VECTORS]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS bench_{name}")
        cursor.execute(
            f"CREATE UNLOGGED TABLE bench_{name}"
            f" (number int PRIMARY KEY, {', '.join([*columns, *vectors])})"
        )
    for first in range(0, len(rows), BATCH):
        _copy(name, list(enumerate(rows))[first : first + BATCH])
    with connection.cursor() as cursor:
        # The title is always the first.
        later = [one for one in VECTORS if (name, one) != ("head", "a")]
        shifted = ", ".join(f"{one} = ts_delete('x:1'::tsvector || {one}, 'x')" for one in later)
        cursor.execute(f"UPDATE bench_{name} SET {shifted}")
        cursor.execute(f"ANALYZE bench_{name}")


def _copy(name, numbered):
    learnt = learnt_for(*(one for _number, (_row, found) in numbered for one in found.values()))
    with connection.cursor() as cursor, cursor.copy(f"COPY bench_{name} FROM STDIN") as copy:
        for number, (row, weighted) in numbered:
            vectors = [analyse(weighted.get(one, {}), learnt=learnt) for one in VECTORS]
            copy.write_row([number, *(row[column] for column in TABLES[name]), *vectors])


def _type(column):
    return "text[]" if column in ARRAYS else "bigint" if column in NUMBERS else "text"
