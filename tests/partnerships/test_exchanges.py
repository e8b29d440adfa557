"""Exchanges themselves: their one door, who sees which, and who goes the same way."""

import datetime as dt
import itertools

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction

from partnerships.models import Commitment, Exchange, ExchangeMessage
from partnerships.models.exchange_choices import STEPS, ExchangeState
from tests.factories.accounts import MembershipFactory
from tests.factories.exchanges import ExchangeMessageFactory, PostNoticeFactory
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    CommitmentFactory,
    ExchangeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 5, 1)
ALLOWED = {(now, then) for now, steps in STEPS.items() for then in steps}


def planned(membership=None, *divisions, **values):
    """Return a journey of a week from 10 May 2026, open to others until a week before."""
    days = {"from_on": "2026-05-10", "until_on": "2026-05-16", "open_until": "2026-05-03"}
    own = {"authority": membership.authority} if membership else {}
    row = ExchangeFactory(**own | {"state": "planned", "publication": "draft"} | days | values)
    row.divisions.set(divisions)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(("now", "then"), sorted(ALLOWED))
def test_allowed_move_is_stamped_with_who_and_when(now, then):
    row, user = ExchangeFactory(state=now), UserFactory()
    row.refresh_from_db()
    row.bring(to=then, by=user, on=TODAY)
    row.refresh_from_db()
    assert (row.state, row.state_by, row.state_at is None) == (then, user, False)


@pytest.mark.parametrize(
    ("now", "then"), sorted(set(itertools.product(ExchangeState, repeat=2)) - ALLOWED)
)
def test_other_move_is_refused_and_names_both_states(now, then):
    row = ExchangeFactory(state=now)
    row.refresh_from_db()
    with pytest.raises(ValidationError, match=str(ExchangeState(now).label)) as error:
        row.bring(to=then, by=UserFactory(), on=TODAY)
    assert error.value.code == "step"
    row.refresh_from_db()
    assert (row.state, row.state_at) == (now, None)


def test_exchange_that_has_yet_to_begin_was_not_held():
    row = planned()
    with pytest.raises(ValidationError) as error:
        row.bring(to="held", by=UserFactory(), on=TODAY)
    assert error.value.code == "early"


def test_everybody_else_sees_only_what_was_held_and_published():
    rows = {
        (state, publication): ExchangeFactory(state=state, publication=publication)
        for state in ExchangeState.values
        for publication in ("draft", "submitted", "published", "archived")
    }
    seen = {rows["held", "published"]}
    user = UserFactory()
    assert set(Exchange.objects.public()) == seen
    assert set(Exchange.objects.visible_to(user)) == seen


def test_authority_sees_of_others_all_but_what_is_cancelled():
    rows = {state: ExchangeFactory(state=state, publication="draft") for state in ExchangeState}
    own = ExchangeFactory(state="cancelled", authority=(member := MembershipFactory()).authority)
    liaison = UserFactory(is_liaison=True)
    others = {row for state, row in rows.items() if state != "cancelled"}
    assert set(Exchange.objects.visible_to(member.user)) == others | {own}
    assert set(Exchange.objects.visible_to(liaison)) == others
    assert set(Exchange.objects.visible_to(UserFactory(is_staff=True))) == {*rows.values(), own}


def test_who_asked_to_join_goes_on_seeing_it_when_it_is_cancelled():
    row, member = ExchangeFactory(state="cancelled"), MembershipFactory()
    assert row not in Exchange.objects.visible_to(member.user)
    ExchangeMessageFactory(exchange=row, authority=member.authority)
    assert row in Exchange.objects.visible_to(member.user)


OWN = {
    "commitments",
    "cost",
    "notices",
    "preparations",
    "questions",
    "report",
    "report_url",
    "results",
}


@pytest.mark.parametrize("name", sorted({*OWN, "host", "size"}))
def test_ring_of_each_part_is_kept(name):
    member = MembershipFactory(role="reader")
    row = planned(member)
    assert row.shows(name, to=member.user)
    assert row.shows(name, to=UserFactory(is_staff=True))
    assert row.shows(name, to=MembershipFactory().user) is (name not in OWN)


def test_results_are_for_everybody_once_published_and_the_report_is_not():
    row, other = ExchangeFactory(), MembershipFactory().user
    assert row.shows("results", to=other)
    assert not row.shows("report", to=other)
    assert not row.shows("cost", to=other)


def test_write_querysets_follow_role_and_state():
    editor = MembershipFactory()
    reader = MembershipFactory(role="reader", authority=editor.authority)
    row, held = planned(editor), planned(editor, state="held")
    cancelled = planned(editor, state="cancelled")
    published = ExchangeFactory(authority=editor.authority)
    movable, writable = Exchange.objects.movable_by, Exchange.objects.writable_by
    assert set(movable(editor.user)) == {row, held, cancelled, published}
    assert set(writable(editor.user)) == {row, held}
    for user in (reader.user, MembershipFactory().user, UserFactory()):
        assert not movable(user).exists()
        assert not writable(user).exists()
    assert set(Exchange.objects.kept_by(reader.user)) == {row, held, cancelled, published}


