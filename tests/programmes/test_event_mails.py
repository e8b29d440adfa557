"""What who registered gets by mail: language, clocks, place, and a file that calendars read."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone
from icalendar import Calendar

from programmes.actions import event_words
from programmes.actions import events as actions
from tests.factories.events import EventFactory, RegistrationFactory, in_days
from tests.factories.partnerships import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
SITE = "https://portal.example"
SHANGHAI, AMSTERDAM = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Amsterdam")


def in_china(**values):
    """Return a round table in Shanghai, in the summer of 2031."""
    start = dt.datetime(2031, 7, 3, 15, 0, tzinfo=SHANGHAI)
    given = {
        "title_nl": "Rondetafel water",
        "title_zh_hans": "水圆桌会议",
        "slug": "rondetafel-water",
        "zone": "Asia/Shanghai",
        "form": "both",
        "venue": "Waterhuis, Shanghai",
        "link": "https://meet.example/water",
        "starts_at": start,
        "ends_at": start + dt.timedelta(minutes=90),
        "registration_opens_at": in_days(-1),
        "capacity": 1,
    }
    return EventFactory(**given | values)


def register(event, language, **values):
    given = {"at": timezone.now(), "language": language, "site": SITE}
    return actions.register(event=event, **given, **values)


def plain(letter):
    return letter.get_body(("plain",)).get_content()


def files(letter):
    return [(one.get_filename(), one.get_content()) for one in letter.iter_attachments()]


def test_mail_gives_day_both_clocks_place_and_the_way_to_cancel(letters):
    row = register(in_china(), "nl", name="Anna", email="anna@example.org")
    [(receivers, letter)] = letters
    assert receivers == ["anna@example.org"]
    assert letter["Subject"] == "U hebt een plaats: Rondetafel water"
    text = plain(letter)
    assert "3 juli 2031, 15:00 – 16:30 (Chinese tijd)" in text
    assert "3 juli 2031, 09:00 – 10:30 (Nederlandse tijd)" in text
    assert "Waterhuis, Shanghai" in text
    assert "https://meet.example/water" in text
    assert f"{SITE}/agenda/rondetafel-water/" in text
    assert f"{SITE}/agenda/aanmelding/{row.token}/" in text


def test_who_waits_is_not_told_where_to_take_part_online(letters):
    event = in_china()
    register(event, "nl", name="Anna", email="anna@example.org")
    register(event, "zh-hans", name="李", email="li@example.org")
    [_first, (receivers, letter)] = letters
    assert receivers == ["li@example.org"]
    assert letter["Subject"] == "已列入候补：水圆桌会议"
    assert "meet.example" not in plain(letter)
    assert files(letter) == []


def test_freed_place_is_mailed_in_the_language_of_who_gets_it(letters):
    event = in_china()
    first = register(event, "nl", name="Anna", email="anna@example.org")
    register(event, "zh-hans", name="李", email="li@example.org")
    letters.clear()
    actions.withdraw(registration=first, at=timezone.now(), site=SITE)
    assert [(to, one["Subject"]) for to, one in letters] == [
        (["anna@example.org"], "Niet meer aangemeld: Rondetafel water"),
        (["li@example.org"], "已为您空出名额：水圆桌会议"),
    ]
    text = plain(letters[1][1])
    assert "2031年7月3日 15:00 – 16:30（中国时间）" in text
    assert f"{SITE}/zh-hans/agenda/registration/" in text


def test_file_is_read_by_another_program_with_the_zone_of_the_place(letters):
    event = in_china()
    register(event, "en", name="Anna", email="anna@example.org")
    [(name, content)] = files(letters[0][1])
    assert name == "rondetafel-water.ics"
    calendar = Calendar.from_ical(content)
    [meeting] = calendar.walk("VEVENT")
    assert meeting.decoded("dtstart") == event.starts_at
    assert meeting["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert [str(one["tzid"]) for one in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert str(meeting["location"]) == "Waterhuis, Shanghai"
    assert (str(meeting["status"]), meeting["uid"]) == ("CONFIRMED", f"event-{event.pk}@chinapoort")
    assert "attendee" not in meeting


def test_every_file_has_the_rules_of_its_own_zone_once(letters):
    for slug, zone in (("een", "Asia/Shanghai"), ("twee", "Europe/Amsterdam"), ("drie", "")):
        event = in_china(slug=slug, **({"zone": zone} if zone else {}))
        register(event, "nl", name="Anna", email="anna@example.org")
    told = [Calendar.from_ical(files(letter)[0][1]) for _receivers, letter in letters]
    zones = [[str(one["tzid"]) for one in calendar.walk("VTIMEZONE")] for calendar in told]
    assert zones == [["Asia/Shanghai"], ["Europe/Amsterdam"], ["Asia/Shanghai"]]
    assert told[0].walk("VTIMEZONE")[0].to_ical() == told[2].walk("VTIMEZONE")[0].to_ical()


# RFC 5545, read without the library that wrote it.
def unfolded(content):
    return re.sub(r"\r?\n[ \t]", "", content).splitlines()


def test_file_holds_by_hand_what_a_calendar_needs(letters):
    register(in_china(), "nl", name="Anna", email="anna@example.org")
    lines = unfolded(files(letters[0][1])[0][1])
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "DTSTART;TZID=Asia/Shanghai:20310703T150000" in lines
    assert "DTEND;TZID=Asia/Shanghai:20310703T163000" in lines
    assert "SUMMARY:Rondetafel water" in lines


@pytest.mark.parametrize(
    ("day", "offset", "in_amsterdam"),
    [
        (dt.date(2031, 3, 29), 1, "29 maart 2031, 08:00 – 09:00 (Nederlandse tijd)"),
        (dt.date(2031, 3, 31), 2, "31 maart 2031, 09:00 – 10:00 (Nederlandse tijd)"),
        (dt.date(2031, 10, 25), 2, "25 oktober 2031, 09:00 – 10:00 (Nederlandse tijd)"),
        (dt.date(2031, 10, 27), 1, "27 oktober 2031, 08:00 – 09:00 (Nederlandse tijd)"),
    ],
)
def test_summer_time_moves_the_dutch_clock_and_not_the_chinese(day, offset, in_amsterdam):
    start = dt.datetime.combine(day, dt.time(15), SHANGHAI)
    event = in_china(starts_at=start, ends_at=start + dt.timedelta(hours=1))
    chinese, dutch = event_words.when(event)
    assert dutch == in_amsterdam
    assert "15:00 – 16:00 (Chinese tijd)" in chinese
    assert start.astimezone(AMSTERDAM).utcoffset() == dt.timedelta(hours=offset)


def test_meeting_over_midnight_in_china_gives_both_days():
    start = dt.datetime(2031, 1, 14, 16, 0, tzinfo=AMSTERDAM)
    event = EventFactory(form="online", starts_at=start, ends_at=start + dt.timedelta(hours=2))
    assert event_words.when(event) == [
        "14 januari 2031, 16:00 – 18:00 (Nederlandse tijd)",
        "14 januari 2031, 23:00 – 15 januari 2031, 01:00 (Chinese tijd)",
    ]


DUTCH, CHINESE = "Nederlandse tijd", "Chinese tijd"


@pytest.mark.parametrize(
    ("zone", "form", "on_pages", "by_mail"),
    [
        ("Europe/Amsterdam", "location", [DUTCH], [DUTCH, CHINESE]),
        ("Europe/Amsterdam", "online", [DUTCH, CHINESE], [DUTCH, CHINESE]),
        ("Europe/Amsterdam", "both", [DUTCH, CHINESE], [DUTCH, CHINESE]),
        ("Asia/Shanghai", "location", [CHINESE, DUTCH], [CHINESE, DUTCH]),
        ("Asia/Macau", "online", ["tijd in Macau", DUTCH], ["tijd in Macau", DUTCH]),
        (
            "Europe/London",
            "location",
            ["tijd in Londen", DUTCH, CHINESE],
            ["tijd in Londen", DUTCH, CHINESE],
        ),
    ],
)
def test_pages_give_the_clocks_that_say_something_and_mails_both(zone, form, on_pages, by_mail):
    event = EventFactory(zone=zone, form=form)

    def clocks(lines):
        return [re.search(r"\(([^)]+)\)$", line)[1] for line in lines]

    assert clocks(event_words.when(event)) == on_pages
    assert clocks(event_words.when_by_mail(event)) == by_mail


def test_agenda_tells_the_chinese_clock_where_it_says_something(client):
    near, far = EventFactory(form="location"), EventFactory(form="online")
    rows = {one["event"]: one["when"] for one in client.get("/agenda/").context["coming"]}
    assert [len(rows[one]) for one in (near, far)] == [1, 2]
    assert CHINESE not in client.get(near.get_absolute_url()).text
    assert CHINESE in client.get(far.get_absolute_url()).text


def test_mail_for_a_meeting_in_the_netherlands_gives_both_clocks(letters):
    start = dt.datetime(2031, 1, 14, 15, 0, tzinfo=AMSTERDAM)
    event = in_china(
        zone="Europe/Amsterdam",
        form="location",
        starts_at=start,
        ends_at=start + dt.timedelta(hours=1),
    )
    register(event, "nl", name="Anna", email="anna@example.org")
    text = plain(letters[0][1])
    assert "14 januari 2031, 15:00 – 16:00 (Nederlandse tijd)" in text
    assert "14 januari 2031, 22:00 – 23:00 (Chinese tijd)" in text


def test_change_is_mailed_to_who_comes_and_who_waits_and_renews_the_file(letters):
    event = in_china()
    register(event, "nl", name="Anna", email="anna@example.org")
    register(event, "nl", name="Bea", email="bea@example.org")
    letters.clear()
    event.venue = "Havenhuis"
    event.save()
    actions.tell_change(event=event, changed=["description_nl"], at=timezone.now(), site=SITE)
    assert letters == []
    actions.tell_change(event=event, changed=["venue"], at=timezone.now(), site=SITE)
    assert [to for to, _letter in letters] == [["anna@example.org"], ["bea@example.org"]]
    text = plain(letters[0][1])
    assert "Havenhuis" in text
    assert "meet.example" not in plain(letters[1][1])


def test_calling_off_mails_a_file_that_takes_it_out_of_calendars(letters, staff):
    event = in_china()
    register(event, "nl", name="Anna", email="anna@example.org")
    letters.clear()
    actions.cancel(event=event, by=staff, site=SITE)
    [(_to, letter)] = letters
    assert letter["Subject"] == "Afgelast: Rondetafel water"
    [meeting] = Calendar.from_ical(files(letter)[0][1]).walk("VEVENT")
    assert str(meeting["status"]) == "CANCELLED"


def test_official_is_mailed_at_the_address_of_the_account(letters):
    event = in_china(audience="chatham")
    register(event, "en", user=UserFactory(email="piet@example.org"))
    [(receivers, letter)] = letters
    assert receivers == ["piet@example.org"]
    assert f"{SITE}/en/my/agenda/rondetafel-water/" in plain(letter)


def test_reminder_goes_once_to_who_has_a_place_also_after_a_day_of_standstill(letters, settings):
    settings.SITE_URL = SITE
    long_ago = timezone.now() - dt.timedelta(days=5)
    soon, far = EventFactory(starts_at=in_days(0.5)), EventFactory(starts_at=in_days(5))
    begun = EventFactory(starts_at=in_days(-0.01))
    for event in (soon, far, begun):
        RegistrationFactory(event=event, registered_at=long_ago, email=f"a{event.pk}@example.org")
    RegistrationFactory(event=soon, registered_at=long_ago, state="waiting")
    RegistrationFactory(event=soon, email="net@example.org")
    for _run in range(2):
        call_command("send_event_reminders")
    assert [to for to, _letter in letters] == [[f"a{soon.pk}@example.org"]]
    assert len(files(letters[0][1])) == 1


def test_mail_that_tells_again_goes_to_who_registers_twice(letters):
    event = in_china()
    for _time in range(2):
        register(event, "nl", name="Anna", email="anna@example.org")
    assert [one["Subject"] for _to, one in letters] == ["U hebt een plaats: Rondetafel water"] * 2
