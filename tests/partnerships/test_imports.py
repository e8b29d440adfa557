"""Importing ties from a spreadsheet: whole, checked row by row, and the same when repeated."""

import datetime as dt

import pytest
from django.utils import translation

from partnerships.models import Agreement
from partnerships.models.agreement_choices import Status
from partnerships.spreadsheets.agreements import AgreementSheet
from tests.factories.partnerships import (
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    ThemeFactory,
)

from .sheets import events, outcomes, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def places():
    """The places that the rows name by their codes."""
    LocalAuthorityFactory(code="GM0599", name="Rotterdam")
    LocalAuthorityFactory(code="GM0344", name="Utrecht")
    ChineseDivisionFactory(code="310115", name_nl="Pudong", name_en="Pudong", name_zh="浦东新区")
    ChineseDivisionFactory(code="440100", name_nl="Kanton", name_en="Guangzhou", name_zh="广州市")
    ThemeFactory(slug="ports"), ThemeFactory(slug="water"), ThemeFactory(slug="culture")


def row(**values):
    return {
        "reference": "rotterdam-pudong",
        "authorities": "GM0599",
        "divisions": "310115",
        "kind": "sister_city",
        "valid_from": "1979",
        "status": "active",
        "title_nl": "Stedenband Rotterdam – Pudong",
        "summary_nl": "Twee havens.",
    } | values


FULL = row(
    document_form="deed",
    first_contact_year="1978",
    signed_on="1979-11-23",
    valid_until="2020-06",
    verification="declared",
    status="ended",
    status_on="2019-05",
    status_by="yes",
    status_reason="policy_shift",
    decision_body="council",
    status_note_nl="Besluit van de raad.",
    status_note_en="Decided by the council.",
    origin="own_initiative",
    themes="water;ports",
    extra_themes="culture",
    keywords="haven;logistiek",
    title_en="Sister cities Rotterdam and Pudong",
    source_1="https://example.org/1",
    source_1_kind="press",
    source_2="Raadsbesluit 12",
    source_2_kind="document",
    source_note="gelezen",
)


def test_full_row_becomes_a_published_tie_with_all_that_belongs_to_it(places):
    assert outcomes(AgreementSheet, FULL) == ["new"]
    agreement = Agreement.objects.get(slug="rotterdam-pudong")
    assert {
        "parties": [str(party) for party in agreement.participants.all()],
        "publication": agreement.publication,
        "verification": agreement.verification,
        "period": (agreement.signed_on, agreement.valid_from, agreement.valid_until),
        "kept": (agreement.document_form, agreement.origin, agreement.first_contact_year),
        "keywords": agreement.keywords,
        "titles": (agreement.title_nl, agreement.title_en),
    } == {
        "parties": ["Rotterdam", "Pudong"],
        "publication": "published",
        "verification": "declared",
        "period": ("1979-11-23", "1979", "2020-06"),
        "kept": ("deed", "own_initiative", 1978),
        "keywords": ["haven", "logistiek"],
        "titles": ("Stedenband Rotterdam – Pudong", "Sister cities Rotterdam and Pudong"),
    }


def test_imported_end_is_preceded_by_the_active_start(places):
    outcomes(AgreementSheet, FULL)
    changes = Agreement.objects.get().status_changes.values_list(
        "status", "on", "is_latest", "reason", "decision_body", "note_en", "is_public"
    )
    assert list(changes) == [
        ("active", "1979", False, "", "", "", True),
        ("ended", "2019-05", True, "policy_shift", "council", "Decided by the council.", True),
    ]
    assert Agreement.objects.get().public_status == Status.ENDED


def test_imported_sources_and_themes_keep_their_order_and_kind(places):
    outcomes(AgreementSheet, FULL)
    agreement = Agreement.objects.get()
    assert list(agreement.sources.values_list("reference", "kind", "note")) == [
        ("https://example.org/1", "press", "gelezen"),
        ("Raadsbesluit 12", "document", "gelezen"),
    ]
    assert list(agreement.agreementtheme_set.values_list("theme__slug", "rank")) == [
        ("water", 1),
        ("ports", 2),
        ("culture", None),
    ]


