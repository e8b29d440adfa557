"""Registering for a meeting: never more people than places, in order, once each."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from partnerships.actions.retention import apply_retention
from programmes.actions import events as actions
from programmes.models import Event, Registration
from tests.factories.events import EventFactory, RegistrationFactory, in_days
from tests.factories.partnerships import UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now


def register(event, number=1, **values):
    given = {"name": f"Bezoeker {number}", "email": f"bezoeker{number}@example.org"} | values
    return actions.register(event=event, at=NOW(), language="nl", site="", **given)


def withdraw(registration):
    return actions.withdraw(registration=registration, at=NOW(), site="")


def states(event):
    """Return who stands where, in order."""
    rows = event.registrations.order_by("number")
    return [(one.number, one.state) for one in rows]


def test_last_place_is_given_and_the_next_waits():
    event = EventFactory(capacity=2)
    for number in (1, 2, 3, 4):
        register(event, number)
    assert states(event) == [(1, "placed"), (2, "placed"), (3, "waiting"), (4, "waiting")]


def test_without_a_limit_everybody_has_a_place():
    event = EventFactory(capacity=None)
    for number in range(5):
        register(event, number)
    assert {state for _number, state in states(event)} == {"placed"}


def test_freed_place_goes_to_who_waits_longest():
    event = EventFactory(capacity=1)
    first, *_others = [register(event, number) for number in (1, 2, 3)]
    withdraw(first)
    assert states(event) == [(1, "cancelled"), (2, "placed"), (3, "waiting")]


def test_withdrawing_twice_frees_one_place():
    event = EventFactory(capacity=1)
    first, *_others = [register(event, number) for number in (1, 2, 3)]
    withdraw(first)
    withdraw(first)
    assert states(event) == [(1, "cancelled"), (2, "placed"), (3, "waiting")]


def test_who_waits_withdraws_without_moving_others():
    event = EventFactory(capacity=1)
    _first, second, _third = [register(event, number) for number in (1, 2, 3)]
    withdraw(second)
    assert states(event) == [(1, "placed"), (2, "cancelled"), (3, "waiting")]


def test_one_mailbox_registers_once_in_whatever_capitals():
    event = EventFactory(capacity=5)
    first = register(event, email="Anna@Example.org")
    assert register(event, 2, email="anna@example.ORG") == first
    assert states(event) == [(1, "placed")]


def test_official_who_registered_by_mailbox_is_not_counted_again():
    event, user = EventFactory(capacity=5), UserFactory(email="piet@example.org")
    first = register(event, email="Piet@example.org")
    assert register(event, user=user, name="", email="") == first


def test_who_withdrew_comes_back_at_the_end():
    event = EventFactory(capacity=1)
    first = register(event, 1)
    register(event, 2)
    withdraw(first)
    register(event, 1)
    assert states(event) == [(1, "cancelled"), (2, "placed"), (3, "waiting")]


@pytest.mark.parametrize(
    "values",
    [
        {"publication": "draft"},
        {"registration_opens_at": in_days(1)},
        {"registration_closes_at": in_days(-1)},
        {"starts_at": in_days(-1)},
    ],
)
def test_registration_that_is_not_open_is_refused(values):
    event = EventFactory(**values)
    with pytest.raises(ValidationError) as error:
        register(event)
    assert error.value.code == "closed"
    assert not event.registrations.exists()


def test_last_second_counts_and_the_next_does_not():
    event = EventFactory(registration_closes_at=in_days(1))
    second = dt.timedelta(seconds=1)
    assert event.accepts(at=event.registration_closes_at - second)
    assert not event.accepts(at=event.registration_closes_at)


def test_more_places_are_filled_from_the_waiting_list():
    event = EventFactory(capacity=1)
    for number in (1, 2, 3):
        register(event, number)
    Event.objects.filter(pk=event.pk).update(capacity=2)
    actions.tell_change(event=event, changed=["capacity"], at=NOW(), site="")
    assert states(event) == [(1, "placed"), (2, "placed"), (3, "waiting")]


def test_place_of_who_was_erased_is_given_by_the_command():
    event = EventFactory(capacity=1)
    first, *_others = [register(event, number) for number in (1, 2, 3)]
    first.delete()
    assert actions.fill_waiting_lists(at=NOW(), site="") == 1
    assert actions.fill_waiting_lists(at=NOW(), site="") == 0
    assert states(event) == [(2, "placed"), (3, "waiting")]


def test_capacity_below_the_people_who_come_is_refused_in_words():
    event = EventFactory(capacity=3)
    register(event, 1)
    register(event, 2)
    event.capacity = 1
    with pytest.raises(ValidationError) as error:
        event.full_clean()
    assert error.value.messages == ["Er hebben al meer mensen een plaats."]


def test_person_is_taken_out_ninety_days_after_the_meeting():
    long_ago = EventFactory(starts_at=in_days(-91))
    lately = EventFactory(starts_at=in_days(-89))
    old, young = (RegistrationFactory(event=one, name="Anna") for one in (long_ago, lately))
    by_account = RegistrationFactory(event=long_ago, name="", email="", user=UserFactory())
    assert apply_retention(now=NOW())["participants"] == 2
    for one in (old, young, by_account):
        one.refresh_from_db()
    assert (old.name, old.email, old.state) == ("", "", "placed")
    assert by_account.user is None
    assert young.name == "Anna"


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
class TestAtOnce:
    """Many at the same moment, each with a connection of their own."""

    PEOPLE, PLACES = 12, 5

    def all_at_once(self, act, people):
        barrier = Barrier(people)

        def run(number):
            barrier.wait(timeout=30)
            try:
                return act(number)
            finally:
                connection.close()

        with ThreadPoolExecutor(people) as pool:
            return list(pool.map(run, range(1, people + 1)))

    def test_twelve_people_and_five_places(self):
        event = EventFactory(capacity=self.PLACES)
        self.all_at_once(lambda number: register(event, number).pk, self.PEOPLE)
        assert [number for number, _state in states(event)] == [*range(1, self.PEOPLE + 1)]
        assert [state for _number, state in states(event)] == ["placed"] * 5 + ["waiting"] * 7
        mailboxes = Registration.objects.values_list("email", flat=True)
        assert len(set(mailboxes)) == self.PEOPLE

    def test_one_person_pressing_twelve_times_is_registered_once(self):
        event = EventFactory(capacity=self.PLACES)
        same = {"email": "anna@example.org"}
        keys = self.all_at_once(lambda number: register(event, number, **same).pk, self.PEOPLE)
        assert len(set(keys)) == 1
        assert states(event) == [(1, "placed")]

    def test_everybody_with_a_place_leaving_brings_in_who_waited(self):
        event = EventFactory(capacity=self.PLACES)
        rows = [register(event, number) for number in range(1, 13)]
        self.all_at_once(lambda number: withdraw(rows[number - 1]).pk, self.PLACES)
        expected = ["cancelled"] * 5 + ["placed"] * 5 + ["waiting"] * 2
        assert [state for _number, state in states(event)] == expected

    def test_plain_writes_at_once_are_held_to_the_places_by_the_database(self):
        event = EventFactory(capacity=self.PLACES)

        def write(number):
            try:
                with transaction.atomic():
                    RegistrationFactory(event=event, number=number)
            except IntegrityError as error:
                return error.__cause__.diag.constraint_name
            return "placed"

        answers = self.all_at_once(write, self.PEOPLE)
        assert sorted(answers) == ["placed"] * 5 + ["programmes_registration_fits_capacity"] * 7
        assert event.registrations.count() == self.PLACES

    def test_reminders_sent_by_three_runs_at_once_go_out_once(self, letters):
        event = EventFactory(starts_at=in_days(1))
        day = dt.timedelta(days=2)
        for _number in range(3):
            RegistrationFactory(event=event, registered_at=NOW() - day)
        sent = self.all_at_once(lambda _number: actions.send_reminders(at=NOW(), site=""), 3)
        assert (sum(sent), len(letters)) == (3, 3)
