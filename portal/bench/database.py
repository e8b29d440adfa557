"""The database of the benchmark: beside the portal's own on the same server, never the same."""

import hashlib
import inspect
import os
import secrets

import psycopg
from django.conf import settings
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from partnerships.management.commands._imports import DATA

from . import data, fill, texts

NAME = "chinapoort_bench"


def is_ours(address):
    """Return whether an address is that of the benchmark's database."""
    return conninfo_to_dict(address).get("dbname") == NAME


def fingerprint(size):
    """Return what the content follows from: scale, migrations, reference files, generator."""
    migrations = settings.BASE_DIR / "partnerships" / "migrations"
    sources = [
        file.read_bytes() for file in sorted([*migrations.glob("*.py"), *DATA.glob("*.csv")])
    ]
    sources += [inspect.getsource(module).encode() for module in (data, fill, texts)]
    return f"{size} {hashlib.sha256(b''.join(sources)).hexdigest()[:16]}"


def ensure(address, *, size, fresh):
    """Make an empty database unless there is one of this fingerprint; returns its address."""
    with psycopg.connect(address, autocommit=True) as connection:
        comment = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [NAME],
        ).fetchone()
        if fresh or comment is None or comment[0] != fingerprint(size):
            connection.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
            connection.execute(f"CREATE DATABASE \"{NAME}\" TEMPLATE template0 ENCODING 'UTF8'")
    return make_conninfo(address, dbname=NAME)


def stamp(connection, size):
    """Note in the database itself that it is complete, and of what."""
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON DATABASE \"{NAME}\" IS '{fingerprint(size)}'")


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
