"""Agreements: who may see them, and what the register derives from their history."""

import pytest

from partnerships.models import Agreement
from partnerships.models.agreement_choices import Status
from tests.factories.partnerships import AgreementFactory, StatusChangeFactory

pytestmark = pytest.mark.django_db


def test_public_agreements_hide_drafts():
    shown, _hidden = AgreementFactory(), AgreementFactory(draft=True)
    assert list(Agreement.objects.public()) == [shown]


def test_status_is_the_last_row_of_the_history():
    agreement = AgreementFactory()
    StatusChangeFactory(agreement=agreement, status=Status.ACTIVE, on="1985")
    StatusChangeFactory(agreement=agreement, status=Status.ENDED, on="2022-11")
    agreement.refresh_from_db()
    assert (agreement.status, agreement.public_status, agreement.public_status_on) == (
        Status.ENDED,
        Status.ENDED,
        "2022-11",
    )


def test_reconsideration_stays_private_and_the_last_public_status_is_shown():
    agreement = AgreementFactory()
    StatusChangeFactory(agreement=agreement, status=Status.ACTIVE, on="1985")
    StatusChangeFactory(agreement=agreement, status=Status.RECONSIDERED, on="2022")
    agreement.refresh_from_db()
    assert (agreement.status, agreement.public_status) == (Status.RECONSIDERED, Status.ACTIVE)
