"""Every kind of mail about calls and surveys: what is done, and what its reader gets.

The portal mails officials and staff in Dutch, whoever does what in whatever language.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from programmes.actions import calls, enrolments
from programmes.actions.survey_reminders import send_survey_reminders
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import CallFactory, EnrolmentFactory
from tests.factories.partnerships import UserFactory
from tests.factories.surveys import SurveyFactory

from .mails import SITE

OFFICIAL, DESK = "piet@example.org", "desk@example.org"
OPENED, CLOSES = "2030-04-01T00:00+02:00", "2030-06-01T00:00+02:00"
BEFORE = dt.datetime.fromisoformat("2030-05-29T12:00+02:00")


def moment(text):
    return dt.datetime.fromisoformat(text)


def an_official():
    return MembershipFactory(role="coordinator", authority__name="Rotterdam", user__email=OFFICIAL)


def an_enrolment(**values):
    call = CallFactory(
        title_nl="Havenweek",
        title_en="Port week",
        title_zh_hans="港口周",
        opens_at=timezone.now() - dt.timedelta(days=9),
        closes_at=moment(CLOSES),
        decision_on=dt.date(2030, 7, 1),
    )
    return EnrolmentFactory(call=call, authority=an_official().authority, **values)


def hand_in():
    row, by = an_enrolment(), UserFactory()
    enrolments.submit(enrolment=row, by=by, at=timezone.now(), site=SITE)


def take_back():
    row = an_enrolment(submitted=True)
    enrolments.withdraw(enrolment=row, by=UserFactory(), at=timezone.now())


def ask():
    row = an_enrolment(submitted=True)
    given = {"by": UserFactory(), "at": timezone.now(), "questions": "Wat bedoelt u?"}
    enrolments.return_(enrolment=row, **given)


def decide(to):
    def act():
        row = an_enrolment(submitted=True, state="eligible")
        given = {"by": UserFactory(), "at": timezone.now(), "feedback": "Zo is het."}
        enrolments.decide(enrolment=row, to=to, **given)

    return act


def extend():
    given = {"by": UserFactory(), "at": timezone.now(), "site": SITE}
    last_on = dt.date(2030, 6, 15)
    calls.extend(call=an_enrolment().call, last_on=last_on, reason="Feestdagen.", **given)


def remind():
    an_enrolment()
    calls.remind(at=BEFORE, site=SITE)


def ask_again(day):
    def act():
        SurveyFactory(
            title_nl="Wat u nodig hebt",
            title_en="What you need",
            title_zh_hans="您的需求",
            targets=[an_official().authority],
            opens_at=moment(OPENED),
            closes_at=moment(CLOSES),
        )
        send_survey_reminders(at=moment(f"2030-{day}T12:00+02:00"))

    return act


@dataclass(frozen=True)
class Kind:
    """A template, what is done, who reads, the subject, and words of the text."""

    template: str
    act: object
    reader: str
    subject: str
    words: tuple


OF_CALL = "de aanmelding van Rotterdam voor Havenweek"
OFFICIALS = [
    Kind(
        "emails/enrolments/receipt.txt",
        hand_in,
        OFFICIAL,
        f"Ontvangen: {OF_CALL}",
        (
            "Wij hebben de aanmelding van Rotterdam voor “Havenweek” ontvangen op",
            "1 juli 2030",
            f"{SITE}/mijn/aanmeldingen/",
        ),
    ),
    Kind(
        "emails/enrolments/arrived.txt",
        hand_in,
        DESK,
        "Nieuwe aanmelding: Rotterdam voor Havenweek",
        ("Rotterdam heeft een aanmelding voor “Havenweek” ingediend.", f"{SITE}/beheer/"),
    ),
    Kind(
        "emails/enrolments/withdrawn.txt",
        take_back,
        DESK,
        f"Ingetrokken: {OF_CALL}",
        ("Rotterdam heeft de aanmelding voor “Havenweek” ingetrokken.", f"{SITE}/beheer/"),
    ),
    Kind(
        "emails/enrolments/returned.txt",
        ask,
        OFFICIAL,
        "Vragen over uw aanmelding voor Havenweek",
        ("Wij hebben vragen over de aanmelding", "Wat bedoelt u?", f"{SITE}/mijn/aanmeldingen/"),
    ),
    *(
        Kind(
            "emails/enrolments/decision.txt",
            decide(to),
            OFFICIAL,
            f"Besluit over {OF_CALL}",
            (f"Rotterdam {told} “Havenweek”.", "Zo is het.", f"{SITE}/mijn/aanmeldingen/"),
        )
        for to, told in (
            ("selected", "is geselecteerd voor"),
            ("reserve", "staat op de reservelijst van"),
            ("rejected", "is niet geselecteerd voor"),
        )
    ),
    Kind(
        "emails/enrolments/extended.txt",
        extend,
        OFFICIAL,
        "Meer tijd: Havenweek sluit later",
        ("“Havenweek” is verlengd.", "15 juni 2030", "Waarom: Feestdagen.", f"{SITE}/mijn/"),
    ),
    Kind(
        "emails/enrolments/reminder.txt",
        remind,
        OFFICIAL,
        "Uw aanmelding voor Havenweek is nog niet ingediend",
        ("Rotterdam heeft een concept", "31 mei 2030", f"{SITE}/mijn/aanmeldingen/"),
    ),
    *(
        Kind(
            "emails/surveys/reminder.txt",
            ask_again(day),
            OFFICIAL,
            subject,
            (
                "Wij willen weten wat u nodig hebt.",
                "1 juni 2030",
                f"{SITE}/mijn/behoefteonderzoek/",
            ),
        )
        for day, subject in (
            ("04-02", "Wat heeft Rotterdam nodig? Wat u nodig hebt"),
            ("05-29", "Nog geen antwoord van Rotterdam: Wat u nodig hebt"),
        )
    ),
]
