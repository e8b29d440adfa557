"""What the two sides of a tie have in common: names, an address, a point on the map."""

import re

from django.contrib.postgres.search import TrigramStrictWordSimilarity, TrigramWordSimilarity
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped
from partnerships.base.search import LONGEST_QUERY, normalised, words
from partnerships.base.translation import to_attribute, translated

# Letters that a misspelt word needs, the similarity from which on a name is near, and how many are.
SHORTEST_MISSPELT, NEAR, MOST_NEAR = 3, 0.4, 6
LONGEST_KEY = 120
# One that begins with a vowel is written with an apostrophe, so an n between vowels begins one.
SYLLABLES = re.compile(r"(?:[zcs]h|[^\W\daeiou_])?[aeiou:]+(?:(?:ng?|r)(?![aeiou]))?|\w")
# Pinyin without accents writes a v for ü, as keyboards do.
UMLAUTS = str.maketrans({"ü": "u:", "v": "u:"})


def sort_key(name):
    """Return the key under which a Dutch or English list sorts a name.

    Capitals, accents and a Dutch article do not count: 's-Hertogenbosch comes under H.
    """
    plain = normalised(name).replace("’", "'")
    for article in ("'s-", "'t "):
        plain = plain.removeprefix(article)
    return plain[:LONGEST_KEY]


def pinyin_key(name):
    """Return the key under which a Chinese list sorts a name in pinyin: syllable by syllable.

    So Henan comes before Heilongjiang, as *he* does before *hei*, and *lü* after *lu*. Tones do
    not count: they are not on record.
    """
    plain = normalised(name.casefold().translate(UMLAUTS))
    return " ".join(SYLLABLES.findall(plain))[:LONGEST_KEY]


class PlaceQuerySet(models.QuerySet):
    def matching(self, text):
        """Return the places of which some name holds every word of a text; all for an empty one."""
        wanted = words(text[:LONGEST_QUERY])
        found = self.none() if text.strip() and not wanted else self
        for word in wanted:
            found = found.filter(searched__contains=word)
        return found

    def near(self, text):
        """Return the places whose names look most like a text or a word of it, nearest first.

        The ``nearness`` of a place is 2 at most: names count by their parts and as a whole.
        """
        wanted = words(text[:LONGEST_QUERY])
        misspelt = sorted((word for word in wanted if len(word) >= SHORTEST_MISSPELT), key=len)
        if not misspelt:
            return self.none()
        compared = {" ".join(wanted), *misspelt[-3:]}
        parts, wholes = (
            Greatest(Value(0.0), *(similarity(one, "searched") for one in sorted(compared)))
            for similarity in (TrigramWordSimilarity, TrigramStrictWordSimilarity)
        )
        near = self.annotate(part=parts, nearness=F("part") + wholes).filter(part__gte=NEAR)
        return near.order_by("-nearness", "pk")[:MOST_NEAR]


class Place(Timestamped):
    """A named place with a stable address and, where known, a point in degrees WGS 84."""

    slug = models.SlugField(
        _("slug"), max_length=80, unique=True, blank=True, help_text=_("Empty: from the name.")
    )
    # One key for each language of the reader; see docs/adr/0010-sorting-by-stored-keys.md.
    sort_name = translated(
        models.CharField(_("sort key"), max_length=LONGEST_KEY, editable=False, db_collation="C"),
        required=False,
    )
    searched = models.TextField(blank=True, editable=False)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    wikidata_qid = models.CharField(_("Wikidata identifier"), max_length=12, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.display_name

    def save(self, **kwargs):
        for language, key in self.sort_keys.items():
            setattr(self, to_attribute("sort_name", language), key)
        self.searched = " ".join(words(" ".join(self.searched_names)))
        self.slug = self.slug or self.free_slug()
        super().save(**kwargs)

    def free_slug(self):
        """Return the first address that is not taken: by name, with the province, with the code."""
        province = self.province.slug if self.province else ""
        plain = slugify(self.addressed_by)
        choices = [plain, f"{plain}-{province}".strip("-"), f"{plain}-{self.code}".lower()]
        taken = set(type(self).objects.filter(slug__in=choices).values_list("slug", flat=True))
        return next((slug for slug in choices if slug not in taken), choices[-1])

    @property
    def sort_keys(self):
        """Return for each language the key of the name by which its lists are sorted."""
        raise NotImplementedError

    @property
    def addressed_by(self):
        """Return the name from which the first address is made."""
        raise NotImplementedError

    @property
    def searched_names(self):
        """Return every name by which the place can be found."""
        raise NotImplementedError


def place_facets(authorities, divisions):
    """Return the facet values of Dutch and Chinese places and of the provinces they lie in."""
    values = set()
    for authority in authorities:
        values |= {f"authority:{authority.slug}", f"authorityKind:{authority.kind}"}
        if province := authority.own_province:
            values.add(f"province:{province.slug}")
    for division in divisions:
        province = division.province or division
        values |= {f"division:{division.slug}", f"chineseProvince:{province.slug}"}
    return values


def names_around(places):
    """Return the names of the provinces in which places lie."""
    return [name for place in places if place.province for name in place.province.searched_names]
