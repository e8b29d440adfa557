"""The databases of the benchmark: beside the portal's own on the same server, never the same."""

import hashlib
import inspect
import os
import secrets
from dataclasses import dataclass

import psycopg
from django.conf import settings
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from partnerships.management.commands._imports import DATA

from . import data, fill, fragments, practices, stories, texts


@dataclass(frozen=True)
class Database:
    """One database of the benchmark and the modules that make its content."""

    name: str
    made_by: tuple

    def is_at(self, address):
        """Return whether an address is that of this database."""
        return conninfo_to_dict(address).get("dbname") == self.name

    def fingerprint(self, size):
        """Return what the content follows from: scale, migrations, reference files, generator."""
        migrations = settings.BASE_DIR / "partnerships" / "migrations"
        sources = [
            file.read_bytes() for file in sorted([*migrations.glob("*.py"), *DATA.glob("*.csv")])
        ]
        sources += [inspect.getsource(module).encode() for module in self.made_by]
        return f"{size} {hashlib.sha256(b''.join(sources)).hexdigest()[:16]}"

    def ensure(self, address, *, size, fresh):
        """Make it, empty, unless there is one of this fingerprint; returns its address."""
        with psycopg.connect(address, autocommit=True) as connection:
            comment = connection.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
                [self.name],
            ).fetchone()
            if fresh or comment is None or comment[0] != self.fingerprint(size):
                connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
                connection.execute(
                    f"CREATE DATABASE \"{self.name}\" TEMPLATE template0 ENCODING 'UTF8'"
                )
        return make_conninfo(address, dbname=self.name)

    def stamp(self, connection, size):
        """Note in the database itself that it is complete, and of what."""
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON DATABASE \"{self.name}\" IS '{self.fingerprint(size)}'")


AGREEMENTS = Database("chinapoort_bench", (data, fill, texts))
PRACTICES = Database("chinapoort_bench_practices", (practices, fragments, stories, texts))

# Empty but for its tables, and gone after each measurement.
LOAD = Database("chinapoort_bench_load", ())


def is_complete(connection):
    """Return whether the database holds all its data."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = current_database()"
        )
        return cursor.fetchone()[0] is not None


def environment(address):
    """Return the environment of production, for a process that uses this database."""
    return os.environ | {
        "PORTAL_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "BEHIND_PROXY": "true",
        "DATABASE_URL": address,
        "DATA_DIR": str(settings.DATA_DIR / "bench"),
    }