def test_imported_tie_is_found_by_words_and_filters(places):
    outcomes(AgreementSheet, FULL)
    agreement = Agreement.objects.get()
    assert Agreement.objects.matching("logistiek 浦东").get() == agreement
    assert {"status:ended", "theme:ports", "authority:rotterdam"} <= set(agreement.facets)


def test_second_import_changes_nothing_and_writes_no_history(places):
    rows = FULL, row(reference="utrecht", authorities="GM0344", verification="unverified")
    assert outcomes(AgreementSheet, *rows) == ["new", "new"]
    before = events(), list(Agreement.objects.order_by("pk").values())
    assert outcomes(AgreementSheet, *rows) == ["unchanged", "unchanged"]
    assert (events(), list(Agreement.objects.order_by("pk").values())) == before


def test_second_import_of_empty_cells_with_a_default_changes_nothing(places):
    cells = {"verification": "", "title_en": "", "status_on": "", "reference": ""}
    assert outcomes(AgreementSheet, row(**cells)) == ["new"]
    assert outcomes(AgreementSheet, row(**cells)) == ["unchanged"]


def test_new_changed_unchanged_and_refused_rows_are_told_apart(places):
    same, other = row(), row(reference="utrecht-pudong", authorities="GM0344")
    outcomes(AgreementSheet, same, other)
    assert outcomes(
        AgreementSheet,
        row(reference="bad", kind="pact"),
        same,
        other | {"summary_nl": "Anders."},
        row(reference="rotterdam-kanton", divisions="440100"),
    ) == [
        ["kind: Value 'pact' is not a valid choice."],
        "unchanged",
        "changed",
        "new",
    ]
    assert set(Agreement.objects.values_list("slug", "summary_nl")) == {
        ("rotterdam-pudong", "Twee havens."),
        ("utrecht-pudong", "Anders."),
        ("rotterdam-kanton", "Twee havens."),
    }


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"authorities": ""}, "authorities: Name at least one Dutch authority by its CBS code."),
        ({"authorities": "GM9999"}, "authorities: There is no place with code GM9999."),
        ({"authorities": "GM0599;GM9998"}, "authorities: There is no place with code GM9998."),
        ({"divisions": "999999"}, "divisions: There is no place with code 999999."),
        ({"themes": "cars;ports"}, "themes: There is no theme cars."),
        ({"extra_themes": "cars"}, "extra_themes: There is no theme cars."),
        ({"themes": "ports", "extra_themes": "ports"}, "extra_themes: A theme is named once."),
        ({"valid_from": "1979-13"}, "valid_from: There is no such day in the calendar. "),
        ({"valid_until": "1970"}, "An agreement cannot end before it starts."),
        ({"first_contact_year": "in 1979"}, "first_contact_year: “in 1979” is not a whole number."),
        ({"status": "open"}, "status: Value 'open' is not a valid choice."),
        ({"status_by": "no"}, "status_by: Write “yes” or leave it empty."),
        ({"status_reason": "capacity"}, "status: Only a pause or an end has a reason."),
        ({"status_on": "someday"}, "status_on: “someday” is not a date. "),
        ({"summary_nl": ""}, "summary_nl: This field cannot be blank."),
        ({"verification": "sure"}, "verification: Value 'sure' is not a valid choice."),
        (
            {"source_1": "https://example.org"},
            "source_1_kind: The kind of a source is one of: "
            "authority, document, partner, press, import.",
        ),
    ],
)
def test_bad_row_is_refused_with_column_and_reason_while_the_rest_goes_in(places, wrong, reason):
    good = row(reference="good", authorities="GM0344")
    [refused, rest] = outcomes(AgreementSheet, row(**wrong), good)
    assert (len(refused), refused[0][: len(reason)], rest) == (1, reason, "new")
    assert [agreement.slug for agreement in Agreement.objects.all()] == ["good"]


