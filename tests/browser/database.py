"""A database for the browser tests alone, beside the one of the other tests."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

from tests import copies


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
    with copies.administration() as cursor:
        copies.create(cursor, own, f'TEMPLATE "{shared}"')
    copies.use(own)
    try:
        yield
    finally:
        copies.use(shared)
        with copies.administration() as cursor:
            copies.drop(cursor, own)


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
