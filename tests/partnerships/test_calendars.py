"""Files for calendars, written by one library and read by another."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.base.calendars import Entry, Meeting, as_attachment, as_calendar
from programmes.models.event_choices import Zone

from .calendar_reading import meetings, only, read

MOMENT = dt.datetime(2031, 7, 3, 7, 0, tzinfo=dt.UTC)
HARD = [
    "Haven, kade; en \\ sluis: “van A/B” met 'aanhaling\"",
    "Regel een\nregel twee\n\nregel vier",
    "水圆桌会议：港口，堤坝；与城市。" * 12,
    "🌊🇳🇱🤝🇨🇳 " * 20,
    "é" * 74 + "ö" * 74,
    "BEGIN:VEVENT\nEND:VEVENT\nATTENDEE:mailto:iemand@example.org",
    "\\n is geen \\, nieuwe regel",
    " begint en eindigt met spaties ",
]


def a_meeting(zone="Europe/Amsterdam", start=MOMENT, **values):
    local = start.astimezone(ZoneInfo(zone))
    given = {"title": "Rondetafel", "changed_at": MOMENT, "uid": "event-1@chinapoort"}
    return Meeting(starts_at=local, ends_at=local + dt.timedelta(hours=1), **given | values)


@pytest.mark.parametrize("text", HARD)
def test_texts_are_read_back_as_they_were(text):
    meeting = only(as_calendar([a_meeting(title=text, location=text, text=text)], name=text))
    told = (meeting.summary.value, meeting.location.value, meeting.description.value)
    assert told == (text, text, text)


PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)


@settings(max_examples=60, deadline=None)
@given(st.lists(PLAIN, min_size=1, max_size=4).map("\n".join))
def test_whatever_text_is_read_back_as_it_was(text):
    meeting = only(as_calendar([a_meeting(title=text, text=text)], name="Agenda"))
    assert (meeting.summary.value, meeting.description.value) == (text, text)


def test_name_of_a_calendar_is_one_escaped_line():
    lines = as_calendar([], name="Haven, kade;\r\n\\ 水").decode().split("\r\n")
    assert "X-WR-CALNAME:Haven\\, kade\\;\\n\\\\ 水" in lines


def test_text_of_a_form_keeps_its_lines_and_loses_what_no_calendar_reads():
    meeting = only(as_calendar([a_meeting(text="een\r\ntwee\rdrie\x00\x07\x1b")], name="x"))
    assert meeting.description.value == "een\ntwee\ndrie"


def changes(zone):
    """Return moments around each change of European clocks, and in between."""
    for year in (2026, 2031, 2040):
        for month in (3, 10):
            last = dt.datetime(year, month, 31, 1, tzinfo=dt.UTC)
            sunday = last - dt.timedelta(days=(last.weekday() + 1) % 7)
            for minutes in (-1440, -61, 60, 1440):
                yield sunday + dt.timedelta(minutes=minutes)
        for month in (1, 7):
            yield dt.datetime(year, month, 14, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("zone", Zone.values)
def test_rules_of_a_zone_are_those_of_the_zone_itself(zone):
    for moment in changes(zone):
        meeting = only(as_calendar([a_meeting(zone, moment)], name="x"))
        start, local = meeting.dtstart.value, moment.astimezone(ZoneInfo(zone))
        assert start == moment
        assert start.utcoffset() == local.utcoffset()
        assert start.replace(tzinfo=None) == local.replace(tzinfo=None)
        assert meeting.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == [zone]
        assert meeting.dtend.value - start == dt.timedelta(hours=1)


def test_rules_are_yearly_and_no_list_of_days():
    text = as_calendar([a_meeting()], name="x").decode()
    assert "RDATE" not in text
    assert text.count("RRULE:FREQ=YEARLY;") == 2


def test_every_zone_is_told_once_and_none_for_whole_days():
    zones = ["Asia/Shanghai", "Europe/Amsterdam", "Asia/Shanghai"]
    rows = [a_meeting(zone, uid=f"{number}@x") for number, zone in enumerate(zones)]
    calendar = read(as_calendar(rows, name="x"))
    told = [one.tzid.value for one in calendar.contents["vtimezone"]]
    assert told == ["Asia/Shanghai", "Europe/Amsterdam"]
    day = dt.date(2031, 3, 30)
    entry = Entry("exchange-1@x", "Bezoek", day, day, MOMENT)
    calendar = read(as_calendar([entry], name="x"))
    assert "vtimezone" not in calendar.contents
    [visit] = meetings(calendar)
    assert (visit.dtstart.value, visit.dtend.value) == (day, day + dt.timedelta(days=1))


def test_portal_tells_of_a_meeting_and_nobody_is_named_in_it(settings):
    settings.DEFAULT_FROM_EMAIL = "Chinapoort <noreply@portal.example>"
    meeting = only(as_calendar([a_meeting()], name="x"))
    assert meeting.organizer.value == "mailto:noreply@portal.example"
    assert meeting.organizer.params["CN"] == ["Chinapoort"]
    assert meeting.dtstamp.value == MOMENT


def test_part_of_a_mail_says_in_its_type_what_the_file_does():
    content = as_calendar([a_meeting(title="水")], name="x", method="CANCEL")
    part = as_attachment(content, file_name="water", method="CANCEL")
    assert part.get_content_type() == "text/calendar"
    assert (part.get_param("charset"), part.get_param("method")) == ("utf-8", "CANCEL")
    assert part.get_filename() == "water.ics"
    assert part.get_payload(decode=True) == content
    assert read(part.get_payload(decode=True)).method.value == "CANCEL"
