"""Finding: which records answer a query, best first, and how the query was understood."""

from dataclasses import dataclass, field

from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from partnerships.base.broad import Newest

from .counting import Counting, strictest, wrong_words
from .parsing import parse, replaced
from .queries import Query
from .ranking import Matches, Rank

# Of more matches than this only the newest are ranked.
MOST_RANKED = 500


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


def search(queryset, text, *, among=None, newness=None, vector="search"):
    """Return what of a queryset answers a text of the search box.

    ``among`` are the records that the reader may see at all: by them it is judged whether a word
    is misspelt and how rare it is, however narrow ``queryset`` is. Of records of equal rank the
    one with the larger ``newness`` comes first.
    """
    query = parse(text)
    if query.refusal:
        return Found(query, queryset.none(), queryset.none())
    among, newness = queryset if among is None else among, newness or F("pk")
    counting = Counting(queryset, among, newness, vector)
    query, corrections, numbers = _corrected(query, counting)
    tsquery, is_partial = _narrowest(query, numbers, counting)
    matches, rank = queryset.filter(Matches(F(vector), tsquery)), Rank(F(vector), numbers.weights)
    ranked = newest_of(matches, Newest(among, newness)).annotate(rank=rank)
    return Found(
        query,
        matches,
        ranked.order_by("-rank", newness.desc(), "pk"),
        corrections,
        missing=tuple(map(str, numbers.unknown)),
        is_partial=is_partial,
        tsquery=tsquery,
        rank=rank,
    )


def newest_of(matches, newest):
    """Return the matches that are ranked: of many only the newest, in no order.

    They are named by their keys, so that what is asked of them asks for the words no more.
    """
    some, values = newest.some(
        matches.values("pk"), most=MOST_RANKED, further=MOST_RANKED, is_sorted=True
    )
    keys = RawSQL(f"SELECT column_of_row FROM ({some}) AS keys(column_of_row, is_common)", values)  # noqa: S611 -- Django wrote it
    return matches.model._default_manager.filter(pk__in=keys)


def _corrected(query, counting):
    """Return the query with words that are found in place of those that are not.

    A word is first taken as the beginning of another, then as misspelt.
    """
    numbers = counting.of(query)
    wrong = wrong_words(query, numbers.unknown)
    others = counting.instead_of(wrong, numbers)
    if not others:
        return query, {}, numbers
    query = replaced(query, others)
    corrections = {word: right for word, right in others.items() if not right.endswith("*")}
    return query, corrections, counting.of(query, without=set(wrong) - set(others))


def _narrowest(query, numbers, counting):
    """Return the strictest query that finds something, and whether it is partial.

    Everything is asked first, then everything that is known at all, then any of it. Of a
    question any word will do.
    """
    if query.is_question:
        return query.any_tsquery, False
    strict, known = strictest(query, numbers.unknown)
    is_found = numbers.found.get(strict)
    if is_found is None:
        is_found = counting.finds(strict)
    is_partial = not is_found and known > 1
    return (query.any_tsquery if is_partial else strict), is_partial
