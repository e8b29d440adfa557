"""The files of programmes: they load whole, change nothing a second time, and refuse in words."""

import io

import pytest
from django.core.management import call_command
from django.utils import translation

from partnerships.models import Organisation
from programmes.models import Call, Participation, Programme, ProgrammeResult
from programmes.spreadsheets import ParticipationSheet, ProgrammeSheet, ResultSheet
from tests.factories.partnerships import (
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    OrganisationFactory,
    ThemeFactory,
)
from tests.factories.programmes import ProgrammeFactory
from tests.partnerships.sheets import events, outcomes, write_csv

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def folder(tmp_path):
    """A folder with one small programme and a row that nobody can read."""
    ThemeFactory(slug="water")
    LocalAuthorityFactory(code="GM0599")
    ChineseDivisionFactory(code="420100")
    files = {
        "organisations": {"name": "VNG International", "country": "NL"},
        "programmes": {
            "reference": "klein",
            "name_nl": "Klein programma",
            "kind": "eu",
            "summary_nl": "Zo werkt het.",
            "valid_from": "2021-01",
            "budget": "100",
            "themes": "water",
        },
        "partners": {"programme": "klein", "organisation": "VNG International", "role": "lead"},
        "offices": {"programme": "klein", "city_nl": "Den Haag"},
        "results": {
            "programme": "klein",
            "kind": "participants",
            "what_nl": "Steden",
            "number": "22",
            "is_minimum": "yes",
            "source": "Verslag",
        },
        "sources": {"programme": "klein", "kind": "partner", "reference": "Verslag"},
        "calls": {
            "reference": "eerste-ronde",
            "programme": "klein",
            "title_nl": "Eerste ronde",
            "last_on": "2021-05-31",
            "kinds": "municipality;province",
            "minimum_population": "100001",
            "is_open_to_groups": "yes",
        },
    }
    for name, row in files.items():
        write_csv(tmp_path / f"{name}.csv", row)
    pair = {"programme": "klein", "authority": "GM0599", "city": "", "division": "420100"}
    pair |= {"role": "participant", "themes": "water"}
    write_csv(tmp_path / "participations.csv", pair, {**pair, "division": "999999"})
    return tmp_path


def run(folder, *options):
    told = io.StringIO()
    call_command("import_programmes", "--folder", folder, *options, stdout=told)
    return told.getvalue().splitlines()


def counts(new, same):
    names = ("organisations", "programmes", "partners", "offices", "results", "sources", "calls")
    each = {f"{name}.csv: {new} new, 0 changed, {same} unchanged, 0 refused" for name in names}
    return {*each, f"participations.csv: {new} new, 0 changed, {same} unchanged, 1 refused"}


def test_files_load_and_change_nothing_a_second_time(folder):
    first = run(folder)
    assert counts(1, 0) <= set(first)
    assert [line for line in first if line.startswith("  ")] == [
        "  line 3 klein: division: There is no place with code 999999."
    ]
    programme = Programme.objects.public().get()
    assert (programme.slug, [theme.slug for theme in programme.themes.all()]) == (
        "klein",
        ["water"],
    )
    assert programme.partners.get().organisation == Organisation.objects.get()
    call = Call.objects.public().get()
    assert (call.deadline, call.opens_at, call.kinds) == (
        "31 May 2021, up to and including 23:59:59 Dutch time (CEST)",
        None,
        ["municipality", "province"],
    )
    before = events()
    assert counts(0, 1) <= set(run(folder))
    assert events() == before


def test_rehearsal_shows_what_would_be_new_and_writes_nothing(folder):
    told = run(folder, "--dry-run")
    assert counts(1, 0) <= set(told)
    assert told[-1] == "Dry run: nothing was written."
    assert not Programme.objects.exists()
    assert not Organisation.objects.exists()


def test_changed_row_is_an_update_of_the_same_record(folder):
    run(folder)
    key = ProgrammeResult.objects.get().pk
    row = {"programme": "klein", "kind": "participants", "what_nl": "Steden", "source": "Verslag"}
    assert outcomes(ResultSheet, {**row, "number": "23"}) == ["changed"]
    assert [(one.pk, one.number) for one in ProgrammeResult.objects.all()] == [(key, 23)]


def test_what_staff_archived_stays_archived(folder, staff):
    run(folder)
    Programme.objects.get().move(to="archived", by=staff)
    run(folder)
    assert Programme.objects.get().publication == "archived"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"kind": "bank"}, "kind: Value 'bank' is not a valid choice."),
        ({"budget": "veel"}, "budget: “veel” is not a number."),
        ({"predecessor": "weg"}, "predecessor: There is no “weg” in the register."),
        ({"themes": "weg"}, "There is no theme weg."),
        ({"practices": "weg"}, "There is no practice with reference weg."),
        ({"valid_from": "2022", "valid_until": "2021"}, "A programme cannot end before it starts."),
    ],
)
def test_row_that_cannot_be_read_is_refused_with_the_reason(given, reason):
    row = {"reference": "klein", "name_nl": "Klein", "kind": "eu", "summary_nl": "Zo.", **given}
    assert outcomes(ProgrammeSheet, row) == [[reason]]
    assert not Programme.objects.exists()


def test_participant_without_a_code_is_found_by_characters():
    programme = ProgrammeFactory(slug="klein")
    area = ChineseDivisionFactory(code=None, level="national_new_area", name_zh="湖南湘江新区")
    row = {"programme": "klein", "city": "", "division": "湖南湘江新区", "role": "participant"}
    assert outcomes(ParticipationSheet, row) == ["new"]
    assert Participation.objects.get().division == area
    assert outcomes(ParticipationSheet, row) == ["unchanged"]
    assert programme.participations.count() == 1


def test_organisation_on_record_gets_no_double(folder):
    known = OrganisationFactory(name="VNG International", country="NL")
    run(folder)
    assert Organisation.objects.get() == known
