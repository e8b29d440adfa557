"""What the database keeps right by itself, whatever writes to it: status, pairs, both sides."""

import pytest
from django.db import connection

from partnerships.base.workflow import Publication
from partnerships.models import Agreement, Pair, Participant, Practice, StatusChange
from partnerships.models.agreement_choices import Kind, Status
from tests import subjects
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    ParticipantFactory,
    PracticeFactory,
    StatusChangeFactory,
)
from tests.partnerships.constraints import refusal_of

pytestmark = pytest.mark.django_db


def statuses(agreement):
    return Agreement.objects.values_list("status", "public_status", "public_status_on").get(
        pk=agreement.pk
    )


def pairs(agreement):
    return list(Pair.objects.filter(agreement=agreement).values_list("authority", "division"))


def test_status_follows_history_when_a_row_is_added_in_plain_sql():
    agreement = AgreementFactory()
    StatusChange.objects.bulk_create(
        [StatusChange(agreement=agreement, position=1, status="active", on="1985", is_public=True)]
    )
    assert statuses(agreement) == (Status.ACTIVE, Status.ACTIVE, "1985")


def test_status_follows_history_when_the_last_row_is_changed():
    agreement = AgreementFactory(status=Status.ACTIVE, status__on="1985")
    agreement.status_changes.update(status=Status.DORMANT, on="1990-06")
    assert statuses(agreement) == (Status.DORMANT, Status.DORMANT, "1990-06")


def test_status_follows_history_when_the_last_row_becomes_private():
    agreement = AgreementFactory(status=Status.ACTIVE, status__on="1985")
    last = StatusChangeFactory(agreement=agreement, status=Status.SUSPENDED, on="2022")
    StatusChange.objects.filter(pk=last.pk).update(is_public=False)
    assert statuses(agreement) == (Status.SUSPENDED, Status.ACTIVE, "1985")


def test_status_follows_history_when_rows_change_places():
    agreement = AgreementFactory()
    first = StatusChangeFactory(agreement=agreement, status=Status.ENDED, on="2022")
    StatusChangeFactory(agreement=agreement, status=Status.ACTIVE, on="1985")
    StatusChange.objects.filter(pk=first.pk).update(position=3)
    assert statuses(agreement) == (Status.ENDED, Status.ENDED, "2022")


def test_status_follows_history_when_a_row_moves_to_another_agreement():
    former, present = AgreementFactory(status=Status.ACTIVE, status__on="1985"), AgreementFactory()
    former.status_changes.update(agreement=present)
    assert [statuses(former), statuses(present)] == [
        (Status.UNKNOWN, "", ""),
        (Status.ACTIVE, Status.ACTIVE, "1985"),
    ]


def test_pairs_follow_participants_when_parties_join():
    dutch = [LocalAuthorityFactory(), LocalAuthorityFactory()]
    chinese = [ChineseDivisionFactory(), ChineseDivisionFactory()]
    agreement = AgreementFactory(authorities=dutch, divisions=chinese)
    assert set(pairs(agreement)) == {(one.pk, other.pk) for one in dutch for other in chinese}


def test_pairs_follow_participants_when_a_party_leaves():
    stays, leaves = LocalAuthorityFactory(), LocalAuthorityFactory()
    partner = ChineseDivisionFactory()
    agreement = AgreementFactory(authorities=[stays, leaves], divisions=[partner])
    agreement.participants.filter(authority=leaves).delete()
    assert pairs(agreement) == [(stays.pk, partner.pk)]


def test_pairs_follow_participants_when_a_party_is_replaced():
    former, present = LocalAuthorityFactory(), LocalAuthorityFactory()
    partner = ChineseDivisionFactory()
    agreement = AgreementFactory(authorities=[former], divisions=[partner])
    agreement.participants.filter(authority=former).update(authority=present)
    assert pairs(agreement) == [(present.pk, partner.pk)]


def test_pairs_follow_participants_when_a_party_moves_to_another_agreement():
    stays, moves = LocalAuthorityFactory(), LocalAuthorityFactory()
    former, present = AgreementFactory(authorities=[stays, moves]), AgreementFactory()
    former.participants.filter(authority=moves).update(agreement=present)
    assert [len(pairs(former)), len(pairs(present))] == [1, 2]


def test_pairs_follow_agreement_when_its_kind_changes():
    agreement = AgreementFactory(kind=Kind.CONTACT)
    Agreement.objects.filter(pk=agreement.pk).update(kind=Kind.SISTER_CITY)
    assert [pair.kind for pair in Pair.objects.all()] == [Kind.SISTER_CITY]


@pytest.mark.parametrize("status", Status)
def test_pairs_follow_agreement_when_its_status_changes(status):
    AgreementFactory(status=status)
    over = {Status.EXPIRED, Status.ENDED}
    assert [pair.is_running for pair in Pair.objects.all()] == [status not in over]


