"""The import commands: a CSV file in, a report of every line out."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from partnerships.models import Agreement, LocalAuthority, Theme
from tests.factories.partnerships import ChineseDivisionFactory, LocalAuthorityFactory

from .sheets import events, write_csv

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def run(command, path, *options):
    """Run a command on a file and return the lines it prints."""
    told = io.StringIO()
    call_command(command, "--file", str(path), *options, stdout=told)
    return told.getvalue().splitlines()


def theme(slug, name):
    return {"slug": slug, "name_nl": name, "name_en": "", "name_zh_hans": ""}


@pytest.fixture
def themes(tmp_path):
    return write_csv(tmp_path / "themes.csv", theme("water", "Water"), theme("art", "Kunst"))


def test_command_counts_what_became_of_the_rows(themes):
    assert run("import_themes", themes) == ["themes.csv: 2 new, 0 changed, 0 unchanged, 0 refused"]
    assert [one.name_nl for one in Theme.objects.all()] == ["Water", "Kunst"]


def test_command_run_twice_changes_nothing_and_writes_no_history(themes):
    run("import_themes", themes)
    before = events()
    assert run("import_themes", themes) == ["themes.csv: 0 new, 0 changed, 2 unchanged, 0 refused"]
    assert events() == before


def test_dry_run_prints_the_differences_and_writes_nothing(themes):
    run("import_themes", themes)
    before = events(), list(Theme.objects.values())
    write_csv(themes, theme("water", "Waterbeheer"), theme("art", "Kunst"), theme("sea", "Zee"))
    assert run("import_themes", themes, "--dry-run") == [
        "  line 2 water: name_nl: 'Water' → 'Waterbeheer'",
        "  line 4 sea: new",
        "themes.csv: 1 new, 1 changed, 1 unchanged, 0 refused (dry run, nothing written)",
    ]
    assert (events(), list(Theme.objects.values())) == before


def test_refused_row_is_told_with_its_line_while_the_rest_goes_in(themes):
    rows = theme("a b", "X"), theme("water", ""), theme("art", "Kunst"), theme("art", "Kunst")
    write_csv(themes, *rows)
    assert run("import_themes", themes) == [
        "  line 2 a b: slug: Enter a valid “slug” consisting of letters, numbers, underscores "
        "or hyphens.",
        "  line 3 water: name_nl: This field cannot be blank.",
        "  line 5 art: This row repeats line 4.",
        "themes.csv: 1 new, 0 changed, 0 unchanged, 3 refused",
    ]
    assert [one.slug for one in Theme.objects.all()] == ["art"]


def test_agreements_command_names_the_unknown_code(tmp_path):
    LocalAuthorityFactory(code="GM0599"), ChineseDivisionFactory(code="310115")
    tie = {
        "reference": "good",
        "authorities": "GM0599",
        "divisions": "310115",
        "kind": "cluster",
        "summary_nl": "Samen.",
    }
    bad = tie | {"reference": "bad", "authorities": "GM0599;GM9999"}
    path = write_csv(tmp_path / "ties.csv", bad, tie)
    assert run("import_agreements", path) == [
        "  line 2 bad: authorities: There is no place with code GM9999.",
        "agreements.csv: 1 new, 0 changed, 0 unchanged, 1 refused",
    ]
    assert [agreement.slug for agreement in Agreement.objects.public()] == ["good"]


def test_authorities_command_shows_a_merger_before_it_is_written(tmp_path):
    province = {"code": "PV28", "name": "Zuid-Holland", "kind": "province", "province": ""}
    old = {"code": "GM0501", "name": "Brielle", "kind": "municipality", "province": "PV28"}
    path = write_csv(tmp_path / "places.csv", province, old)
    run("import_authorities", path)
    new = old | {"code": "GM1992", "name": "Voorne aan Zee", "valid_from": "2023-01-01"}
    ended = old | {"valid_until": "2023-01-01", "successors": "GM1992"}
    write_csv(path, province, ended, new)
    assert run("import_authorities", path, "--dry-run") == [
        "  line 3 GM0501: valid_until: '' → '2023-01-01'",
        "  line 3 GM0501: successors: '' → 'GM1992'",
        "  line 4 GM1992: new",
        "local_authorities.csv: 1 new, 1 changed, 1 unchanged, 0 refused "
        "(dry run, nothing written)",
    ]
    assert run("import_authorities", path)[-1].startswith(
        "local_authorities.csv: 1 new, 1 changed, 1 unchanged, 0 refused"
    )
    assert [place.code for place in LocalAuthority.objects.get(code="GM0501").successors.all()] == [
        "GM1992"
    ]


def test_file_with_a_mark_and_windows_lines_is_read(themes):
    themes.write_bytes("\ufeffslug,name_nl\r\nwater,Water\r\n".encode())
    assert run("import_themes", themes) == ["themes.csv: 1 new, 0 changed, 0 unchanged, 0 refused"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"slug,name_nl,colour\nwater,Water,red\n", "Unknown columns: colour."),
        (b"slug,name_nl\nwater,Water,red\n", "cannot be read as CSV in UTF-8"),
        (b"slug,name_nl\nwater,W\xe4ter\n", "cannot be read as CSV in UTF-8"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_a_sentence(themes, content, reason):
    themes.write_bytes(content)
    with pytest.raises(CommandError, match=reason):
        run("import_themes", themes)
    assert not Theme.objects.exists()


def test_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.csv cannot be read"):
        run("import_themes", tmp_path / "nothing.csv")


def test_file_without_the_column_that_finds_records_is_refused_by_its_name(themes):
    themes.write_text("name_nl,name_en\nWater,Water\n")
    with pytest.raises(CommandError, match="slug"):
        run("import_themes", themes)
