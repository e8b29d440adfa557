"""One question over all public nouns: the hits under their noun, and near names when none fits."""

from dataclasses import dataclass

from django.db.models import Case, Count, Q, When, Window
from translated_fields import to_attribute

from partnerships.base.search import words
from partnerships.base.translation import LANGUAGES
from partnerships.models import (
    Agreement,
    ChineseDivision,
    FaqEntry,
    LocalAuthority,
    Practice,
    Theme,
)
from programmes.models import NewsItem, Programme

# People leave these off: 北京 is 北京市, 广东 is 广东省.
LEFT_OFF = ("", "市", "省")
# Names much farther off than the nearest are no help.
PART_OF_NEAREST = 0.75
MOST_NEAR_NAMES = 3


@dataclass(frozen=True)
class Found:
    """What a text finds of one noun: how many records, and at least the first of them, in order."""

    noun: str
    total: int
    records: list
    is_exact: bool


def find(text, nouns, *, most):
    """Return what a text finds of each noun, as far as it finds any; one query for each noun.

    A noun with a record of exactly this name comes first; otherwise the given order stands.
    """
    if not words(text):
        return []
    found = [FINDERS[noun](noun, text, most) for noun in nouns]
    return sorted((one for one in found if one.total), key=lambda one: not one.is_exact)


def _agreements(noun, text, most):
    called = Q()
    for language in LANGUAGES:
        called |= Q(**{f"{to_attribute('title', language)}__iexact": text})
    rows = Agreement.objects.public().matching(text).defer("search", "facets")
    rows = rows.annotate(found=Window(Count("pk")), exact=Case(When(called, then=1), default=0))
    first = list(rows.order_by("-exact", "sort_title", "pk")[:most])
    return Found(
        noun,
        total=first[0].found if first else 0,
        records=first,
        is_exact=bool(first and first[0].exact),
    )


def _places(queryset):
    """Return the finder of places, which are few enough to be put in order here."""

    def finder(noun, text, _most):
        rows = queryset.matching(text).with_agreement_count().select_related("province")
        names = {place: place.searched_names for place in rows}
        return _named(noun, names, text)

    return finder


def _themes(noun, text, _most):
    """Find the subjects of public agreements in whose names every word stands."""
    wanted = words(text)
    public = Theme.objects.filter(agreements__in=Agreement.objects.public())
    names = {
        theme: theme_names
        for theme in public.annotate(agreement_count=Count("agreements"))
        if (
            theme_names := [
                getattr(theme, to_attribute("name", language)) for language in LANGUAGES
            ]
        )
        and all(word in _phrase(" ".join(theme_names)) for word in wanted)
    }
    return _named(noun, names, text)


def _named(noun, names, text):
    """Put records in order: exactly of this name, then with ties, then by the alphabet."""
    called = {_phrase(text) + ending for ending in LEFT_OFF}
    exact = {record for record, own in names.items() if called & {_phrase(name) for name in own}}

    def rank(record):
        key = getattr(record, "sort_name", "") or _phrase(str(record))
        return record not in exact, not record.agreement_count, key, record.pk

    return Found(noun, len(names), sorted(names, key=rank), is_exact=bool(exact))


def _phrase(text):
    return " ".join(words(text))


def _faq(noun, text, most):
    rows = FaqEntry.objects.public().matching(text)
    first = list(rows.annotate(found=Window(Count("pk")))[:most])
    return Found(noun, first[0].found if first else 0, first, is_exact=False)


def _practices(noun, text, most):
    """Find the practices that hold what was asked; guesses are for their own page to explain."""
    answer = Practice.objects.public().answering(text)
    if answer.corrections or answer.missing or answer.is_partial:
        return Found(noun, 0, [], is_exact=False)
    first = list(answer.ranked.for_rows().annotate(found=Window(Count("pk")))[:most])
    return Found(noun, first[0].found if first else 0, first, is_exact=False)


def _programmes(noun, text, _most):
    """Find the programmes in whose name, texts or participants every word stands."""
    found = list(Programme.objects.public().matching(text))
    called = {
        _phrase(getattr(one, name)): one
        for one in reversed(found)
        for name in ("acronym", *(to_attribute("name", language) for language in LANGUAGES))
    }
    exact = called.get(_phrase(text))
    found.sort(key=lambda one: one != exact)
    return Found(noun, len(found), found, is_exact=exact is not None)


def _news(noun, text, most):
    """Find the news in which every word stands, the latest first."""
    rows = NewsItem.objects.public().matching(text).newest().defer("search")
    first = list(rows.annotate(found=Window(Count("pk")))[:most])
    return Found(noun, first[0].found if first else 0, first, is_exact=False)


FINDERS = {
    "agreements": _agreements,
    "practices": _practices,
    "programmes": _programmes,
    "authorities": _places(LocalAuthority.objects.all()),
    "divisions": _places(ChineseDivision.objects.all()),
    "themes": _themes,
    "faq": _faq,
    "news": _news,
}


def near_names(text):
    """Return the names of places that look most like a text or one of its words, nearest first."""
    found = [*LocalAuthority.objects.near(text), *ChineseDivision.objects.near(text)]
    found.sort(key=lambda place: (-place.nearness, place.sort_name, place.pk))
    far = found[0].nearness * PART_OF_NEAREST if found else 0
    names = dict.fromkeys(str(place) for place in found if place.nearness >= far)
    return list(names)[:MOST_NEAR_NAMES]
