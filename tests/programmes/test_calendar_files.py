"""Every calendar file that the portal gives, read by code that did not write it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Exchange
from programmes.actions import events as actions
from tests.factories.events import EventFactory
from tests.factories.partnerships import ExchangeFactory, ThemeFactory
from tests.partnerships.calendar_reading import attached, meetings, only, read, version
from tests.test_visibility import patterns

pytestmark = pytest.mark.django_db
TYPE = "text/calendar; charset=utf-8"
HALF_PAST_THREE = dt.time(15, 30)
HARD = "Haven, kade; \\ sluis 水 🌊"
FILES = {
    "agenda",
    "event-calendar",
    "my-event-calendar",
    "my-exchange-calendar",
    "my-exchanges-calendar",
}


def content_of(client, name, *args, query=""):
    answer = client.get(reverse(name, args=args) + query)
    assert (answer.status_code, answer["Content-Type"]) == (200, TYPE)
    return answer.content


def meeting_at(zone, day, **values):
    """Return a meeting of one and a half hours from half past three, by the clock of a zone."""
    start = dt.datetime.combine(day, HALF_PAST_THREE, ZoneInfo(zone))
    given = {"zone": zone, "starts_at": start, "ends_at": start + dt.timedelta(minutes=90)}
    return EventFactory(**given | {"title_nl": HARD, "description_nl": f"{HARD}\n{HARD}"} | values)


def test_every_calendar_file_is_read_here():
    given = {one.name for one in patterns() if str(one.pattern).endswith(".ics")}
    assert given == FILES


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Asia/Shanghai"])
@pytest.mark.parametrize("month", [1, 7])
@pytest.mark.parametrize("name", ["event-calendar", "my-event-calendar", "agenda"])
def test_meeting_has_its_hours_zone_and_texts_in_every_file(official_client, name, month, zone):
    event = meeting_at(zone, dt.date(2031, month, 14), link="https://meet.example/x")
    args = [] if name == "agenda" else [event.slug]
    content = content_of(official_client, name, *args)
    meeting = only(content)
    start = meeting.dtstart.value
    assert (start, meeting.dtend.value) == (event.starts_at, event.ends_at)
    assert (start.date(), start.time()) == (dt.date(2031, month, 14), HALF_PAST_THREE)
    hours = {"Asia/Shanghai": 8, "Europe/Amsterdam": 2 if month == 7 else 1}[zone]
    assert start.utcoffset() == dt.timedelta(hours=hours)
    assert meeting.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == [zone]
    assert meeting.summary.value == HARD
    assert meeting.description.value.startswith(f"{HARD}\n{HARD}")
    assert ("meet.example" in content.decode()) is (name == "my-event-calendar")
    assert meeting.dtstamp.value == event.updated_at.replace(microsecond=0)
    assert (meeting.status.value, read(content).method.value) == ("CONFIRMED", "PUBLISH")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Water", "Overheid", "Toen"}),
        ("?when=coming", {"Water", "Overheid"}),
        ("?when=past", {"Toen"}),
        ("?kind=webinar", {"Water"}),
        ("?audience=authorities", {"Overheid"}),
        ("?theme=water&when=coming", {"Water"}),
        ("?kind=mission", set()),
    ],
)
def test_subscription_holds_what_its_filters_say(client, query, expected):
    day = timezone.now().replace(microsecond=0)
    for number, (title, days, values) in enumerate(
        (
            ("Water", 9, {"kind": "webinar", "zone": "Asia/Shanghai"}),
            ("Overheid", 5, {"audience": "authorities"}),
            ("Toen", -9, {"zone": "Europe/London"}),
        )
    ):
        event = EventFactory(
            title_nl=title, slug=f"m{number}", starts_at=day + dt.timedelta(days=days), **values
        )
        if title == "Water":
            event.themes.add(ThemeFactory(slug="water"))
    calendar = read(content_of(client, "agenda", query=query))
    assert {one.summary.value for one in meetings(calendar)} == expected


def changed_later(event, minutes, **values):
    """Save a change of a meeting some minutes from now."""
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes), tick=False):
        for name, value in values.items():
            setattr(event, name, value)
        event.save()


def test_change_keeps_the_name_and_raises_the_number(client):
    event = EventFactory()
    seen = [only(content_of(client, "event-calendar", event.slug))]
    changed_later(event, 5, title_nl="Nieuwe titel")
    seen.append(only(content_of(client, "event-calendar", event.slug)))
    changed_later(event, 9, starts_at=event.starts_at - dt.timedelta(hours=1))
    seen.append(only(content_of(client, "event-calendar", event.slug)))
    assert {one.uid.value for one in seen} == {f"event-{event.pk}@chinapoort"}
    numbers = [version(one) for one in seen]
    assert numbers == sorted(set(numbers))
    stamps = [one.dtstamp.value for one in seen]
    assert stamps == sorted(set(stamps))


def test_meeting_that_is_called_off_says_so_to_who_subscribed(client, staff):
    event = EventFactory()
    before = version(only(content_of(client, "agenda")))
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5), tick=False):
        actions.cancel(event=event, by=staff)
    content = content_of(client, "agenda")
    assert (read(content).method.value, only(content).status.value) == ("PUBLISH", "CANCELLED")
    assert version(only(content)) > before


@pytest.mark.django_db(transaction=True)
def test_mail_puts_a_meeting_in_a_calendar_renews_it_and_takes_it_away(letters, staff):
    event = meeting_at("Asia/Shanghai", dt.date(2031, 7, 3), slug="water")
    now = timezone.now()
    given = {"name": "Anna", "email": "anna@example.org", "language": "zh-hans", "site": ""}
    actions.register(event=event, at=now, **given)
    changed_later(event, 5, venue="Havenhuis, kade 3; 水")
    actions.tell_change(event=event, changed=["venue"], at=now, site="")
    with time_machine.travel(now + dt.timedelta(minutes=9), tick=False):
        actions.cancel(event=event, by=staff, site="")
    files = [attached(letter) for _to, letter in letters]
    assert [[one[:2] for one in some] for some in files] == [
        [("text/calendar", "PUBLISH")],
        [("text/calendar", "PUBLISH")],
        [("text/calendar", "CANCEL")],
    ]
    calendars = [read(content) for [(_type, _method, content)] in files]
    assert [one.method.value for one in calendars] == ["PUBLISH", "PUBLISH", "CANCEL"]
    sent = [only(content) for [(_type, _method, content)] in files]
    assert [one.status.value for one in sent] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert {one.uid.value for one in sent} == {f"event-{event.pk}@chinapoort"}
    assert [version(one) for one in sent] == sorted({version(one) for one in sent})
    assert {one.dtstart.value for one in sent} == {event.starts_at}
    assert sent[1].location.value == "Havenhuis, kade 3; 水"


def test_exchanges_of_an_authority_are_whole_days(official_client, membership):
    day = timezone.localdate() + dt.timedelta(days=20)
    row = ExchangeFactory(
        agreement=None,
        authority=membership.authority,
        state="planned",
        publication="draft",
        from_on=day,
        until_on=day + dt.timedelta(days=5),
        title_nl=HARD,
    )
    row.authorities.set([membership.authority])
    for name, args in (("my-exchange-calendar", [row.pk]), ("my-exchanges-calendar", [])):
        visit = only(content_of(official_client, name, *args))
        assert visit.uid.value == f"exchange-{row.pk}@chinapoort"
        assert (visit.dtstart.value, visit.dtend.value) == (day, day + dt.timedelta(days=6))
        assert (visit.summary.value, visit.status.value) == (HARD, "TENTATIVE")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5), tick=False):
        Exchange.objects.get(pk=row.pk).save()
    later = only(content_of(official_client, "my-exchange-calendar", row.pk))
    assert version(later) > version(visit)