@pytest.mark.parametrize(
    ("values", "is_found"),
    [
        ({}, True),
        ({"from_on": "2026-05-30", "until_on": "2026-06-02"}, True),
        ({"from_on": "2026-05-31", "until_on": "2026-06-02"}, False),
        ({"from_on": "2026-04-20", "until_on": "2026-04-26", "open_until": "2026-04-26"}, False),
        ({"open_until": "2026-05-01"}, True),
        ({"open_until": "2026-04-30"}, False),
        ({"open_until": None}, False),
        ({"state": "confirmed"}, True),
        ({"state": "cancelled"}, False),
        ({"state": "held"}, False),
        ({"direction": "incoming"}, False),
    ],
)
def test_journeys_near_in_place_and_time_are_found_while_they_are_open(values, is_found):
    city = ChineseDivisionFactory()
    mine = planned(MembershipFactory(), city)
    other = planned(MembershipFactory(), ChineseDivisionFactory(parent=city.province), **values)
    found = Exchange.objects.overlapping(mine, on=TODAY)
    assert list(found) == ([other] if is_found else [])


def test_a_journey_elsewhere_or_of_ourselves_does_not_overlap():
    member, city = MembershipFactory(), ChineseDivisionFactory()
    mine = planned(member, city)
    planned(member, city)
    planned(MembershipFactory(), ChineseDivisionFactory())
    whole = planned(MembershipFactory(), city.province)
    assert list(Exchange.objects.overlapping(mine, on=TODAY)) == [whole]


def test_online_meetings_do_not_overlap():
    city = ChineseDivisionFactory()
    mine = planned(MembershipFactory(), city, direction="online")
    planned(MembershipFactory(), city, direction="online")
    assert list(Exchange.objects.overlapping(mine, on=TODAY)) == []


def test_provinces_of_own_ties_and_plans_come_first():
    member = MembershipFactory()
    tied, travelled = ChineseDivisionFactory(), ChineseDivisionFactory()
    AgreementFactory(authorities=[member.authority], divisions=[tied])
    planned(member, travelled)
    far = planned(MembershipFactory(), ChineseDivisionFactory(), from_on="2026-05-09")
    near = planned(MembershipFactory(), tied.province)
    way = planned(MembershipFactory(), ChineseDivisionFactory(parent=travelled.province))
    rows = Exchange.objects.open(on=TODAY).exclude(authority=member.authority)
    found = rows.nearest_first({member.authority_id})
    assert [(row, row.is_near) for row in found] == [(near, 1), (way, 1), (far, 0)]


@pytest.mark.parametrize(
    ("until", "values", "is_late"),
    [
        ("2026-03-31", {}, True),
        ("2026-04-01", {}, False),
        ("2026-03-31", {"results_nl": "Afspraken."}, False),
        ("2026-03-31", {"report_nl": "Verslag."}, False),
        ("2026-03-31", {"state": "planned"}, False),
    ],
)
def test_report_is_late_when_a_month_has_passed(until, values, is_late):
    row = ExchangeFactory(**{"state": "held", "from_on": "2026-03-20", "until_on": until} | values)
    assert list(Exchange.objects.overdue(on=TODAY)) == ([row] if is_late else [])


def test_commitment_is_overdue_the_day_after_and_until_it_is_done():
    late = CommitmentFactory(due_on="2026-04-30")
    CommitmentFactory(due_on="2026-05-01")
    CommitmentFactory(due_on="2026-04-30", done_on="2026-05-01")
    CommitmentFactory()
    assert list(Commitment.objects.overdue(on=TODAY)) == [late]


def test_last_word_of_each_authority_decides_what_is_unanswered():
    row, ours, theirs = ExchangeFactory(), MembershipFactory().authority, MembershipFactory()
    ExchangeMessageFactory(exchange=row, authority=ours)
    waiting = ExchangeMessageFactory(exchange=row, authority=theirs.authority)
    ExchangeMessageFactory(exchange=row, authority=ours, is_answer=True)
    assert list(ExchangeMessage.objects.unanswered()) == [waiting]


@pytest.mark.parametrize("factory", [ExchangeMessageFactory, PostNoticeFactory])
def test_what_was_said_or_sent_is_neither_changed_nor_removed(factory):
    row = factory()
    rows = type(row).objects.filter(pk=row.pk)
    for write in (lambda: rows.update(text="anders"), rows.delete):
        with pytest.raises(Error, match="Cannot"), transaction.atomic():
            write()
    assert rows.get().text == row.text
