"""The register in numbers; every number has its definition beside it where it is shown."""

from collections import Counter
from typing import NamedTuple

from django.db.models import CharField, Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, ExtractYear, Left
from django.utils import timezone

from .agreement_choices import CLOSED, Status
from .agreements import Agreement
from .confirmations import Confirmation
from .exchanges import Exchange
from .freshness import Freshness
from .participants import Pair
from .status_changes import StatusChange


def register_figures():
    """Return the number of public ties, by status and freshness, and of authorities with ties."""
    public = Agreement.objects.public()
    fresh = Freshness.FRESH.condition(on=timezone.localdate())
    return public.order_by().aggregate(
        total=Count("pk", distinct=True),
        active=Count("pk", filter=Q(public_status=Status.ACTIVE), distinct=True),
        ended=Count("pk", filter=Q(public_status=Status.ENDED), distinct=True),
        unknown=Count("pk", filter=Q(public_status=Status.UNKNOWN), distinct=True),
        fresh=Count("pk", filter=fresh, distinct=True),
        authorities=Count("participants__authority", distinct=True),
    )


def qualities(agreements, *, freshness):
    """Return ``{(status, kind, verification, freshness): number}`` of agreements.

    ``freshness`` is an expression for the freshness of a row; the status is the public one.
    """
    rows = agreements.order_by().annotate(freshness_now=freshness)
    counted = rows.values_list("public_status", "kind", "verification", "freshness_now").annotate(
        number=Count("pk")
    )
    return {tuple(key): number for *key, number in counted}


def along(counts, place):
    """Return the counts of one of the dimensions of a table, the others added up."""
    totals = Counter()
    for key, number in counts.items():
        totals[key[place]] += number
    return totals


def starts(agreements):
    """Return ``{year: number}`` of the agreements that started; "" where no year is known."""
    counted = _by_year(agreements, "since").values_list("year")
    return dict(counted.annotate(number=Count("pk")))


def endings(agreements):
    """Return ``{(year, reason): number}`` of the agreements whose public status is an end.

    Year and reason are those of the last public change of status; "" where they are not known.
    """
    last = StatusChange.objects.filter(agreement=OuterRef("pk"), is_public=True)
    closed = _by_year(agreements.filter(public_status__in=CLOSED), "public_status_on")
    reason = Subquery(last.order_by("-position").values("reason")[:1])
    counted = closed.annotate(reason=reason).values_list("year", "reason")
    return {(year, reason): number for year, reason, number in counted.annotate(number=Count("pk"))}


def exchanges(agreements):
    """Return ``{(year, direction): number}`` of the public exchanges that belong to agreements.

    The year is that in which the exchange began.
    """
    rows = Exchange.objects.public().filter(agreement__in=agreements.order_by().values("pk"))
    counted = rows.order_by().annotate(year=ExtractYear("from_on")).values_list("year", "direction")
    return {(year, way): number for year, way, number in counted.annotate(number=Count("pk"))}


def themes_by_province(agreements):
    """Return ``{(theme, Chinese province): number}`` by slug; "" for agreements without a theme.

    An agreement counts once for each of its themes with each of its Chinese provinces.
    """
    division = "participants__division"
    rows = Agreement.objects.filter(pk__in=agreements.order_by().values("pk"))
    cells = (
        rows.filter(participants__division__isnull=False)
        .order_by()
        .annotate(
            theme=Coalesce("agreementtheme__theme__slug", Value("")),
            province=Coalesce(f"{division}__province__slug", f"{division}__slug"),
        )
        .values_list("theme", "province")
        .annotate(number=Count("pk", distinct=True))
    )
    return {(theme, province): number for theme, province, number in cells}


class PairOfPlaces(NamedTuple):
    """A Dutch and a Chinese party by key, how many ties they have, and how many of those ended."""

    authority: int
    division: int
    number: int
    ended: int


def pairs(agreements, *, most=None):
    """Return every :class:`PairOfPlaces` of agreements, or the ``most`` of them with most ties."""
    counted = (
        Pair.objects.filter(agreement__in=agreements.order_by().values("pk"))
        .order_by()
        .values_list("authority", "division")
        .annotate(
            number=Count("pk"),
            ended=Count("pk", filter=Q(agreement__public_status__in=CLOSED)),
        )
        .order_by("-number", "authority", "division")
    )
    return [PairOfPlaces(*row) for row in counted[:most]]


def _by_year(agreements, date):
    return agreements.order_by().annotate(year=Left(Cast(date, CharField()), 4))


class RoundFigures(NamedTuple):
    """How far a round has come, in public running ties."""

    running: int
    due: int
    confirmed: int
    stale: int

    @property
    def coverage(self):
        """Return the share that every Dutch party confirmed in this round, in whole percents."""
        return self.confirmed * 100 // self.running if self.running else 0


def round_figures(*, year, on):
    """Return the figures of the round of a year; a tie is confirmed once no party is due."""
    running = Agreement.objects.public().running().order_by()
    due = running.due_for_confirmation(year=year, on=on)
    said = running.filter(pk__in=Confirmation.objects.filter(year=year).values("agreement"))
    return RoundFigures(
        running=running.count(),
        due=due.count(),
        confirmed=said.exclude(pk__in=due.values("pk")).count(),
        stale=running.filter(Freshness.STALE.condition(on=on)).count(),
    )
