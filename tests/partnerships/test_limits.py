"""How often somebody may do something: every limit is kept, and a refusal uses up no other one."""

import pytest

from partnerships.base.limits import is_within

pytestmark = pytest.mark.django_db
HOUR = 3600


def asked(address, mailbox):
    return is_within(("address", address, 3, HOUR), ("mailbox", mailbox, 2, HOUR))


def test_the_turns_of_each_limit_are_counted_apart():
    answers = [asked("10.0.0.1", mailbox) for mailbox in ("a@x.nl", "a@x.nl", "a@x.nl", "b@x.nl")]
    assert answers == [True, True, False, True]
    # Three turns of the address are taken, for the refused one took none.
    assert (asked("10.0.0.1", "c@x.nl"), asked("10.0.0.2", "c@x.nl")) == (False, True)


def test_capitals_and_spaces_make_nobody_somebody_else():
    assert [asked("10.0.0.1", mailbox) for mailbox in ("a@x.nl", "A@X.nl", " a@x.nl ")] == [
        True,
        True,
        False,
    ]


def test_all_limits_are_asked_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert asked("10.0.0.1", "a@x.nl")


def test_who_it_was_is_kept_scrambled(django_assert_num_queries):
    with django_assert_num_queries(1) as asked_of:
        asked("10.0.0.1", "anna@example.org")
    assert "anna@example.org" not in asked_of[0]["sql"]
    assert "10.0.0.1" not in asked_of[0]["sql"]
