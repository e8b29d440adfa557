"""Calendar files read by code that did not write them, and refused for what that code forgives."""

import re

import vobject

# RFC 5545, 3.1: a line is at most so many octets long, its end left out.
LONGEST_LINE = 75
ONCE = ("uid", "dtstamp", "dtstart", "sequence", "summary", "status", "organizer")


def read(content):
    """Return the calendar in a file; raises when it is not as RFC 5545 and 5546 want it."""
    text = content.decode("utf-8")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", ""), "A line ends in CR and LF."
    assert "\r" not in text.replace("\r\n", ""), "A line ends in CR and LF."
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text), "No control characters."
    for line in content.split(b"\r\n"):
        assert len(line) <= LONGEST_LINE
        line.decode("utf-8")  # no character is cut in two
    [calendar] = vobject.readComponents(text)
    calendar.validate(raiseException=True)
    known = [one.tzid.value for one in calendar.contents.get("vtimezone", [])]
    named = set(re.findall(r"TZID=([^:;]+):", text))
    assert known == sorted(named), "Each zone that is named is told, once."
    for meeting in meetings(calendar):
        for name in ONCE:
            assert len(meeting.contents[name]) == 1, name
        assert "attendee" not in meeting.contents
    return calendar


def meetings(calendar):
    return calendar.contents.get("vevent", [])


def only(content):
    """Return the one meeting in a file."""
    [meeting] = meetings(read(content))
    return meeting


def version(meeting):
    return int(meeting.sequence.value)


def attached(letter):
    """Return the calendar files that came with a mail, each with its type and method."""
    return [
        (one.get_content_type(), one.get_param("method"), one.get_payload(decode=True))
        for one in letter.iter_attachments()
    ]
