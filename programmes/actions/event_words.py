"""What a page, a mail or a calendar is told of a meeting: when by which clock, and where."""

from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.base.calendars import (
    CANCEL,
    PUBLISH,
    Meeting,
    as_attachment,
    as_calendar,
    version_of,
)
from programmes.models.event_choices import EventForm


def when(event):
    """Return the time of a meeting in one line for each clock that says something on a page."""
    return [_by(event, zone) for zone in event.zones]


def when_by_mail(event):
    """Return it by the Dutch and the Chinese clock, for a reader who may be in either country."""
    return [_by(event, zone) for zone in event.all_zones]


def _by(event, zone):
    clock = ZoneInfo(zone)
    start, end = event.starts_at.astimezone(clock), event.ends_at.astimezone(clock)
    last = "" if start.date() == end.date() else date_format(end)
    words = {
        "day": date_format(start),
        "start": time_format(start, "H:i"),
        "last": last,
        "end": time_format(end, "H:i"),
        "clock": zone.label,
    }
    if last:
        return _("%(day)s, %(start)s – %(last)s, %(end)s (%(clock)s)") % words
    return _("%(day)s, %(start)s – %(end)s (%(clock)s)") % words


def where(event):
    """Return where a meeting is, as far as everybody may know; nothing when that is not told."""
    if event.form == EventForm.ONLINE:
        return event.get_form_display()
    return event.told("venue")


def calendar_entry(event, *, address, is_insider=False):
    """Return a meeting for a calendar; an insider also gets where to take part online.

    There is no participant in it, whoever asks.
    """
    venue, link = (event.venue, event.link) if is_insider else (where(event), "")
    text = event.description if is_insider else event.told("description")
    return Meeting(
        uid=f"event-{event.pk}@chinapoort",
        title=event.title,
        starts_at=event.local_start,
        ends_at=event.local_end,
        changed_at=event.updated_at,
        version=version_of(event),
        status="CANCELLED" if event.is_cancelled else "CONFIRMED",
        location=venue or link,
        text="\n\n".join(filter(None, [text, link])),
        url=address,
    )


def calendar_file(event, *, address, language):
    """Return the file that goes with a mail; of what is called off, one that takes it away."""
    method = CANCEL if event.is_cancelled else PUBLISH
    with override(language):
        entry = calendar_entry(event, address=address, is_insider=True)
        content = as_calendar([entry], name=event.title, method=method)
    return as_attachment(content, file_name=event.slug, method=method)
