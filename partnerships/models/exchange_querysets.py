"""Questions about many exchanges and what was promised at them."""

import datetime as dt

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from partnerships.base.workflow import Publication

from .agreements import Agreement
from .exchange_choices import AHEAD, Direction, ExchangeState

# Trips this near to each other can be combined.
NEAR_DAYS = 14
# So long after the last day a report is expected.
REPORT_DAYS = 30


class ExchangeQuerySet(models.QuerySet):
    """Exchanges; ``public()`` and ``visible_to()`` decide, once, who may see which."""

    def public(self):
        """Return the exchanges for everybody: held and published, never planned ones."""
        return self.filter(publication=Publication.PUBLISHED, state=ExchangeState.HELD)

    def submitted(self):
        """Return the exchanges that wait for the judgement of staff."""
        return self.filter(publication=Publication.SUBMITTED)

    def visible_to(self, user):
        """Return what a person may see: of other authorities what is not cancelled.

        Whoever asked to join goes on seeing what came of it.
        """
        if user.is_staff:
            return self
        seen = Q(publication=Publication.PUBLISHED, state=ExchangeState.HELD)
        if user.is_liaison or user.reads_for:
            seen |= ~Q(state=ExchangeState.CANCELLED)
        seen |= Q(authority__in=user.reads_for)
        asked = self.model._meta.get_field("messages").related_model.objects
        joined = asked.filter(authority__in=user.reads_for).order_by().values("exchange")
        return self.filter(seen | Q(pk__in=joined))

    def owned_by(self, authorities):
        """Return the exchanges that these authorities keep, whatever their state."""
        return self.filter(authority__in=authorities)

    def kept_by(self, user):
        """Return the exchanges of the authorities whose own matters a person sees."""
        return self.owned_by(user.reads_for)

    def movable_by(self, user):
        """Return the exchanges of which a person may say how far they have come."""
        return self if user.is_staff else self.owned_by(user.writes_for)

    def writable_by(self, user):
        """Return those that may be written now: neither cancelled, nor handed in or published."""
        open_ones = self.filter(publication__in=(Publication.DRAFT, Publication.RETURNED))
        return open_ones.exclude(state=ExchangeState.CANCELLED).movable_by(user)

    def ahead(self):
        return self.filter(state__in=AHEAD)

    def past(self, *, on):
        """Return those that are over by the calendar while nobody said whether they were held."""
        return self.ahead().filter(until_on__lt=on)

    def open(self, *, on):
        """Return the exchanges that other authorities can still join."""
        return self.ahead().filter(open_until__gte=on)

    def without_report(self):
        """Return those that were held and of which neither results nor a report are there."""
        untold = Q(results_nl="", report_nl="", report_url="")
        return self.filter(untold, state=ExchangeState.HELD)

    def overdue(self, *, on):
        """Return those whose report is waited for since a month."""
        return self.without_report().filter(until_on__lt=on - dt.timedelta(days=REPORT_DAYS))

    def in_provinces(self, provinces):
        """Return the exchanges of which some place lies in one of these Chinese provinces."""
        return self.filter(Exists(self._places().filter(place__in=provinces)))

    def provinces(self):
        """Return the keys of the Chinese provinces to which these exchanges go or belong."""
        mine = self.order_by().values("pk")
        places = self.model.divisions.through.objects.filter(exchange__in=mine)
        return places.annotate(place=PROVINCE).values("place")

    def overlapping(self, exchange, *, on):
        """Return the open journeys of others that go the same way near in place and in time."""
        near = dt.timedelta(days=NEAR_DAYS)
        others = self.open(on=on).exclude(pk=exchange.pk).exclude(authority=exchange.authority_id)
        others = others.filter(
            direction=exchange.direction,
            from_on__lte=exchange.until_on + near,
            until_on__gte=exchange.from_on - near,
        ).exclude(direction=Direction.ONLINE)
        own = self.model.objects.filter(pk=exchange.pk).provinces()
        return others.in_provinces(own).order_by("from_on", "pk")

    def nearest_first(self, authorities):
        """Add ``is_near`` and put first what goes to a province these authorities deal with."""
        own = self.model.objects.owned_by(authorities).ahead().provinces()
        ties = Agreement.objects.for_authorities(authorities).public().order_by().values("pk")
        partners = Agreement._meta.get_field("participants").related_model.objects.filter(
            agreement__in=ties, division__isnull=False
        )
        tied = partners.annotate(place=Coalesce("division__province", "division"))
        tied = tied.order_by().values("place")
        places = self._places()
        near = Exists(places.filter(Q(place__in=own) | Q(place__in=tied)))
        rows = self.annotate(is_near=Case(When(near, then=Value(1)), default=Value(0)))
        return rows.order_by("-is_near", "from_on", "pk")

    def for_rows(self):
        """Fetch what a row shows: who keeps it and where it goes."""
        return self.select_related("authority").prefetch_related("divisions")

    def _places(self):
        places = self.model.divisions.through.objects.filter(exchange=OuterRef("pk"))
        return places.annotate(place=PROVINCE)


# A division of province level lies in no other: it is its own province.
PROVINCE = Coalesce("chinesedivision__province", "chinesedivision")


class CommitmentQuerySet(models.QuerySet):
    def overdue(self, *, on):
        """Return what was promised for before a date and is not done."""
        return self.filter(due_on__lt=on, done_on=None)
