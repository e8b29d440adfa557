"""Files for calendars (RFC 5545): whole days or hours, each under a name that stays the same."""

import datetime as dt
import re
from dataclasses import dataclass
from email.mime.text import MIMEText
from email.utils import parseaddr
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vText,
)

MAKER = "-//Chinapoort//Chinapoort//NL"
TYPE = "text/calendar; charset=utf-8"
# What a file does in a calendar (RFC 5546): put something there, or take it away.
PUBLISH, CANCEL = "PUBLISH", "CANCEL"
# RFC 5545 knows tabs and ends of lines, and no other control characters.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Since this year all of Europe changes its clocks at the same moment.
RULES_SINCE = 1996


@dataclass(frozen=True)
class Entry:
    """Something that lasts from one day until and including another.

    ``version`` rises with every change, so that a calendar knows which file is the newest.
    """

    uid: str
    title: str
    from_on: dt.date
    until_on: dt.date
    changed_at: dt.datetime
    version: int = 0
    status: str = "CONFIRMED"
    location: str = ""
    text: str = ""
    url: str = ""


@dataclass(frozen=True)
class Meeting:
    """Something from one moment to another, both by the clock of the place where it is."""

    uid: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    changed_at: dt.datetime
    version: int = 0
    status: str = "CONFIRMED"
    location: str = ""
    text: str = ""
    url: str = ""


def version_of(record):
    """Return a number that is higher after every change of a record, but for the same second."""
    return max(0, int((record.updated_at - record.created_at).total_seconds()))


def as_calendar(entries, *, name, method=PUBLISH):
    """Return a calendar file of entries, as bytes; the library folds and escapes."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("x-wr-calname", vText(_plain(name)))
    # The rules of every zone that is named, summer time included, for programs that know none.
    zones = {str(one.starts_at.tzinfo) for one in entries if isinstance(one, Meeting)}
    for zone in sorted(zones):
        calendar.add_component(_rules(zone))
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


@cache
def _rules(name):
    """Return when the clocks of a zone change, as a rule for every year.

    The library would list the days, which Outlook ignores: it reads a rule for every year and
    nothing else ([MS-STANOICAL] 2.2.47). Where summer time is kept it is that of Europe: from the
    last Sunday of March until that of October, at one in the morning by world time (directive
    2000/84/EC; a test compares this with the zones themselves).
    """
    clock = ZoneInfo(name)
    winter, summer = (dt.datetime(RULES_SINCE, month, 1, tzinfo=clock) for month in (1, 7))
    rules = Timezone()
    rules.add("tzid", name)
    if winter.utcoffset() == summer.utcoffset():
        rules.add_component(_change(TimezoneStandard(), winter, winter, winter))
        return rules
    for part, before, after, (month, day) in (
        (TimezoneDaylight(), winter, summer, (3, 31)),
        (TimezoneStandard(), summer, winter, (10, 27)),
    ):
        first = dt.datetime(RULES_SINCE, month, day, 1, tzinfo=dt.UTC)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        rules.add_component(_change(part, before, after, first))
    return rules


def _change(part, before, after, first):
    """Fill in the part of a zone that begins at a moment, told by the clock before it."""
    clock = dt.timezone(before.utcoffset())
    part.add("dtstart", first.astimezone(clock).replace(tzinfo=None))
    part.add("tzoffsetfrom", before.utcoffset())
    part.add("tzoffsetto", after.utcoffset())
    part.add("tzname", after.tzname())
    return part


def _organiser():
    """Return the portal itself, which tells of everything here; calendars ask who does."""
    name, mailbox = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"mailto:{mailbox}")
    organiser.params["CN"] = name or "Chinapoort"
    return organiser


def _event(entry):
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(dt.UTC))
    event.add("last-modified", entry.changed_at.astimezone(dt.UTC))
    _add_hours(event, entry) if isinstance(entry, Meeting) else _add_days(event, entry)
    event.add("sequence", entry.version)
    event.add("summary", _plain(entry.title))
    event.add("status", entry.status)
    event.add("organizer", _organiser())
    for key, value in (("location", entry.location), ("description", entry.text)):
        if value:
            event.add(key, _plain(value))
    if entry.url:
        event.add("url", entry.url)
    return event


def _plain(text):
    """Return a text as a calendar may hold it: every line ended alike, nothing that steers."""
    return CONTROLS.sub("", re.sub(r"\r\n?", "\n", text))


def _add_days(event, entry):
    event.add("dtstart", entry.from_on)
    # The end of a whole-day event is the first day that no longer belongs to it.
    event.add("dtend", entry.until_on + dt.timedelta(days=1))
    # To travel is to be away; to plan does not make a colleague busy.
    event.add("transp", "TRANSPARENT")


def _add_hours(event, entry):
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)


def as_attachment(content, *, file_name, method=PUBLISH):
    """Return a calendar file as a part of a mail; mail programs go by the method in its type."""
    part = MIMEText(content.decode(), "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename=f"{file_name}.ics")
    return part


def calendar_answer(entries, *, name, file_name):
    """Return the answer that hands a calendar file to a program or a reader."""
    disposition = f'attachment; filename="{file_name}.ics"'
    return HttpResponse(
        as_calendar(entries, name=name),
        content_type=TYPE,
        headers={"Content-Disposition": disposition},
    )
