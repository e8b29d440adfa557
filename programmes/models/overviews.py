"""What an authority exchanged with China in one year: which exchanges count, and their numbers.

Nothing is counted for a reader who may not see it: that is asked of each exchange.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models import Commitment, Exchange, LocalAuthority

from .programmes import Programme, ProgrammeKind


class Fate(models.TextChoices):
    """What became of a commitment by a certain day."""

    DONE = "done", _("done")
    OPEN = "open", _("to be done")
    OVERDUE = "overdue", _("overdue")

    @classmethod
    def of(cls, commitment, *, on):
        if commitment.done_on and commitment.done_on <= on:
            return cls.DONE
        is_late = commitment.due_on is not None and commitment.due_on < on
        return cls.OVERDUE if is_late else cls.OPEN


class Promise(NamedTuple):
    """A commitment, the exchange at which it was made, and what became of it."""

    commitment: Commitment
    exchange: Exchange
    fate: Fate


@dataclass(frozen=True)
class YearlyOverview:
    """The exchanges of one year, as one reader may see them on a certain day."""

    exchanges: list
    user: object
    on: object

    @property
    def held(self):
        return [one for one in self.exchanges if one.state == Exchange.State.HELD]

    @property
    def states(self):
        """Return ``{state: number}`` of all exchanges, in the order of the states."""
        counted = Counter(one.state for one in self.exchanges)
        return {state: counted[state.value] for state in Exchange.State}

    @property
    def directions(self):
        """Return ``{direction: number}`` of what was held, in the order of the directions."""
        counted = Counter(one.direction for one in self.held)
        return {direction: counted[direction.value] for direction in Exchange.Direction}

    @property
    def sectors(self):
        """Return ``[(theme, {direction: number})]`` of what was held, the most frequent first."""
        return self._crossed(lambda one: one.themes.all(), lambda theme: theme.position)

    @property
    def origins(self):
        """Return ``[(Chinese province, {direction: number})]``, the most frequent first."""
        return self._crossed(provinces_of, lambda place: place.name_en)

    @property
    def promises(self):
        """Return what was promised at what was held, with what became of it."""
        return [
            Promise(commitment, exchange, Fate.of(commitment, on=self.on))
            for exchange in self.held
            for commitment in self.promises_of(exchange)
        ]

    @property
    def fates(self):
        """Return ``{fate: number}`` of the commitments."""
        counted = Counter(promise.fate for promise in self.promises)
        return {fate: counted[fate] for fate in Fate}

    def promises_of(self, exchange):
        """Return the commitments of an exchange, or none when they are not this reader's."""
        return exchange.commitments.all() if self.tells("commitments", exchange) else []

    def tells(self, name, exchange):
        return exchange.shows(name, to=self.user)

    def _crossed(self, groups_of, rank):
        rows = {}
        for exchange in self.held:
            for group in groups_of(exchange):
                rows.setdefault(group, Counter())[exchange.direction] += 1
        found = [
            (group, {direction: counted[direction.value] for direction in Exchange.Direction})
            for group, counted in rows.items()
        ]
        return sorted(found, key=lambda row: (-sum(row[1].values()), rank(row[0])))


def provinces_of(exchange):
    """Return the Chinese provinces of an exchange, each once."""
    return list(dict.fromkeys(one.province or one for one in exchange.divisions.all()))


def of_authority(authority):
    """Return the condition that an exchange is kept by an authority or that it took part."""
    joined = Exchange.authorities.through.objects.filter(localauthority=authority)
    return Q(authority=authority) | Q(pk__in=joined.values("exchange"))


def yearly_overview(authority, *, year, user, on, programme=None):
    """Return the overview of an authority; with a programme, of the days on which that ran."""
    rows = Exchange.objects.visible_to(user).filter(of_authority(authority), from_on__year=year)
    rows = rows.select_related("authority").prefetch_related(
        "divisions__province", "themes", "commitments"
    )
    exchanges = rows.order_by("from_on", "pk")
    if programme:
        exchanges = [one for one in exchanges if ran(programme, on=one.from_on)]
    return YearlyOverview(list(exchanges), user, on)


def ran(programme, *, on):
    """Return whether a programme ran on a day; an end that is not known has yet to come."""
    day, first, last = on.isoformat(), programme.valid_from, programme.valid_until
    return first <= day[: len(first)] and (not last or day[: len(last)] <= last)


def authorities_for(user):
    """Return the authorities of which a person may see the overviews."""
    if not user.is_staff:
        return LocalAuthority.objects.filter(pk__in=user.reads_for)
    return LocalAuthority.objects.all()


def programmes_for(user):
    """Return the support programmes of which a person may see the overviews."""
    rows = Programme.objects.filter(kind=ProgrammeKind.SUPPORT, client__in=authorities_for(user))
    return rows if user.is_staff else rows.public()


def years_of(authorities, *, user):
    """Return ``{key of an authority: years}`` of the exchanges that a person may see."""
    seen = Exchange.objects.visible_to(user).order_by()
    years = {}
    for party in ("authority", "authorities"):
        rows = seen.filter(**{f"{party}__in": authorities})
        for key, year in rows.values_list(party, "from_on__year").distinct():
            years.setdefault(key, set()).add(year)
    return years


def ran_in(programme, year):
    """Return whether a programme ran on some day of a year."""
    first, last = programme.valid_from[:4], programme.valid_until[:4]
    return first <= str(year) and (not last or str(year) <= last)
