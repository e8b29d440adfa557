"""The databases of the tests: one is migrated, the others are copies of it.

Migrations take long, a copy takes a second; so no second worker migrates what the first one has,
and the browser tests get one of their own. pytest-django opens what stands here under the name it
gives to the database of a worker (see ``conftest.py``).
"""

import hashlib
import re
import sys
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.db.migrations.loader import MigrationLoader

# Any number; the same for everybody who prepares databases on one server.
LOCK = 20_261_130
OURS = re.compile(rb"^(?:from|import) ((?:partnerships|portal|programmes)[\w.]*)", re.MULTILINE)


def prepare(*, fresh, run):
    """Have the database of this worker be what the migrations of now make, and empty.

    A comment on each database says of what it was made; without one it was never completed. The
    server keeps the lock, wherever it is and whoever asks; others wait here for who came first.
    With ``fresh`` everything is made anew, once for all workers of a run.
    """
    migrated = f"{TEST_DATABASE_PREFIX}{connection.settings_dict['NAME']}_migrated"
    now = fingerprint(sources())
    with administration() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        made_of = comment(cursor, migrated)
        if (made_of != f"{now} {run}") if fresh else (made_of.split(" ")[0] != now):
            create(cursor, migrated, connection.creation.sql_table_creation_suffix())
            _migrate(migrated)
            made_of = f"{now} {run}"
            stamp(cursor, migrated, made_of)
        refresh(cursor, connection.creation._get_test_db_name(), migrated, made_of)


def refresh(cursor, name, source, made_of):
    """Copy a database, unless the copy that is there was made of the same."""
    if comment(cursor, name) != made_of:
        create(cursor, name, f'TEMPLATE "{source}"')
        stamp(cursor, name, made_of)


def fingerprint(paths):
    """Return in short what a migrated database follows from: files, and packages by version."""
    packages = sorted(f"{one.name} {one.version}" for one in distributions())
    content = [path.read_bytes() for path in paths]
    return hashlib.sha256(b"\n".join([*content, *map(str.encode, packages)])).hexdigest()[:16]


def sources():
    """Return the files of all migrations, also of packages, and what they import of ours."""
    loader = MigrationLoader(None)
    waiting = [type(migration).__module__ for migration in loader.disk_migrations.values()]
    found = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = Path(sys.modules[name].__file__)
            waiting += [one.decode() for one in OURS.findall(found[name].read_bytes())]
    return sorted(found.values())


def _migrate(name):
    before = connection.settings_dict["NAME"]
    use(name)
    try:
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    finally:
        use(before)


@contextmanager
def administration():
    """Give a cursor to the server that is in none of its databases that we copy or drop."""
    # Nobody may be connected to them.
    leave()
    with connection._nodb_cursor() as cursor:
        yield cursor


def create(cursor, name, how):
    """Make a database anew."""
    drop(cursor, name)
    cursor.execute(f'CREATE DATABASE "{name}" {how}')


def drop(cursor, name):
    """Drop a database, whoever is connected."""
    cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def stamp(cursor, name, made_of):
    """Say of what a database was made, now that it is complete."""
    cursor.execute(f"COMMENT ON DATABASE \"{name}\" IS '{made_of}'")


def comment(cursor, name):
    """Return of what a database was made; empty when it is not there or was never completed."""
    cursor.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    )
    found = cursor.fetchone()
    return (found and found[0]) or ""


def use(name):
    """Let every connection from now on be to this database."""
    leave()
    # The threads of a server make their connections from this dictionary too.
    connection.settings_dict["NAME"] = name


def leave():
    """Close all connections of this process."""
    connection.close()
    connection.close_pool()
