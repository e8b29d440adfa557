"""The ties on a map: who in the Netherlands is connected with which place in China."""

from collections import Counter

from django.urls import reverse
from django.utils.functional import cached_property

from partnerships.base import maps
from partnerships.base.links import Links
from partnerships.models import ChineseDivision, LocalAuthority, figures

# Pairs on one picture; beyond them it would be a tangle. The file has them all.
MOST_PAIRS = 250


class TieMap:
    """The pairs of parties of some agreements, as a picture, as rows of a table and as a file.

    ``most`` bounds the pairs, those with most ties first; with None there is no bound.
    """

    def __init__(self, agreements, query, *, most=MOST_PAIRS):
        self.links = Links(reverse("agreement-map"), query)
        self.chosen = set(self.links.pairs)
        self.pairs = figures.pairs(agreements, most=most)

    @cached_property
    def authorities(self):
        keys = {pair.authority for pair in self.pairs}
        return LocalAuthority.objects.in_bulk(keys)

    @cached_property
    def divisions(self):
        keys = {pair.division for pair in self.pairs}
        return ChineseDivision.objects.in_bulk(keys)

    def named(self):
        """Yield each pair with its two places, by name of the Dutch and then the Chinese one."""
        rows = [
            (self.authorities[pair.authority], self.divisions[pair.division], pair)
            for pair in self.pairs
        ]
        rows.sort(key=lambda row: (row[0].sort_name, row[0].pk, row[1].sort_name, row[1].pk))
        return rows

    def drawings(self):
        """Return the picture in each layout; empty when no pair has its two points."""
        arcs = [
            maps.Arc(
                ("authority", authority.slug),
                ("division", division.slug),
                pair.number,
                is_over=pair.ended == pair.number,
            )
            for authority, division, pair in self.named()
            if _has_point(authority) and _has_point(division)
        ]
        if not arcs:
            return []
        dutch = self._spots("authority", self.authorities)
        chinese = self._spots("division", self.divisions)
        return maps.draw(dutch, chinese, arcs)

    def _spots(self, noun, places):
        numbers = Counter()
        for pair in self.pairs:
            numbers[getattr(pair, noun)] += pair.number
        return [
            maps.Spot(
                (noun, place.slug),
                str(place),
                float(place.longitude),
                float(place.latitude),
                numbers[key],
                self.links.toggled(noun, place.slug),
                (noun, place.slug) in self.chosen,
            )
            for key, place in places.items()
            if _has_point(place)
        ]


def _has_point(place):
    return place.longitude is not None and place.latitude is not None
