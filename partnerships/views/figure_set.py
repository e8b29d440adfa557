"""The figures of some agreements: each with its finding, picture, table and file."""

from functools import partial

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.base import charts
from partnerships.base.links import Links
from partnerships.filters import NO_STATUS, freshness_now
from partnerships.models import figures
from partnerships.models.agreement_choices import Kind, Reason, Status, Verification
from partnerships.models.exchanges import Direction
from partnerships.models.freshness import Freshness

from . import figure_words as words
from .choices import place_names
from .figure import Figure, table_row
from .presentation import tone
from .tie_map import MOST_PAIRS, TieMap

PAIR_COUNTS = ("agreements", "ended")


class FigureSet:
    """The figures of a queryset of public agreements, counted when they are asked for."""

    names = ("status", "places", "kinds", "themes", "years", "reasons", "exchanges", "trust")

    def __init__(self, agreements, query, *, most_pairs=MOST_PAIRS):
        self.agreements = agreements
        self.query = query
        self.most_pairs = most_pairs
        self.links = Links(reverse("agreements"), query)

    def __iter__(self):
        return (self.figure(name) for name in self.names)

    def figure(self, name):
        """Return one figure; raises KeyError when there is none of that name."""
        if name not in self.names:
            raise KeyError(name)
        return getattr(self, f"_{name}")()

    @cached_property
    def total(self):
        return sum(self._qualities.values())

    @cached_property
    def _qualities(self):
        return figures.qualities(self.agreements, freshness=freshness_now())

    @cached_property
    def _endings(self):
        return figures.endings(self.agreements)

    def _url(self, **choice):
        """Return the list of these agreements with one choice narrowed down."""
        return self.links.replaced(sort="", **choice)

    def _counted(self, name, label, finding, entries, *, head, column, facet=""):
        """Return a figure of one number a row, from ``(code, label, number, tone)``."""
        return Figure(
            name=name,
            label=label,
            finding=finding,
            head=[head, _("Number of ties")],
            rows=[
                table_row(
                    capfirst(name_shown), number, url=self._url(**{facet: code}) if facet else ""
                )
                for code, name_shown, number, _tone in entries
            ],
            columns=[column, "label", "agreements"],
            records=[entry[:3] for entry in entries],
            draw=partial(
                charts.bars,
                [charts.Bar(capfirst(name_shown), *bar) for _code, name_shown, *bar in entries],
            ),
            is_drawn=bool(entries),
        )

    def _status(self):
        counts = figures.along(self._qualities, 0)
        codes = [status.value for status in Status if status in counts]
        entries = [
            (code, str(Status(code).label), counts[code], _colour(tone(code))) for code in codes
        ]
        if counts[""]:
            entries.append((NO_STATUS[0], str(NO_STATUS[1]), counts[""], "line-strong"))
        finding = words.ACTIVE(counts[Status.ACTIVE], self.total)
        return self._counted(
            "status",
            _("Status now"),
            finding,
            entries,
            head=_("Status"),
            column="status",
            facet="status",
        )

    def _places(self):
        tie_map = TieMap(self.agreements, self.query, most=self.most_pairs)
        rows = tie_map.named()
        return Figure(
            name="places",
            label=_("Who is connected with whom"),
            finding=words.of_places(len(tie_map.authorities), len(tie_map.divisions)),
            head=[_("Parties"), _("Number of ties"), _("Of which ended")],
            rows=[
                table_row(
                    f"{authority} – {division}",
                    pair.number,
                    pair.ended,
                    url=self._url(authority=authority.slug, division=division.slug),
                )
                for authority, division, pair in rows
            ],
            columns=["authority_code", "authority", "division_code", "division", *PAIR_COUNTS],
            records=[
                (one.code, str(one), other.code or "", str(other), pair.number, pair.ended)
                for one, other, pair in rows
            ],
            draw=None,
            is_drawn=False,
            map=tie_map,
        )

    def _kinds(self):
        counts = figures.along(self._qualities, 1)
        entries = [
            (code, str(Kind(code).label), number, "blue") for code, number in counts.most_common()
        ]
        finding = words.of_kinds({label: number for _code, label, number, _tone in entries})
        return self._counted(
            "kinds", _("Kinds"), finding, entries, head=_("Kind"), column="kind", facet="kind"
        )

    def _reasons(self):
        counts = figures.along(self._endings, 1)
        known = {code: number for code, number in counts.most_common() if code}
        entries = [
            (code, str(Reason(code).label), number, "ended") for code, number in known.items()
        ]
        finding = words.of_reasons(
            {label: number for _code, label, number, _tone in entries},
            sum(counts.values()),
            sum(known.values()),
        )
        if counts[""]:
            entries.append(("", _("no reason recorded"), counts[""], "line-strong"))
        return self._counted(
            "reasons",
            _("Reasons for ending"),
            finding,
            entries,
            head=_("Reason"),
            column="reason",
        )

    def _years(self):
        started = figures.starts(self.agreements)
        ended = figures.along(self._endings, 0)
        years = sorted({*started, *ended} - {""})
        entries = [(year, year, started.get(year, 0), ended[year]) for year in years]
        if "" in started or "" in ended:
            entries.append(("", capfirst(_("year not known")), started.get("", 0), ended[""]))
        up, down = _("Started"), _("Ended")
        drawn = [(int(year), *numbers) for year, _label, *numbers in entries if year]
        return Figure(
            name="years",
            label=_("Starts and endings per year"),
            finding=words.of_years(ended, sum(started.values())),
            head=[_("Year"), up, down],
            rows=[table_row(label, *numbers) for _code, label, *numbers in entries],
            columns=["year", "started", "ended"],
            records=[(code, *numbers) for code, _label, *numbers in entries],
            draw=partial(charts.mirror, drawn, up, down),
            is_drawn=bool(drawn),
        )

    def _exchanges(self):
        counts = figures.exchanges(self.agreements)
        labels = {way: capfirst(str(way.label)) for way in Direction}
        years = sorted({year for year, _way in counts})
        numbers = {year: [counts.get((year, way), 0) for way in Direction] for year in years}
        # What is online goes neither in nor out, so it has no side of the line.
        drawn = [(year, out, into) for year, (into, out, _online) in numbers.items() if out or into]
        return Figure(
            name="exchanges",
            label=_("Exchanges per year"),
            finding=words.of_exchanges(figures.along(counts, 1), years),
            head=[_("Year"), *labels.values()],
            rows=[table_row(str(year), *row) for year, row in numbers.items()],
            columns=["year", *Direction.values],
            records=[(year, *row) for year, row in numbers.items()],
            draw=partial(
                charts.mirror,
                drawn,
                labels[Direction.OUTGOING],
                labels[Direction.INCOMING],
                # No colour of a status: the second colour of a mirror says "ended" elsewhere.
                tones=("blue", "line-strong"),
            ),
            is_drawn=bool(drawn),
        )

    def _themes(self):
        cells = figures.themes_by_province(self.agreements)
        names = place_names({slug for pair in cells for slug in pair})
        names[("theme", "")] = _("no theme recorded")
        themes = _by_weight(cells, 0, "theme", names)
        themes = dict(sorted(themes.items(), key=lambda item: item[0] == ""))
        provinces = _by_weight(cells, 1, "chinese", names)
        named = {(themes[one], provinces[other]): n for (one, other), n in cells.items()}
        known = {(themes[one], provinces[other]): n for (one, other), n in cells.items() if one}
        rows, columns = list(themes.values()), list(provinces.values())
        return Figure(
            name="themes",
            label=_("Themes and Chinese provinces"),
            finding=words.of_themes(known, self.total, len(provinces)),
            head=[_("Theme"), *columns],
            rows=[table_row(row, *(named.get((row, one), 0) for one in columns)) for row in rows],
            columns=["theme", "theme_label", "chinese_province", "province_label", "agreements"],
            records=[
                (one, label, other, name, cells[one, other])
                for one, label in themes.items()
                for other, name in provinces.items()
                if (one, other) in cells
            ],
            draw=partial(charts.matrix, rows, columns, named),
            is_drawn=bool(cells),
        )

    def _trust(self):
        ages = _ages()
        counts = {
            level: [
                sum(n for (_s, _k, *key), n in self._qualities.items() if key == [level, age])
                for age in ages
            ]
            for level in Verification
        }
        confirmed = figures.along(self._qualities, 3)[Freshness.FRESH]
        return Figure(
            name="trust",
            label=_("Verification and last confirmation"),
            finding=words.CONFIRMED(confirmed, self.total),
            head=[_("Verification level"), *ages.values()],
            rows=[
                table_row(
                    capfirst(str(level.label)), *numbers, url=self._url(verification=level.value)
                )
                for level, numbers in counts.items()
            ],
            columns=["verification", "label", *(f"confirmation_{age}" for age in ages)],
            records=[(level.value, level.label, *n) for level, n in counts.items()],
            draw=partial(
                charts.stacks,
                [(capfirst(str(level.label)), n) for level, n in counts.items()],
                list(ages.values()),
            ),
            is_drawn=self.total > 0,
        )


def _ages():
    """Return what the freshness of a record means, said of its last confirmation."""
    return {
        Freshness.FRESH.value: _("in the last 12 months"),
        Freshness.DUE.value: _("12 to 18 months ago"),
        Freshness.STALE.value: _("longer ago"),
        Freshness.NEVER.value: _("never confirmed"),
    }


def _by_weight(cells, place, noun, names):
    """Return ``{slug: name}`` of one side of a table, the fullest first, then as ``names`` do."""
    totals = figures.along(cells, place)
    rank = {key: number for number, key in enumerate(names)}
    slugs = sorted(totals, key=lambda slug: (-totals[slug], rank.get((noun, slug), len(rank))))
    return {slug: capfirst(names.get((noun, slug), slug)) for slug in slugs}


def _colour(name):
    return "line-strong" if name == "neutral" else name
