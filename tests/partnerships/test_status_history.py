"""The status history: its order, what it shows to whom, and the one way to write to it."""

import pytest
from django.core.exceptions import ValidationError

from partnerships.actions.agreements import record_status
from partnerships.models import StatusChange
from partnerships.models.agreement_choices import Reason, Status
from tests.factories.partnerships import AgreementFactory, StatusChangeFactory

pytestmark = pytest.mark.django_db


def derived(agreement):
    agreement.refresh_from_db()
    return agreement.status, agreement.public_status, agreement.public_status_on


def rows(agreement):
    return list(agreement.status_changes.values_list("position", "status", "on"))


def test_agreement_without_history_is_unknown_and_has_no_public_status():
    agreement = AgreementFactory()
    assert derived(agreement) == (Status.UNKNOWN, "", "")


@pytest.mark.parametrize("status", Status)
def test_status_of_one_row_is_the_status_of_the_agreement(status):
    agreement = AgreementFactory(status=status, status__on="1985", status__is_public=True)
    assert derived(agreement) == (status, status, "1985")


def test_agreement_with_private_rows_only_has_no_public_status():
    agreement = AgreementFactory(status=Status.PREPARATION, status__on="2026-02")
    assert derived(agreement) == (Status.PREPARATION, "", "")


def test_status_follows_the_order_of_the_history_and_not_the_dates():
    agreement = AgreementFactory(status=Status.ENDED, status__on="2022")
    StatusChangeFactory(agreement=agreement, status=Status.ACTIVE, on="1985")
    assert derived(agreement) == (Status.ACTIVE, Status.ACTIVE, "1985")


def test_reconsideration_that_staff_publishes_is_the_public_status():
    agreement = AgreementFactory(status=Status.ACTIVE, status__on="1985")
    StatusChangeFactory(
        agreement=agreement, status=Status.RECONSIDERED, on="2026-02", is_public=True
    )
    assert derived(agreement) == (Status.RECONSIDERED, Status.RECONSIDERED, "2026-02")


def test_rows_are_numbered_in_the_order_in_which_they_come():
    agreement, other = AgreementFactory(), AgreementFactory()
    changes = [StatusChangeFactory(agreement=one) for one in (agreement, agreement, other)]
    assert [change.position for change in changes] == [1, 2, 1]


def test_row_with_a_position_keeps_it_and_the_next_comes_after_it():
    agreement = AgreementFactory()
    changes = [
        StatusChangeFactory(agreement=agreement, position=7),
        StatusChangeFactory(agreement=agreement),
    ]
    assert [change.position for change in changes] == [7, 8]


def test_deletion_of_the_last_row_restores_the_former_status():
    agreement = AgreementFactory(status=Status.ACTIVE, status__on="1985")
    StatusChangeFactory(agreement=agreement, status=Status.ENDED, on="2022").delete()
    assert derived(agreement) == (Status.ACTIVE, Status.ACTIVE, "1985")


def test_deletion_of_the_only_row_makes_the_status_unknown():
    agreement = AgreementFactory(status=Status.ACTIVE, status__on="1985")
    agreement.status_changes.all().delete()
    assert derived(agreement) == (Status.UNKNOWN, "", "")


@pytest.mark.parametrize("status", Status)
def test_row_is_public_unless_it_is_a_confidential_status(status):
    change = StatusChangeFactory(status=status)
    assert change.is_public is (status not in {Status.PREPARATION, Status.RECONSIDERED})


def test_row_that_is_said_to_be_private_stays_private():
    change = StatusChangeFactory(status=Status.SUSPENDED, is_public=False)
    change.refresh_from_db()
    assert change.is_public is False


def test_public_rows_leave_out_private_ones_and_those_of_drafts():
    shown = StatusChangeFactory()
    StatusChangeFactory(agreement=shown.agreement, status=Status.RECONSIDERED)
    StatusChangeFactory(agreement=AgreementFactory(draft=True))
    assert list(StatusChange.objects.public()) == [shown]


def test_newest_rows_are_the_dated_ones_last_date_first():
    agreement = AgreementFactory()
    old, new, _undated = (
        StatusChangeFactory(agreement=agreement, on=on) for on in ("1985", "2022-11", "")
    )
    assert list(StatusChange.objects.newest()) == [new, old]


def test_record_status_adds_the_dated_start_before_another_first_status():
    agreement = AgreementFactory(valid_from="1979-11")
    record_status(agreement=agreement, status=Status.ENDED, on="2022", reason=Reason.POLICY_SHIFT)
    assert rows(agreement) == [(1, Status.ACTIVE, "1979-11"), (2, Status.ENDED, "2022")]


def test_record_status_adds_no_start_that_is_not_known():
    agreement = AgreementFactory()
    record_status(agreement=agreement, status=Status.ENDED, on="2022")
    assert rows(agreement) == [(1, Status.ENDED, "2022")]


def test_record_status_adds_one_row_when_the_first_status_is_active():
    agreement = AgreementFactory(valid_from="1979-11")
    record_status(agreement=agreement, status=Status.ACTIVE, on="1979-11-23")
    assert rows(agreement) == [(1, Status.ACTIVE, "1979-11-23")]


def test_record_status_adds_a_row_after_another_status():
    agreement = AgreementFactory(status=Status.ACTIVE, status__on="1985", valid_from="1979")
    record_status(agreement=agreement, status=Status.DORMANT, on="2010")
    assert rows(agreement) == [(1, Status.ACTIVE, "1985"), (2, Status.DORMANT, "2010")]


def test_record_status_corrects_the_last_row_when_the_status_is_the_same():
    agreement = AgreementFactory(status=Status.ENDED, status__on="2022")
    change = record_status(
        agreement=agreement, status=Status.ENDED, on="2021-03", reason=Reason.EXPIRY
    )
    assert rows(agreement) == [(1, Status.ENDED, "2021-03")]
    assert change.reason == Reason.EXPIRY


def test_record_status_adds_a_row_when_only_an_earlier_status_is_the_same():
    agreement = AgreementFactory(status=Status.ACTIVE, status__on="1985")
    StatusChangeFactory(agreement=agreement, status=Status.DORMANT, on="2010")
    record_status(agreement=agreement, status=Status.ACTIVE, on="2015")
    assert rows(agreement) == [
        (1, Status.ACTIVE, "1985"),
        (2, Status.DORMANT, "2010"),
        (3, Status.ACTIVE, "2015"),
    ]


def test_record_status_refuses_a_reason_for_an_active_status_and_writes_nothing():
    agreement = AgreementFactory(valid_from="1979")
    with pytest.raises(ValidationError) as error:
        record_status(agreement=agreement, status=Status.ACTIVE, reason=Reason.CAPACITY)
    assert len(error.value.messages) == 1
    assert rows(agreement) == []


def test_record_status_that_is_refused_takes_the_start_back():
    agreement = AgreementFactory(valid_from="1979")
    with pytest.raises(ValidationError):
        record_status(agreement=agreement, status=Status.ENDED, is_latest=True)
    assert rows(agreement) == []