def test_pairs_follow_agreement_when_it_is_resumed():
    agreement = AgreementFactory(status=Status.ENDED)
    StatusChangeFactory(agreement=agreement, status=Status.ACTIVE)
    assert [pair.is_running for pair in Pair.objects.all()] == [True]


def test_pairs_follow_agreement_when_it_is_deleted():
    AgreementFactory(status=Status.ACTIVE).delete()
    connection.check_constraints()
    assert not Pair.objects.exists()
    assert not Participant.objects.exists()


def test_has_both_sides_accepts_a_published_agreement_with_two_parties():
    agreement = AgreementFactory(draft=True)
    Agreement.objects.filter(pk=agreement.pk).update(publication=Publication.PUBLISHED)
    connection.check_constraints()
    assert list(Agreement.objects.public()) == [agreement]


def test_has_both_sides_accepts_a_draft_without_parties():
    agreement = AgreementFactory(draft=True, authorities=[], divisions=[])
    connection.check_constraints()
    assert list(Agreement.objects.all()) == [agreement]


@pytest.mark.parametrize("empty", ["authorities", "divisions"])
def test_has_both_sides_refuses_to_publish_with_one_side(empty):
    agreement = AgreementFactory(draft=True, **{empty: []})
    rows = Agreement.objects.filter(pk=agreement.pk)
    refusal = refusal_of(lambda: rows.update(publication=Publication.PUBLISHED))
    assert refusal == "agreement_has_both_sides"


def test_has_both_sides_refuses_a_new_published_agreement_without_parties():
    refusal = refusal_of(lambda: AgreementFactory(authorities=[], divisions=[]))
    assert refusal == "agreement_has_both_sides"


def test_leaves_both_sides_accepts_to_take_one_of_two_parties():
    agreement = AgreementFactory()
    ParticipantFactory(agreement=agreement).delete()
    connection.check_constraints()
    assert len(pairs(agreement)) == 1


def test_leaves_both_sides_accepts_to_exchange_parties_in_one_transaction():
    agreement, present = AgreementFactory(), LocalAuthorityFactory()
    agreement.participants.filter(division=None).delete()
    ParticipantFactory(agreement=agreement, authority=present)
    connection.check_constraints()
    assert agreement.authorities == [present]


@pytest.mark.parametrize("side", ["authority", "division"])
def test_leaves_both_sides_refuses_to_take_the_last_party_of_a_side(side):
    agreement = AgreementFactory()
    connection.check_constraints()
    last = agreement.participants.filter(**{f"{side}__isnull": False})
    assert refusal_of(last.delete) == "agreement_has_both_sides"


def test_leaves_both_sides_refuses_to_move_the_last_party_elsewhere():
    agreement, other = AgreementFactory(), AgreementFactory()
    connection.check_constraints()
    last = agreement.participants.filter(authority__isnull=False)
    assert refusal_of(lambda: last.update(agreement=other)) == "agreement_has_both_sides"


def index_of(practice):
    return Practice.objects.values_list("facets", "search").get(pk=practice.pk)


def test_anonymous_leaves_the_index_in_the_same_statement():
    practice = PracticeFactory(title_nl="Utrecht begon")
    Practice.objects.filter(pk=practice.pk).update(is_anonymous=True)
    assert index_of(practice) == ([], "")


def test_anonymous_leaves_the_index_of_one_that_was_anonymous_before_alone():
    practice = PracticeFactory(is_anonymous=True)
    before = index_of(practice)
    Practice.objects.filter(pk=practice.pk).update(is_anonymous=True)
    assert before[0] != []
    assert index_of(practice) == before


def test_fits_capacity_refuses_a_place_too_many_and_lets_people_wait():
    event = EventFactory(capacity=1)
    RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, state="waiting")
    assert refusal_of(lambda: RegistrationFactory(event=event)) == "registration_fits_capacity"
    rows = type(waiting).objects.filter(pk=waiting.pk)
    assert refusal_of(lambda: rows.update(state="placed")) == "registration_fits_capacity"
    assert rows.update(number=9) == 1


def test_keeps_its_places_refuses_fewer_places_than_people():
    event = EventFactory(capacity=3)
    for _number in range(2):
        RegistrationFactory(event=event)
    rows = type(event).objects.filter(pk=event.pk)
    assert refusal_of(lambda: rows.update(capacity=1)) == "event_keeps_its_places"
    assert [rows.update(capacity=number) for number in (2, None)] == [1, 1]


def test_every_trigger_of_our_own_has_tests():
    triggers = {
        trigger.name
        for model in subjects.models()
        for trigger in getattr(model._meta, "triggers", [])
        if trigger.__module__.startswith("pgtrigger") and type(trigger).__name__ == "Trigger"
    }
    tested = {name for name in triggers if any(t.startswith(f"test_{name}_") for t in globals())}
    assert triggers - tested == set()
