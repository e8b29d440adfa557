"""Files for calendars (RFC 5545): whole days or hours, each under a name that stays the same."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from icalendar import Calendar, Event

MAKER = "-//Chinapoort//Chinapoort//NL"
TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """Something that lasts from one day until and including another."""

    uid: str
    title: str
    from_on: dt.date
    until_on: dt.date
    changed_at: dt.datetime
    status: str = "CONFIRMED"
    location: str = ""
    text: str = ""
    url: str = ""


@dataclass(frozen=True)
class Meeting:
    """Something from one moment to another, both by the clock of the place where it is.

    ``version`` rises with every change, so that a calendar knows which file is the newest.
    """

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


def as_calendar(entries, *, name):
    """Return a calendar file of entries, as bytes; the library folds and escapes."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry))
    # The rules of every zone that is named, summer time included, for programs that know none.
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(entry):
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(dt.UTC))
    event.add("last-modified", entry.changed_at.astimezone(dt.UTC))
    _add_hours(event, entry) if isinstance(entry, Meeting) else _add_days(event, entry)
    event.add("summary", entry.title)
    event.add("status", entry.status)
    for key, value in (("location", entry.location), ("description", entry.text)):
        if value:
            event.add(key, value)
    if entry.url:
        event.add("url", entry.url)
    return event


def _add_days(event, entry):
    event.add("dtstart", entry.from_on)
    # The end of a whole-day event is the first day that no longer belongs to it.
    event.add("dtend", entry.until_on + dt.timedelta(days=1))
    # To travel is to be away; to plan does not make a colleague busy.
    event.add("transp", "TRANSPARENT")


def _add_hours(event, entry):
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("sequence", entry.version)


def calendar_answer(entries, *, name, file_name):
    """Return the answer that hands a calendar file to a program or a reader."""
    disposition = f'attachment; filename="{file_name}.ics"'
    return HttpResponse(
        as_calendar(entries, name=name),
        content_type=TYPE,
        headers={"Content-Disposition": disposition},
    )
