"""What the figures say: the finding above each picture, and the definition of what it counts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from partnerships.models.exchanges import Direction


@dataclass(frozen=True)
class Share:
    """The three sentences for a part of a whole: nothing of it, all of it, some of it."""

    none: str
    every: str
    some: str

    def __call__(self, number, total):
        if not number:
            return str(self.none)
        sentence = self.every if number == total else self.some
        return sentence % {"number": number, "total": total}


ACTIVE = Share(
    gettext_lazy("No tie is known to be active"),
    ngettext_lazy(
        "The tie is known to be active", "All %(total)s ties are known to be active", "total"
    ),
    ngettext_lazy(
        "%(number)s of %(total)s ties is known to be active",
        "%(number)s of %(total)s ties are known to be active",
        "number",
    ),
)
ENDED = Share(
    gettext_lazy("No tie is known to have ended"),
    ngettext_lazy("The tie has ended", "All %(total)s ties have ended", "total"),
    ngettext_lazy(
        "%(number)s of %(total)s ties has ended",
        "%(number)s of %(total)s ties have ended",
        "number",
    ),
)
REASON_KNOWN = Share(
    gettext_lazy("No reason for ending is recorded"),
    ngettext_lazy(
        "A reason is recorded for the tie that ended",
        "A reason is recorded for all %(total)s ties that ended",
        "total",
    ),
    ngettext_lazy(
        "A reason is recorded for %(number)s of %(total)s ties that ended",
        "A reason is recorded for %(number)s of %(total)s ties that ended",
        "number",
    ),
)
CONFIRMED = Share(
    gettext_lazy("No tie was confirmed in the last 12 months"),
    ngettext_lazy(
        "The tie was confirmed in the last 12 months",
        "All %(total)s ties were confirmed in the last 12 months",
        "total",
    ),
    ngettext_lazy(
        "%(number)s of %(total)s ties was confirmed in the last 12 months",
        "%(number)s of %(total)s ties were confirmed in the last 12 months",
        "number",
    ),
)
# For exchanges that all have one direction.
ONE_WAY = {
    Direction.INCOMING: ngettext_lazy(
        "%(number)s incoming exchange is recorded (%(period)s)",
        "All %(number)s recorded exchanges are incoming (%(period)s)",
        "number",
    ),
    Direction.OUTGOING: ngettext_lazy(
        "%(number)s outgoing exchange is recorded (%(period)s)",
        "All %(number)s recorded exchanges are outgoing (%(period)s)",
        "number",
    ),
    Direction.ONLINE: ngettext_lazy(
        "%(number)s online exchange is recorded (%(period)s)",
        "All %(number)s recorded exchanges are online (%(period)s)",
        "number",
    ),
}

DEFINITIONS = {
    "status": gettext_lazy(
        "The last status that is public. “Unknown” means that no source says whether the tie "
        "still stands."
    ),
    "places": gettext_lazy(
        "Every Dutch party with every Chinese party of the same tie, ended ties included. A dashed "
        "line: as far as is known, none of their ties still stands. Places without a known point "
        "are in the table only. The right side shows coasts, no borders."
    ),
    "kinds": gettext_lazy("What the parties call their tie. Every tie has one kind."),
    "themes": gettext_lazy(
        "Ties by theme and Chinese province, ended ties included. A tie with several themes or "
        "provinces counts once in each, so the cells add up to more than the number of ties."
    ),
    "years": gettext_lazy(
        "Started: the year from which the tie is valid, or else the year of signing. Ended: the "
        "year in which the public status became ended or expired, or the year by which that had "
        "happened at the latest."
    ),
    "reasons": gettext_lazy(
        "Ties of which the public status is ended or expired, by the reason recorded for that "
        "change. Every tie that ended counts once."
    ),
    "exchanges": gettext_lazy(
        "Exchanges that were held and published and belong to one of the ties counted, by the year "
        "in which they began. They are not all visits that took place. Online exchanges are in "
        "the table and not in the picture."
    ),
    "trust": gettext_lazy(
        "Verification level of the record, and how long ago the authority confirmed it. No "
        "confirmation does not mean that the record is wrong."
    ),
}


def leader(counts):
    """Return the entry with the highest count; None when two share the first place."""
    most = max(counts.values(), default=0)
    first = [key for key, number in counts.items() if number == most]
    return first[0] if len(first) == 1 else None


def of_places(authorities, divisions):
    """Return the finding about the parties on both sides."""
    dutch = ngettext("%(count)s Dutch authority", "%(count)s Dutch authorities", authorities)
    chinese = ngettext("%(count)s place in China", "%(count)s places in China", divisions)
    return _("%(dutch)s and %(chinese)s are connected") % {
        "dutch": dutch % {"count": authorities},
        "chinese": chinese % {"count": divisions},
    }


def of_kinds(by_label):
    """Return the finding about the kinds of ties."""
    total, first = sum(by_label.values()), leader(by_label)
    if len(by_label) == 1:
        sentence = ngettext(
            "The tie is of the kind “%(kind)s”",
            "All %(total)s ties are of the kind “%(kind)s”",
            total,
        )
        return sentence % {"kind": first, "total": total}
    if first is None:
        return _("%(total)s ties are spread over %(kinds)s kinds, none of which comes first") % {
            "total": total,
            "kinds": len(by_label),
        }
    return _("The most frequent kind is “%(kind)s”: %(number)s of %(total)s ties") % {
        "kind": first,
        "number": by_label[first],
        "total": total,
    }


def of_themes(cells, total, provinces):
    """Return the finding about themes and Chinese provinces; ``cells`` by pair of names."""
    first = leader(cells)
    if first and cells[first] > 1:
        return _("Most ties: “%(theme)s” with %(province)s, %(number)s of %(total)s") % {
            "theme": first[0],
            "province": first[1],
            "number": cells[first],
            "total": total,
        }
    return ngettext(
        "On the Chinese side %(number)s province takes part",
        "On the Chinese side %(number)s provinces take part",
        provinces,
    ) % {"number": provinces}


def of_years(ended_in, total):
    """Return the finding about endings; ``ended_in`` counts them by year, "" where not known."""
    ended = sum(ended_in.values())
    first = leader({year: number for year, number in ended_in.items() if year})
    most = ended_in.get(first, 0)
    if most < 2 or most == total:
        return ENDED(ended, total)
    numbers = {"number": ended, "total": total, "most": most, "year": first}
    if ended == total:
        return _("All %(total)s ties have ended, %(most)s of them in %(year)s") % numbers
    if most == ended:
        return _("%(number)s of %(total)s ties have ended, all of them in %(year)s") % numbers
    return _("%(number)s of %(total)s ties have ended, %(most)s of them in %(year)s") % numbers


def of_reasons(by_label, ended, known):
    """Return the finding about reasons; ``by_label`` counts those that are recorded."""
    if not ended:
        return ENDED(0, 0)
    first = leader(by_label)
    if first is None or by_label[first] < 2:
        return REASON_KNOWN(known, ended)
    return _(
        "“%(reason)s” is the reason named most: for %(number)s of %(ended)s ties that ended"
    ) % {
        "reason": first,
        "number": by_label[first],
        "ended": ended,
    }


def of_exchanges(by_direction, years):
    """Return the finding about exchanges, counted by direction, that began in some years."""
    if not by_direction:
        return _("No exchange is recorded for these ties yet")
    first, last = min(years), max(years)
    period = str(first) if first == last else f"{first}–{last}"
    numbers = {"number": sum(by_direction.values()), "period": period}
    if len(by_direction) == 1:
        [direction] = by_direction
        return ONE_WAY[direction] % numbers
    numbers |= {way.value: by_direction.get(way, 0) for way in Direction}
    if by_direction.get(Direction.ONLINE):
        sentence = _(
            "%(number)s exchanges are recorded (%(period)s): "
            "%(outgoing)s outgoing, %(incoming)s incoming and %(online)s online"
        )
    else:
        sentence = _(
            "%(number)s exchanges are recorded (%(period)s): "
            "%(outgoing)s outgoing and %(incoming)s incoming"
        )
    return sentence % numbers
