"""Deadlines: the first instant that no longer counts, as people write and read it in words."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

# Calls close by the clock of the Netherlands, wherever the reader is.
ZONE = ZoneInfo("Europe/Amsterdam")
SECOND = dt.timedelta(seconds=1)


def begin_of(day):
    """Return the first instant of a day in the Netherlands."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=ZONE)


def end_of(day):
    """Return the first instant after a day: all of that day counts, also one of 23 or 25 hours."""
    return begin_of(day + dt.timedelta(days=1))


def last_day(instant):
    """Return the last day that still counts, by the first instant that no longer does."""
    return timezone.localtime(instant - SECOND, ZONE).date()


def in_words(instant):
    """Return a deadline as people say it, with its last second and the zone of the clock."""
    last = timezone.localtime(instant - SECOND, ZONE)
    return _("%(day)s, up to and including %(time)s Dutch time (%(zone)s)") % {
        "day": date_format(last, "DATE_FORMAT"),
        "time": last.strftime("%H:%M:%S"),
        "zone": last.tzname(),
    }
