"""The cache that all processes share, in a table whose every write is one statement."""

import base64
import datetime as dt
import pickle

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone

FOREVER = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
# What nobody asks for any more goes with what is written, so that strangers cannot fill the table;
# what somebody else is at work on waits for the next time.
SWEPT = """
    WITH swept AS (
        DELETE FROM shared_cache WHERE cache_key IN (
            SELECT cache_key FROM shared_cache
            WHERE expires < %(long_ago)s AND cache_key <> ALL(%(keys)s)
            ORDER BY expires LIMIT 10 FOR UPDATE SKIP LOCKED
        )
    )
"""
LONG = dt.timedelta(hours=1)
SET = f"""{SWEPT}
    INSERT INTO shared_cache (cache_key, value, expires)
    SELECT unnest(%(keys)s::text[]), %(value)s, %(expires)s
    ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires
"""
ADD = f"{SET} WHERE shared_cache.expires < %(now)s"
TOUCH = """
    UPDATE shared_cache SET expires = %(expires)s
    WHERE cache_key = ANY(%(keys)s) AND expires >= %(now)s
"""
# Whoever takes the same turn at the same moment waits, and then does not get it.
TAKE = f"""{SWEPT},
    free AS (
        SELECT DISTINCT ON (one.number) one.key, one.expires
        FROM unnest(%(keys)s::text[], %(numbers)s::int[], %(ends)s::timestamptz[])
            AS one(key, number, expires)
        LEFT JOIN shared_cache AS held ON held.cache_key = one.key AND held.expires >= %(now)s
        WHERE held.cache_key IS NULL
        ORDER BY one.number, one.key
    ),
    taken AS (
        INSERT INTO shared_cache (cache_key, value, expires)
        SELECT key, %(value)s, expires FROM free
        WHERE (SELECT count(*) FROM free) = %(wanted)s
        ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires
        WHERE shared_cache.expires < %(now)s
        RETURNING cache_key
    )
    SELECT (SELECT count(*) FROM free), ARRAY(SELECT cache_key FROM taken)
"""  # noqa: S608 -- of constants; all values are parameters


class SharedCache(DatabaseCache):
    """Django's cache in a table, which counts all its rows at each write, without the counting.

    An error of the database is raised, so that who counts attempts is not told that all is well.
    """

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._write(SET, key, version, timeout, value)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._write(ADD, key, version, timeout, value)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._write(TOUCH, key, version, timeout, None)

    def take_turns(self, *limits):
        """Take a turn of each limit, or of none when one has none left; returns what was taken.

        A limit is its name, how many turns there are, and the seconds until one comes free again.
        Each turn is a row of its own, so that two requests at the same moment cannot share one.
        """
        rows = [
            (key, number, limit[2])
            for number, limit in enumerate(limits)
            for key in self._turns_of(limit)
        ]
        while True:
            free_count, taken = _take(rows, wanted=len(limits))
            if free_count < len(limits) or len(taken) == len(limits):
                return taken
            # Somebody was quicker, and their turns are seen now.
            self.give_back(taken)

    def give_back(self, turns):
        self._base_delete_many(turns)

    def forget_turns(self, *limits):
        """Give back all turns of some limits, whoever took them."""
        self.give_back([key for limit in limits for key in self._turns_of(limit)])

    def _turns_of(self, limit):
        name, most, _seconds = limit
        return [self.make_and_validate_key(f"{name}:{turn:04}") for turn in range(most)]

    def _write(self, statement, key, version, timeout, value):
        key = self.make_and_validate_key(key, version=version)
        ends = self.get_backend_timeout(timeout)
        values = {
            "keys": [key],
            "value": _packed(value),
            "expires": FOREVER if ends is None else dt.datetime.fromtimestamp(ends, tz=dt.UTC),
        }
        with connection.cursor() as cursor:
            cursor.execute(statement, {**values, **_moments()})
            return cursor.rowcount == 1


def _take(rows, *, wanted):
    """Return how many of the limits have a turn left, and the turns that are now ours."""
    moments = _moments()
    keys, numbers, seconds = (list(column) for column in zip(*rows, strict=True))
    ends = [moments["now"] + dt.timedelta(seconds=one) for one in seconds]
    values = {"keys": keys, "numbers": numbers, "ends": ends}
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {**values, **moments, "wanted": wanted, "value": _packed(1)})
        return cursor.fetchone()


def _moments():
    now = timezone.now()
    return {"now": now, "long_ago": now - LONG}


def _packed(value):
    return base64.b64encode(pickle.dumps(value, DatabaseCache.pickle_protocol)).decode("ascii")
