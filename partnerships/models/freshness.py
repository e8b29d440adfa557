"""How old the last confirmation of a record is."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Freshness(models.TextChoices):
    """Under 12 months fresh, 12 to 18 due, over 18 stale; a record may never be confirmed."""

    FRESH = "fresh", _("fresh")
    DUE = "due", _("due for confirmation")
    STALE = "stale", _("stale")
    NEVER = "never", _("never confirmed")

    @classmethod
    def of(cls, confirmed_on, *, on):
        """Return the freshness of a record on a date."""
        if confirmed_on is None:
            return cls.NEVER
        if confirmed_on > months_before(on, 12):
            return cls.FRESH
        return cls.DUE if confirmed_on >= months_before(on, 18) else cls.STALE

    def condition(self, *, on):
        """Return the same rule as a condition on ``confirmed_on``."""
        year_ago, limit = months_before(on, 12), months_before(on, 18)
        return {
            Freshness.FRESH: Q(confirmed_on__gt=year_ago),
            Freshness.DUE: Q(confirmed_on__lte=year_ago, confirmed_on__gte=limit),
            Freshness.STALE: Q(confirmed_on__lt=limit),
            Freshness.NEVER: Q(confirmed_on__isnull=True),
        }[self]


def months_before(day, months):
    """Return the same day some months earlier, or the last of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
