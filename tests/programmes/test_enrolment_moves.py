"""An enrolment goes its way by its door alone: each step allowed or refused, mailed and noted."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone, translation

from programmes.actions import enrolments
from programmes.models import Enrolment, Participation
from programmes.models.deadlines import end_of
from programmes.models.enrolments import MOVES, EnrolmentState
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import (
    CallFactory,
    CallQuestionFactory,
    EnrolmentAnswerFactory,
    EnrolmentFactory,
)
from tests.factories.partnerships import (
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    UserFactory,
)

SITE = "https://portaal.example"
SECOND = dt.timedelta(seconds=1)


def in_state(state, **values):
    if state in ("draft", "withdrawn"):
        return EnrolmentFactory(state=state, **values)
    decided = {"decided_by": UserFactory(), "decided_at": timezone.now(), "feedback": "Zo is het."}
    more = decided if state in ("selected", "reserve", "rejected") else {}
    return EnrolmentFactory(submitted=True, state=state, **more, **values)


def step(row, to, by):
    """Ask for a step by the action that belongs to it."""
    at = timezone.now()
    if to == "submitted":
        return enrolments.submit(enrolment=row, by=by, at=at, site=SITE)
    if to == "returned":
        return enrolments.return_(enrolment=row, by=by, at=at, questions="Wat bedoelt u?")
    if to == "eligible":
        return enrolments.mark_eligible(enrolment=row, by=by, at=at)
    if to == "withdrawn":
        return enrolments.withdraw(enrolment=row, by=by, at=at)
    return enrolments.decide(enrolment=row, to=to, by=by, at=at, feedback="Zo is het.")


STEPS = [(one, to) for one in EnrolmentState for to in EnrolmentState if to != "draft"]


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "to"), STEPS)
def test_each_step_is_taken_or_refused_as_the_table_says(before, to):
    row, by = in_state(before), UserFactory()
    if to in MOVES[before]:
        step(row, to, by)
        last = row.moves.get()
        assert (last.from_state, last.to_state, last.moved_by) == (before, to, by)
    else:
        with pytest.raises(ValidationError, match="kan niet"):
            step(row, to, by)
        assert not row.moves.exists()
    row.refresh_from_db()
    assert row.state == (to if to in MOVES[before] else before)


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2021-05-31", "2026-03-28", "2026-03-29", "2026-10-25"])
def test_last_second_counts_and_the_next_keeps_the_draft(day):
    closes = end_of(dt.date.fromisoformat(day))
    call = CallFactory(opens_at=closes - dt.timedelta(days=40), closes_at=closes)
    late, timely = EnrolmentFactory(call=call), EnrolmentFactory(call=call)
    by = UserFactory()
    with pytest.raises(ValidationError) as refusal:
        enrolments.submit(enrolment=late, by=by, at=closes, site=SITE)
    assert refusal.value.code == "late"
    enrolments.submit(enrolment=timely, by=by, at=closes - SECOND, site=SITE)
    late.refresh_from_db()
    timely.refresh_from_db()
    assert (late.state, late.submitted_at) == ("draft", None)
    assert (timely.state, timely.submitted_at) == ("submitted", closes - SECOND)


@pytest.mark.django_db
def test_what_comes_before_the_call_opens_is_refused():
    row = EnrolmentFactory()
    early = row.call.opens_at - SECOND
    with pytest.raises(ValidationError, match="nog niet open"):
        enrolments.submit(enrolment=row, by=UserFactory(), at=early, site=SITE)


@pytest.mark.django_db
def test_answers_to_questions_of_staff_may_come_after_the_deadline():
    row = in_state("returned", call=CallFactory(closed=True))
    assert step(row, "submitted", UserFactory()).state == "submitted"


@pytest.mark.django_db
def test_enrolment_that_lacks_something_says_what():
    row = EnrolmentFactory(mandate_body="", has_consent=False)
    CallQuestionFactory(call=row.call, label_nl="Waarom doet u mee?")
    CallQuestionFactory(call=row.call, is_required=False)
    number = CallQuestionFactory(call=row.call, kind="number", label_nl="Hoeveel uur?")
    EnrolmentAnswerFactory(enrolment=row, question=number, value="")
    with pytest.raises(ValidationError) as refusal:
        step(row, "submitted", UserFactory())
    assert refusal.value.messages == [
        "Nog niet ingevuld: Waarom doet u mee?; Hoeveel uur?; het mandaat: wie besloot tot de "
        "aanmelding, en wanneer; de toestemming om dit te delen met wie beoordeelt. Vul het in en "
        "dien dan in."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("silence", ["", "  \n"])
def test_decision_without_feedback_and_return_without_question_are_refused(silence):
    row, given = in_state("eligible"), {"by": UserFactory(), "at": timezone.now()}
    with pytest.raises(ValidationError, match="Zeg wat de aanmelder"):
        enrolments.decide(enrolment=row, to="selected", feedback=silence, **given)
    with pytest.raises(ValidationError, match="Zeg wat"):
        enrolments.return_(enrolment=in_state("submitted"), questions=silence, **given)
    assert not Participation.objects.exists()


@pytest.mark.django_db
def test_selection_makes_the_applicants_take_part_as_a_cluster():
    row = in_state("eligible", division=ChineseDivisionFactory())
    other = LocalAuthorityFactory()
    row.co_applicants.add(other)
    decided = dt.datetime(2021, 9, 5, 22, 30, tzinfo=dt.UTC)
    given = {"by": UserFactory(), "at": decided, "feedback": "Zo is het."}
    with translation.override("en"):
        enrolments.decide(enrolment=row, to="selected", **given)
    rows = Participation.objects.order_by("pk")
    assert [(one.authority, one.division, one.state, one.cluster) for one in rows] == [
        (row.authority, row.division, "selected", str(row.authority)),
        (other, row.division, "selected", str(row.authority)),
    ]
    assert {(one.programme, one.valid_from, one.source) for one in rows} == {
        (
            row.call.programme,
            "2021-09-06",
            f"Besluit van 6 september 2021 over de oproep “{row.call.title_nl}”",
        )
    }


@pytest.mark.django_db
def test_selection_of_one_alone_has_no_cluster_and_makes_no_second_participation():
    row = in_state("eligible", division=ChineseDivisionFactory())
    again = {"programme": row.call.programme, "authority": row.authority, "division": row.division}
    Participation.objects.create(**again)
    step(row, "selected", UserFactory())
    assert Participation.objects.get().cluster == ""


@pytest.mark.django_db
def test_withdrawn_enrolment_makes_room_for_another():
    row = EnrolmentFactory()
    assert enrolments.begin(call=row.call, authority=row.authority) == row
    step(row, "withdrawn", UserFactory())
    assert enrolments.begin(call=row.call, authority=row.authority) != row
    assert Enrolment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_receipt_and_decision_are_mailed_to_who_sent_it_and_who_coordinates(letters, settings):
    settings.STAFF_EMAIL, settings.SITE_URL = "desk@example.org", SITE
    row = EnrolmentFactory()
    sender = MembershipFactory(authority=row.authority).user
    chief = MembershipFactory(authority=row.authority, role="coordinator").user
    MembershipFactory(authority=row.authority, role="reader")
    step(row, "submitted", sender)
    own = {sender.email, chief.email}
    assert {to for [to], _letter in letters} == own | {"desk@example.org"}
    receipt = next(letter for [to], letter in letters if to == sender.email)
    assert receipt["Subject"] == f"Ontvangen: de aanmelding van {row.authority} voor {row.call}"
    body = receipt.get_body(("plain",)).get_content()
    assert f"{SITE}/mijn/aanmeldingen/{row.pk}/" in body
    letters.clear()
    for to in ("returned", "submitted", "eligible"):
        step(row, to, sender)
    letters.clear()
    step(row, "rejected", UserFactory())
    assert {to for [to], _letter in letters} == own
    body = letters[0][1].get_body(("plain",)).get_content()
    assert f"{row.authority} is niet geselecteerd voor “{row.call}”." in body
    assert "Zo is het." in body


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_are_one(letters, settings):
    settings.STAFF_EMAIL = "desk@example.org"
    row, by = EnrolmentFactory(), UserFactory()
    together = Barrier(2)

    def send(_number):
        try:
            together.wait(timeout=10)
            enrolments.submit(enrolment=row, by=by, at=timezone.now(), site=SITE)
        except ValidationError as error:
            return error.code
        finally:
            connection.close()
        return "submitted"

    with ThreadPoolExecutor(2) as senders:
        assert sorted(senders.map(send, range(2))) == ["move", "submitted"]
    assert row.moves.count() == 1
    assert sorted(to for [to], _letter in letters) == sorted([by.email, "desk@example.org"])


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_begin_at_once_begin_one_enrolment():
    call, authority = CallFactory(), LocalAuthorityFactory()
    together = Barrier(2)

    def begin(_number):
        try:
            together.wait(timeout=10)
            return enrolments.begin(call=call, authority=authority).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as colleagues:
        assert len(set(colleagues.map(begin, range(2)))) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_mail_server_that_is_away_leaves_an_enrolment_handed_in(settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    # Port 1 of this machine: nobody listens there.
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    row = EnrolmentFactory()
    enrolments.submit(enrolment=row, by=UserFactory(), at=timezone.now(), site=SITE)
    row.refresh_from_db()
    assert (row.state, row.moves.count()) == ("submitted", 1)
    assert "ConnectionRefusedError" in caplog.text
