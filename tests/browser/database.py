"""A database for the browser tests alone, beside the one of the other tests."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.creation import TEST_DATABASE_PREFIX


@contextmanager
def own_database():
    """Let everything use a fresh copy of the empty test database for as long as the block runs.

    What a server shows must be committed, and other tests count on an empty database: were it
    theirs, a run that is broken off would leave them a whole register.
    """
    shared = connection.settings_dict["NAME"]
    # pytest-django makes one only for tests marked ``django_db``; without the mark this
    # connection is to the developer's own register.
    if not shared.startswith(TEST_DATABASE_PREFIX):
        raise AssertionError(f"{shared} is no test database; mark the test with django_db.")
    own = f"{shared}_browser"
    _administrate(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
    _administrate(f'CREATE DATABASE "{own}" TEMPLATE "{shared}"')
    _use(own)
    try:
        yield
    finally:
        _use(shared)
        _administrate(f'DROP DATABASE "{own}" WITH (FORCE)')


def committed(write):
    """Do something in a thread of its own, outside the transaction of the test, for the server."""

    def run():
        try:
            with transaction.atomic():
                return write()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def _administrate(statement):
    # Nobody else may be connected to a database that is copied or dropped.
    leave()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def _use(name):
    leave()
    # The threads of the server make their connections from this dictionary too.
    connection.settings_dict["NAME"] = name


def leave():
    connection.close()
    connection.close_pool()
