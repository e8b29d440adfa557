"""Every kind of mail about meetings: what is done, and what its reader gets in which language."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from programmes.actions import event_mails as kinds
from programmes.actions import events as actions
from tests.factories.events import EventFactory, RegistrationFactory, in_days
from tests.factories.partnerships import UserFactory

SITE = "https://portaal.example"
READER = "anna@example.org"
TITLES = {"nl": "Rondetafel water", "en": "Round table on water", "zh-hans": "水圆桌会议"}
CLOCKS = {
    "nl": (
        "3 juli 2031, 15:00 – 16:30 (Chinese tijd)",
        "3 juli 2031, 09:00 – 10:30 (Nederlandse tijd)",
    ),
    "en": (
        "3 July 2031, 15:00 – 16:30 (Chinese time)",
        "3 July 2031, 09:00 – 10:30 (Dutch time)",
    ),
    "zh-hans": ("2031年7月3日 15:00 – 16:30（中国时间）", "2031年7月3日 09:00 – 10:30（荷兰时间）"),
}
PAGES = {"nl": "/agenda/water/", "en": "/en/agenda/water/", "zh-hans": "/zh-hans/agenda/water/"}


def a_meeting():
    start = dt.datetime(2031, 7, 3, 15, tzinfo=ZoneInfo("Asia/Shanghai"))
    return EventFactory(
        title_nl=TITLES["nl"],
        title_en=TITLES["en"],
        title_zh_hans=TITLES["zh-hans"],
        slug="water",
        zone="Asia/Shanghai",
        form="both",
        venue="Waterhuis, 水街 3",
        link="https://meet.example/water",
        starts_at=start,
        ends_at=start + dt.timedelta(minutes=90),
        registration_opens_at=in_days(-1),
        capacity=1,
    )


def come(event, language, email=READER):
    given = {"name": "Anna", "email": email, "language": language, "site": SITE}
    return actions.register(event=event, at=timezone.now(), **given)


def get_a_place(language):
    come(a_meeting(), language)


def wait(language):
    event = a_meeting()
    come(event, "nl", "eerst@example.org")
    come(event, language)


def get_what_came_free(language):
    event = a_meeting()
    first = come(event, "nl", "eerst@example.org")
    come(event, language)
    actions.withdraw(registration=first, at=timezone.now(), site=SITE)


def withdraw(language):
    row = come(a_meeting(), language)
    actions.withdraw(registration=row, at=timezone.now(), site=SITE)


def hear_of_a_change(language):
    event = a_meeting()
    come(event, language)
    actions.tell_change(event=event, changed=["starts_at"], at=timezone.now(), site=SITE)


def hear_that_it_is_off(language):
    event = a_meeting()
    come(event, language)
    actions.cancel(event=event, by=UserFactory(), site=SITE)


def be_reminded(language):
    event = a_meeting()
    RegistrationFactory(event=event, language=language, email=READER)
    actions.send_reminders(at=event.starts_at - dt.timedelta(days=1), site=SITE)


@dataclass(frozen=True)
class Kind:
    """What is done, the method of the file, and by language the subject and a sentence."""

    act: object
    method: str
    words: dict


MEETINGS = {
    kinds.PLACED: Kind(
        get_a_place,
        "PUBLISH",
        {
            "nl": ("U hebt een plaats: ", "U bent aangemeld en er is een plaats voor u."),
            "en": ("You have a place: ", "You are registered, and there is a place for you."),
            "zh-hans": ("您已获得名额：", "您已报名成功并获得名额。"),
        },
    ),
    kinds.WAITING: Kind(
        wait,
        "",
        {
            "nl": ("Op de wachtlijst: ", "Alle plaatsen zijn bezet."),
            "en": ("On the waiting list: ", "All places are taken."),
            "zh-hans": ("已列入候补：", "名额已满。"),
        },
    ),
    kinds.FREED: Kind(
        get_what_came_free,
        "PUBLISH",
        {
            "nl": (
                "Er is een plaats voor u vrijgekomen: ",
                "U stond op de wachtlijst en hebt nu een plaats.",
            ),
            "en": (
                "A place came free for you: ",
                "You were on the waiting list and now have a place.",
            ),
            "zh-hans": ("已为您空出名额：", "您曾在候补名单上，现已获得名额。"),
        },
    ),
    kinds.WITHDRAWN: Kind(
        withdraw,
        "",
        {
            "nl": ("Niet meer aangemeld: ", "U bent niet meer aangemeld voor deze bijeenkomst."),
            "en": ("No longer registered: ", "You are no longer registered for this meeting."),
            "zh-hans": ("已取消报名：", "您已取消本会议的报名。"),
        },
    ),
    kinds.CHANGED: Kind(
        hear_of_a_change,
        "PUBLISH",
        {
            "nl": ("Gewijzigd: ", "De tijd of de plaats van deze bijeenkomst is gewijzigd."),
            "en": ("Changed: ", "The time or the place of this meeting has changed."),
            "zh-hans": ("会议变更：", "本会议的时间或地点有变。"),
        },
    ),
    kinds.CALLED_OFF: Kind(
        hear_that_it_is_off,
        "CANCEL",
        {
            "nl": ("Afgelast: ", "Deze bijeenkomst is afgelast."),
            "en": ("Called off: ", "This meeting is called off."),
            "zh-hans": ("会议取消：", "本会议已取消。"),
        },
    ),
    kinds.REMINDER: Kind(
        be_reminded,
        "PUBLISH",
        {
            "nl": ("Binnenkort: ", "U hebt een plaats bij deze bijeenkomst"),
            "en": ("Soon: ", "You have a place at this meeting"),
            "zh-hans": ("即将举行：", "您已获得本会议的名额，会议即将开始。"),
        },
    ),
}
