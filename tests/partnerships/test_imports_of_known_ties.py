"""Importing over ties that colleagues have worked on since: their work stays."""

import pytest
from django.utils import translation

from partnerships.models import Agreement
from partnerships.models.agreement_choices import Status
from partnerships.spreadsheets.agreements import AgreementSheet
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    SourceFactory,
    StatusChangeFactory,
)

from .sheets import dataset, events, outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def agreement():
    return AgreementFactory(
        slug="known", valid_from="1985", status=Status.ACTIVE, status__on="1985"
    )


SUMMARY = {"reference": "known", "summary_nl": "Anders."}


def history(agreement):
    return list(agreement.status_changes.values_list("status", "on", "is_public"))


def test_new_status_is_added_to_the_history(agreement):
    cells = {"reference": "known", "status": "dormant", "status_on": "2020"}
    assert outcomes(AgreementSheet, cells) == ["changed"]
    assert history(agreement) == [("active", "1985", True), ("dormant", "2020", True)]


def test_same_status_with_another_date_corrects_the_last_change(agreement):
    assert outcomes(AgreementSheet, {"reference": "known", "status_on": "1986-02"}) == ["changed"]
    assert history(agreement) == [("active", "1986-02", True)]


def test_confidential_status_stays_confidential_when_another_column_changes(agreement):
    StatusChangeFactory(agreement=agreement, status=Status.RECONSIDERED, on="2025")
    assert outcomes(AgreementSheet, SUMMARY) == ["changed"]
    agreement.refresh_from_db()
    assert agreement.public_status == Status.ACTIVE
    assert history(agreement)[-1] == ("under_reconsideration", "2025", False)


def test_tie_without_history_gets_none_when_another_column_changes():
    agreement = AgreementFactory(slug="known")
    assert outcomes(AgreementSheet, SUMMARY) == ["changed"]
    assert history(agreement) == []


def test_notes_of_sources_stay_when_another_column_changes(agreement):
    SourceFactory(agreement=agreement, reference="one", note="first")
    SourceFactory(agreement=agreement, reference="two", note="second")
    outcomes(AgreementSheet, SUMMARY)
    assert list(agreement.sources.values_list("reference", "note")) == [
        ("one", "first"),
        ("two", "second"),
    ]


def test_sources_beside_those_of_the_sheet_stay(agreement):
    for reference in ("one", "two", "three"):
        SourceFactory(agreement=agreement, reference=reference)
    cells = {"reference": "known", "source_1": "new", "source_1_kind": "press", "source_2": ""}
    assert outcomes(AgreementSheet, cells) == ["changed"]
    assert list(agreement.sources.values_list("reference", flat=True)) == ["three", "new"]


def test_draft_stays_a_draft_when_a_sheet_changes_it():
    AgreementFactory(slug="known", draft=True)
    assert outcomes(AgreementSheet, SUMMARY) == ["changed"]
    assert list(Agreement.objects.values_list("publication", "summary_nl")) == [
        ("draft", "Anders.")
    ]


def test_parties_that_the_sheet_leaves_out_leave_the_tie(agreement):
    new = LocalAuthorityFactory(code="GM0599")
    stays = agreement.divisions[0]
    cells = {"reference": "known", "authorities": "GM0599"}
    assert outcomes(AgreementSheet, cells) == ["changed"]
    agreement = Agreement.objects.get()
    assert (agreement.authorities, agreement.divisions) == ([new], [stays])
    assert f"authority:{new.slug}" in agreement.facets


def test_parties_in_another_order_change_nothing():
    one, two = LocalAuthorityFactory(), LocalAuthorityFactory()
    AgreementFactory(slug="known", authorities=[one, two])
    cells = {"reference": "known", "authorities": f"{two.code};{one.code}"}
    outcomes(AgreementSheet, cells)
    assert outcomes(AgreementSheet, cells) == ["unchanged"]


def full(reference, **values):
    return {
        "reference": reference,
        "authorities": "GM0599",
        "divisions": "310115",
        "kind": "sister_city",
        "status": "active",
        "valid_from": "1999",
        "summary_nl": "Twee havens.",
        "title_nl": reference,
    } | values


@pytest.fixture
def _places():
    LocalAuthorityFactory(code="GM0599")
    ChineseDivisionFactory(code="310115")


OLD_AND_NEW = [
    full("old", kind="friendship_tie", status="ended", status_on="1999", replaced_by="new"),
    full("new"),
]


@pytest.mark.usefixtures("_places")
def test_successor_further_down_the_sheet_is_linked():
    assert outcomes(AgreementSheet, *OLD_AND_NEW) == ["new", "new"]
    assert Agreement.objects.get(slug="old").replaced_by == Agreement.objects.get(slug="new")
    before = events()
    assert outcomes(AgreementSheet, *OLD_AND_NEW) == ["unchanged", "unchanged"]
    assert events() == before


@pytest.mark.usefixtures("_places")
def test_emptied_successor_is_unlinked():
    outcomes(AgreementSheet, *OLD_AND_NEW)
    assert outcomes(AgreementSheet, {"reference": "old", "replaced_by": ""}) == ["changed"]
    assert Agreement.objects.get(slug="old").replaced_by is None


@pytest.mark.usefixtures("_places")
def test_successor_that_is_not_there_is_refused_by_name():
    [refused] = outcomes(AgreementSheet, full("old", replaced_by="nowhere"))
    assert "nowhere" in " ".join(refused)


@pytest.mark.usefixtures("_places")
def test_failure_after_the_last_row_leaves_nothing_written():
    class Failing(AgreementSheet):
        def after_import(self, rows, result, **kwargs):
            super().after_import(rows, result, **kwargs)
            raise RuntimeError("the disk is full")

    result = Failing().import_data(dataset(*OLD_AND_NEW))
    assert result.has_errors()
    assert not Agreement.objects.exists()


@pytest.mark.usefixtures("_places")
def test_fault_in_a_row_leaves_nothing_written():
    class Failing(AgreementSheet):
        def save_related(self, instance, row, *, user):
            super().save_related(instance, row, user=user)
            if instance.slug == "new":
                raise RuntimeError("a fault of ours")

    result = Failing().import_data(dataset(*OLD_AND_NEW))
    assert result.has_errors()
    assert not Agreement.objects.exists()


@pytest.mark.usefixtures("_places")
def test_dry_run_tells_the_same_and_writes_nothing():
    before = events()
    assert outcomes(AgreementSheet, *OLD_AND_NEW, dry_run=True) == ["new", "new"]
    assert not Agreement.objects.exists()
    assert events() == before
