"""The filters beside a list in words: labels, counts, and links that add or remove a choice."""

from django.conf import settings
from django.db.models import CharField, Value
from django.db.models.functions import NullIf
from django.utils.text import capfirst
from django.utils.translation import get_language

from partnerships.base.search import normalised
from partnerships.base.translation import LANGUAGES, ReaderColumn
from partnerships.models import ChineseDivision, LocalAuthority, Theme

# Which table names the values of a facet.
NOUNS = {
    "authority": "dutch",
    "province": "dutch",
    "chineseProvince": "chinese",
    "division": "chinese",
    "theme": "theme",
}
TYPED = ("q", "from", "until")


class Vocabulary:
    """The words for every choice of a list, fetched in one statement for all places and themes."""

    def __init__(self, filterset, counts):
        self.filterset = filterset
        self.counts = counts
        self.chosen = dict(filterset.given())
        self.names = self._names()
        self.ranks = {key: place for place, key in enumerate(self.names)}

    def _names(self):
        wanted = set()
        for facet in NOUNS:
            wanted |= {*self.counts.values.get(facet, ()), *self.chosen.get(facet, ())}
        return place_names(wanted)

    def label(self, name, value):
        """Return the words for one choice of one filter."""
        if name in NOUNS:
            return self.names.get((NOUNS[name], value), value)
        choices = dict(self.filterset.filters[name].extra.get("choices", ()))
        return str(choices.get(value, value))

    def facets(self, links):
        """Return every facet with its choices, most frequent first, chosen ones on top."""
        found = []
        for name, definition in self.filterset.filters.items():
            counted = self.counts.of(name)
            chosen = self.chosen.get(name, [])
            if not counted and not (chosen and name not in TYPED):
                continue
            counted |= {value: counted.get(value, 0) for value in chosen}
            options = [
                {
                    "label": self.label(name, value),
                    "count": count,
                    "url": links.toggled(name, value),
                    "selected": value in chosen,
                    "lang": "",
                }
                for value, count in self._in_order(name, counted)
            ]
            shown = settings.FACET_OPTIONS_SHOWN
            found.append(
                {
                    "name": name,
                    "label": capfirst(definition.label),
                    "options": options[:shown],
                    "more": options[shown:],
                }
            )
        return found

    def _in_order(self, name, counted):
        """Return ``(value, count)`` of a facet: chosen ones, then by frequency, then by name."""
        noun, chosen = NOUNS.get(name), self.chosen.get(name, [])

        def rank(entry):
            value, count = entry
            return value not in chosen, -count, self.ranks.get((noun, value), 0)

        return sorted(counted.items(), key=rank)

    def chips(self, links):
        """Return the choices in use, each with the link that removes it."""
        chips = []
        for name, values in self.chosen.items():
            for value in values:
                chips.append(
                    {
                        "label": capfirst(self.filterset.filters[name].label),
                        "value": self.label(name, value),
                        "url": links.without(name) if name in TYPED else links.toggled(name, value),
                        "lang": "",
                    }
                )
        return chips


def place_names(slugs):
    """Return ``{(noun, slug): name}`` of places and themes in the active language, by that name.

    One query for all of them; places come in the order in which their lists have them.
    """
    language = (get_language() or LANGUAGES[0]).replace("-", "_")
    dutch = {"nl": "name", "en": "name_en", "zh_hans": "name_zh_hans"}[language]
    chinese = {"nl": "name_nl", "en": "name_en", "zh_hans": "name_zh"}[language]
    by_name, no_key = ReaderColumn("sort_name"), Value("", output_field=CharField())
    parts = (
        (LocalAuthority, "dutch", dutch, "name", by_name),
        (ChineseDivision, "chinese", chinese, "name_nl", by_name),
        (Theme, "theme", f"name_{language}", "name_nl", no_key),
    )
    queries = [
        model.objects.filter(slug__in=slugs)
        .order_by()
        .annotate(
            noun=Value(noun, output_field=CharField()), shown=NullIf(field, Value("")), key=key
        )
        .values_list("noun", "slug", "shown", fallback, "key")
        for model, noun, field, fallback, key in parts
    ]
    rows = [
        (key or normalised(shown or fallback), noun, slug, shown or fallback)
        for noun, slug, shown, fallback, key in queries[0].union(*queries[1:], all=True)
    ]
    return {(noun, slug): name for _key, noun, slug, name in sorted(rows)}