def test_all_reasons_of_a_bad_row_are_told_at_once(places):
    [refused] = outcomes(AgreementSheet, row(authorities="GM1", themes="cars", valid_from="x"))
    assert [reason.split(":")[0] for reason in refused] == ["valid_from", "authorities", "themes"]


def test_repeated_row_is_refused_naming_the_first_line(places):
    assert outcomes(AgreementSheet, row(), row(reference="x", divisions="440100"), row()) == [
        "new",
        "new",
        ["This row repeats line 2."],
    ]


def test_unknown_columns_refuse_the_whole_sheet(places):
    reason = refusal(AgreementSheet, row(colour="red", size="3"))
    assert reason.startswith("Unknown columns: colour, size. The sheet can have: reference, ")
    assert not Agreement.objects.exists()


def test_sheet_with_too_many_rows_is_refused_whole(places, settings):
    settings.IMPORT_MAX_ROWS = 1
    reason = refusal(AgreementSheet, row(), row(reference="x"))
    assert reason == "The sheet has 2 rows; at most 1 go in at once."
    assert not Agreement.objects.exists()


def test_tie_of_the_same_parties_and_kind_as_a_running_one_is_refused(places):
    outcomes(AgreementSheet, row())
    assert outcomes(AgreementSheet, row(reference="another")) == [
        ["These parties have a running agreement of this kind already: rotterdam-pudong."]
    ]


@pytest.mark.parametrize("change", [{"kind": "cluster"}, {"status": "ended"}])
def test_tie_of_another_kind_or_one_that_is_over_goes_in_beside_it(places, change):
    outcomes(AgreementSheet, row())
    assert outcomes(AgreementSheet, row(reference="another", **change)) == ["new"]


def test_row_without_reference_finds_the_tie_by_parties_and_kind(places):
    outcomes(AgreementSheet, row())
    assert outcomes(AgreementSheet, row(reference="", summary_nl="Anders.")) == ["changed"]
    assert list(Agreement.objects.values_list("slug", "summary_nl")) == [
        ("rotterdam-pudong", "Anders.")
    ]


def test_row_without_title_is_named_after_its_parties(places):
    assert outcomes(AgreementSheet, row(reference="", title_nl="")) == ["new"]
    agreement = Agreement.objects.get()
    assert agreement.title_en == "Sister city Rotterdam – Pudong"
    assert agreement.title_zh_hans.endswith("Rotterdam – 浦东新区")
    assert agreement.slug.endswith("rotterdam-pudong")


def test_values_as_a_workbook_gives_them_are_read_as_people_see_them(places):
    native = row(
        first_contact_year=1978.0,
        valid_from=1979.0,
        signed_on=dt.datetime(1979, 11, 23),  # noqa: DTZ001 -- a workbook knows no time zones
        valid_until=dt.date(2020, 6, 30),
        divisions=310115.0,
        title_en=None,
    )
    assert outcomes(AgreementSheet, native) == ["new"]
    assert list(
        Agreement.objects.values_list(
            "first_contact_year", "valid_from", "signed_on", "valid_until"
        )
    ) == [(1978, "1979", "1979-11-23", "2020-06-30")]


def test_columns_that_are_left_out_stay_as_they_were(places):
    outcomes(AgreementSheet, FULL)
    before = Agreement.objects.values().get()
    history = events()
    assert outcomes(
        AgreementSheet, {"reference": "rotterdam-pudong", "summary_en": "Two ports."}
    ) == ["changed"]
    changed = {"summary_en", "search", "updated_at"}
    after = Agreement.objects.values().get()
    assert {name for name in after if after[name] != before[name]} == changed
    assert {name for name, count in events().items() if count != history[name]} == {
        "AgreementEvent"
    }


def test_empty_cell_empties_the_field(places):
    outcomes(AgreementSheet, FULL)
    cells = {"reference": "rotterdam-pudong", "document_form": "", "keywords": ""}
    assert outcomes(AgreementSheet, cells) == ["changed"]
    assert list(Agreement.objects.values_list("document_form", "keywords")) == [("", [])]
