"""The spreadsheet of practices: what a row becomes, and why it is refused."""

import pytest
from django.utils import translation

from partnerships.models import Organisation, Practice
from partnerships.spreadsheets.practices import PracticeSheet
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    OrganisationFactory,
    PracticeFactory,
    SourceFactory,
    ThemeFactory,
)

from .sheets import events, outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def row():
    """A row whose parties, tie and themes are on record."""
    for code in ("GM0599", "GM0518", "GM0344"):
        LocalAuthorityFactory(code=code)
    ChineseDivisionFactory(code="310115"), ChineseDivisionFactory(code="420100")
    ThemeFactory(slug="water"), ThemeFactory(slug="sport")
    AgreementFactory(slug="haven")
    return {
        "reference": "klein-beginnen",
        "kind": "good_practice",
        "authorities": "GM0599;GM0518;GM0344",
        "organisation": "Havenbedrijf",
        "partners": "Deltares;Arcadis",
        "divisions": "420100;310115",
        "agreement": "haven",
        "started_on": "2019-05",
        "themes": "water;sport",
        "keywords": "water;haven",
        "title_nl": "Klein beginnen",
        "title_en": "Start small",
        "title_zh_hans": "从小事做起",
        "summary_nl": "Zo werkt het.",
        "approach_nl": "Eerst één kade.",
        "results_nl": "Nu twaalf.",
        "lesson_nl": "Begin klein.",
        "source": "https://example.org/bron",
        "source_kind": "press",
        "source_note": "verified",
    }


def imported(row):
    assert outcomes(PracticeSheet, row) == ["new"]
    return Practice.objects.get()


def test_new_row_is_published_as_declared_without_an_author(row):
    practice = imported(row)
    assert (practice.publication, practice.verification) == ("published", "declared")
    assert (practice.created_by, practice.challenge_nl, practice.started_on) == (
        None,
        "",
        "2019-05",
    )


def test_row_carries_parties_tie_themes_and_source(row):
    practice = imported(row)
    assert practice.authority.code == "GM0599"
    assert {one.code for one in practice.other_authorities.all()} == {"GM0518", "GM0344"}
    assert practice.organisation.name == "Havenbedrijf"
    assert {one.name for one in practice.partners.all()} == {"Deltares", "Arcadis"}
    assert {one.code for one in practice.divisions.all()} == {"420100", "310115"}
    assert practice.agreement.slug == "haven"
    links = practice.practicetheme_set.all()
    assert [(link.rank, link.theme.slug) for link in links] == [(1, "water"), (2, "sport")]
    source = practice.sources.get()
    assert (source.reference, source.kind, source.note) == (
        "https://example.org/bron",
        "press",
        "verified",
    )


def test_imported_practice_is_found_by_its_words_and_parties(row):
    practice = imported(row)
    assert list(Practice.objects.matching("kade deltares 小")) == [practice]
    assert "theme:water" in practice.facets


def test_second_import_changes_nothing_and_writes_no_history(row):
    imported(row)
    before = events()
    assert outcomes(PracticeSheet, row) == ["unchanged"]
    assert events() == before


def test_parties_in_another_order_are_no_change_but_another_one_in_charge_is(row):
    practice = imported(row)
    same = row | {
        "authorities": "GM0599;GM0344;GM0518",
        "partners": "Arcadis;Deltares",
        "divisions": "310115;420100",
    }
    assert outcomes(PracticeSheet, same) == ["unchanged"]
    assert outcomes(PracticeSheet, row | {"authorities": "GM0518;GM0599"}) == ["changed"]
    practice.refresh_from_db()
    assert practice.authority.code == "GM0518"
    assert [one.code for one in practice.other_authorities.all()] == ["GM0599"]


def test_known_organisation_is_taken_and_an_unknown_one_added_by_name_alone(row):
    known = OrganisationFactory(name="Deltares")
    practice = imported(row)
    assert known in practice.partners.all()
    added = Organisation.objects.get(name="Havenbedrijf")
    assert (added.kind, added.country) == ("", "")


def test_changed_row_keeps_what_staff_added(row):
    practice = imported(row)
    SourceFactory(agreement=None, practice=practice, reference="https://example.org/staf")
    practice.themes.add(ThemeFactory(slug="kunst"))
    changed = row | {"themes": "sport", "source": "https://example.org/nieuw"}
    assert outcomes(PracticeSheet, changed) == ["changed"]
    assert {one.reference for one in practice.sources.all()} == {
        "https://example.org/staf",
        "https://example.org/nieuw",
    }
    links = practice.practicetheme_set.all()
    assert [(link.rank, link.theme.slug) for link in links] == [(1, "sport"), (None, "kunst")]


def test_columns_that_are_left_out_stay(row):
    practice = imported(row)
    short = {"reference": "klein-beginnen", "lesson_nl": "Begin heel klein."}
    assert outcomes(PracticeSheet, short) == ["changed"]
    practice.refresh_from_db()
    assert (practice.lesson_nl, practice.authority.code) == ("Begin heel klein.", "GM0599")
    assert practice.themes.count() == 2


def test_draft_of_an_author_is_not_published_by_a_row(row):
    practice = PracticeFactory(slug="klein-beginnen", draft=True)
    assert outcomes(PracticeSheet, {"reference": "klein-beginnen", "title_nl": "Anders"}) == [
        "changed"
    ]
    practice.refresh_from_db()
    assert (practice.title_nl, practice.publication) == ("Anders", "draft")


@pytest.mark.parametrize(
    ("cells", "reasons"),
    [
        ({"reference": ""}, ["reference: Give every practice a reference of its own."]),
        ({"authorities": "GM9999"}, ["authorities: There is no place with code GM9999."]),
        ({"divisions": "999999"}, ["divisions: There is no place with code 999999."]),
        ({"agreement": "weg"}, ["agreement: There is no agreement with reference weg."]),
        ({"themes": "weg"}, ["themes: There is no theme weg."]),
        ({"themes": "water;water"}, ["themes: A theme is named once."]),
        ({"partners": "x" * 161}, ["partners: A name has at most 160 characters."]),
        (
            {"source_kind": "gossip"},
            [
                "source_kind: The kind of a source is one of: "
                "authority, document, partner, press, import."
            ],
        ),
        (
            {"authorities": "", "organisation": ""},
            ["Name the authority or organisation in charge."],
        ),
        ({"lesson_nl": "x" * 601}, ["lesson: at most 600 characters in each language."]),
        (
            {"approach_nl": "", "themes": ""},
            ["The approach is missing.", "Choose at least one theme."],
        ),
        (
            {"source": ""},
            [
                "The challenge is missing.",
                "What you would do differently is missing.",
                "A good practice shows its results: add at least one row of evidence.",
            ],
        ),
    ],
)
def test_row_is_refused_with_its_reasons_and_leaves_nothing_behind(row, cells, reasons):
    assert outcomes(PracticeSheet, row | cells) == [reasons]
    assert not Practice.objects.exists()
    assert not Organisation.objects.exists()
