"""Agreements: who may see them, and what the register derives from their history."""

import pytest
from django.db import IntegrityError

from partnerships.base.refusals import explain
from partnerships.base.workflow import Publication
from partnerships.models import Agreement, Pair
from partnerships.models.agreement_choices import Status
from tests.factories.partnerships import AgreementFactory, StatusChangeFactory

pytestmark = pytest.mark.django_db
RUNNING_ALREADY = Pair._meta.constraints[0].violation_error_message


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


@pytest.mark.parametrize(
    ("values", "status", "on", "runs"),
    [
        ({"valid_until": "2030"}, Status.ENDED, "2022", False),
        ({"valid_until": "2030"}, Status.ENDED, "2026-03", True),
        ({}, Status.ENDED, "", False),
        ({"valid_until": "2026"}, Status.ENDED, "", True),
        ({"valid_until": "2000", "is_tacitly_renewed": True}, Status.ACTIVE, "1990", True),
        ({"valid_until": "2000"}, Status.ACTIVE, "1990", False),
        ({}, Status.UNKNOWN, "", True),
    ],
)
def test_a_tie_runs_until_its_last_known_end(values, status, on, runs):
    agreement = AgreementFactory(valid_from="1990", **values)
    StatusChangeFactory(agreement=agreement, status=status, on=on)
    found = Agreement.objects.running_in(2025, None)
    assert list(found) == ([agreement] if runs else [])


def test_a_draft_renewal_stands_beside_the_running_tie_until_it_is_published(
    check_constraints, staff
):
    running = AgreementFactory(status=Status.ACTIVE)
    parties = {"authorities": running.authorities, "divisions": running.divisions}
    renewal = AgreementFactory(draft=True, **parties)
    check_constraints()
    renewal.move(to=Publication.PUBLISHED, by=staff)
    with pytest.raises(IntegrityError) as refused:
        check_constraints()
    assert explain(refused.value) == str(RUNNING_ALREADY)


def test_a_word_longer_than_the_database_takes_is_cut():
    agreement = AgreementFactory(summary_nl="あ" * 700)
    assert list(Agreement.objects.matching("あ" * 150)) == [agreement]


def test_the_page_before_the_first_row_is_gone(client):
    AgreementFactory(slug="eerste")
    assert client.get("/samenwerkingen/?before=eerste").status_code == 400
