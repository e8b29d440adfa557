"""The databases of the tests are what the migrations of now make."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import migrations as of_django
from django.db import connection

from tests import copies


@contextmanager
def scratch(*names):
    """A cursor to the server; databases of these names are gone afterwards."""
    with connection._nodb_cursor() as cursor:
        try:
            yield cursor
        finally:
            for name in names:
                copies.drop(cursor, name)


def number(cursor, name):
    """Return the number that the server gave to a database when it was made."""
    cursor.execute("SELECT oid FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone()[0]


def test_fingerprint_follows_migrations_of_ours_of_packages_and_what_they_import():
    found = copies.sources()
    written = (settings.BASE_DIR / "partnerships" / "migrations").glob("0*.py")
    imported = ("partnerships/base/migrations.py", "partnerships/models/places.py")
    of_packages = Path(of_django.__file__).parent / "0001_initial.py"
    assert set(found) >= {*written, *(settings.BASE_DIR / one for one in imported), of_packages}


def test_fingerprint_changes_with_one_of_its_files(tmp_path):
    migration = tmp_path / "0018_more.py"
    migration.write_text("one")
    before = copies.fingerprint([migration])
    assert copies.fingerprint([migration]) == before
    migration.write_text("other")
    assert copies.fingerprint([migration]) != before


@pytest.mark.django_db
def test_database_of_a_worker_is_a_copy_of_what_is_migrated_now():
    with scratch() as cursor:
        made_of = copies.comment(cursor, connection.settings_dict["NAME"])
    assert made_of.split(" ")[0] == copies.fingerprint(copies.sources())


@pytest.mark.slow
@pytest.mark.django_db
def test_copy_is_made_again_only_when_it_was_made_of_something_else():
    source, copy = (f"{connection.settings_dict['NAME']}_{end}" for end in ("source", "copy"))
    with scratch(source, copy) as cursor:
        copies.create(cursor, source, "TEMPLATE template0")
        made = []
        for made_of in ("first", "first", "second"):
            copies.refresh(cursor, copy, source, made_of)
            made.append(number(cursor, copy))
            assert copies.comment(cursor, copy) == made_of
    assert made[0] == made[1]
    assert made[1] != made[2]


@pytest.mark.slow
@pytest.mark.django_db
def test_database_that_was_never_completed_is_made_again():
    source, copy = (f"{connection.settings_dict['NAME']}_{end}" for end in ("source", "copy"))
    with scratch(source, copy) as cursor:
        copies.create(cursor, source, "TEMPLATE template0")
        copies.create(cursor, copy, "TEMPLATE template0")
        assert copies.comment(cursor, copy) == ""
        before = number(cursor, copy)
        copies.refresh(cursor, copy, source, "first")
        assert number(cursor, copy) != before
