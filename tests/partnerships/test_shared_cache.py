"""The cache that all processes share: what it keeps, for how long, and turns taken at once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction

START = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
TWO = ("door", 2, 60)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as moved:
        cache.clear()
        yield moved


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache ORDER BY cache_key")
        return [key for (key,) in cursor.fetchall()]


def test_a_value_is_kept_replaced_and_gone_after_its_time(clock):
    cache.set("a", [1], timeout=60)
    cache.set("a", [1, 2], timeout=60)
    clock.shift(60)
    assert cache.get("a") == [1, 2]
    clock.shift(1)
    assert cache.get("a") is None
    cache.set("a", "for good", timeout=None)
    clock.shift(dt.timedelta(days=1000))
    assert cache.get("a") == "for good"


def test_only_the_first_adds_until_its_time_is_over(clock):
    assert [cache.add("a", turn, timeout=60) for turn in (1, 2)] == [True, False]
    assert cache.get("a") == 1
    clock.shift(61)
    assert cache.add("a", 3, timeout=60)
    assert cache.get("a") == 3


def test_what_is_touched_lasts_longer_unless_it_is_gone(clock):
    cache.set("a", 1, timeout=60)
    assert cache.touch("a", 120)
    clock.shift(100)
    assert cache.get("a") == 1
    clock.shift(100)
    assert not cache.touch("a", 120)
    assert not cache.touch("b", 120)


def test_each_write_is_one_statement(clock, django_assert_num_queries):
    for write in (cache.set, cache.add):
        with django_assert_num_queries(1):
            write("a", 1, timeout=60)
    with django_assert_num_queries(1):
        cache.touch("a", 60)
    with django_assert_num_queries(1):
        cache.take_turns(TWO, ("window", 1, 60))


def test_what_is_long_over_goes_with_what_is_written(clock):
    for name in ("a", "b"):
        cache.set(name, 1, timeout=60)
    cache.set("lasts", 1, timeout=24 * 3600)
    clock.shift(3661)
    cache.set("b", 2, timeout=60)
    assert rows() == [":1:b", ":1:lasts"]
    clock.shift(3661)
    assert len(cache.take_turns(TWO)) == 1
    assert rows() == [":1:door:0000", ":1:lasts"]


def test_a_turn_comes_free_after_its_own_time(clock):
    taken = []
    for seconds in (0, 30, 0, 31, 0):
        clock.shift(seconds)
        taken.append(cache.take_turns(TWO))
    assert taken == [[":1:door:0000"], [":1:door:0001"], [], [":1:door:0000"], []]


def test_turns_of_several_limits_are_taken_together_or_not_at_all(clock):
    one = ("window", 1, 60)
    assert sorted(cache.take_turns(TWO, one)) == [":1:door:0000", ":1:window:0000"]
    assert cache.take_turns(TWO, one) == []
    assert rows() == [":1:door:0000", ":1:window:0000"]


def test_turns_are_given_back_one_by_one_or_all_of_a_limit(clock):
    first, _second = cache.take_turns(TWO), cache.take_turns(TWO)
    cache.give_back(first)
    assert cache.take_turns(TWO) == first
    cache.take_turns(("window", 1, 60))
    cache.forget_turns(TWO)
    assert rows() == [":1:window:0000"]


@pytest.fixture
def _committed(transactional_db):
    cache.clear()
    yield
    cache.clear()


def taken_beside(_number):
    try:
        return cache.take_turns(("door", 5, 600), ("house", 100, 600))
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.usefixtures("_committed")
def test_many_at_once_take_exactly_the_turns_there_are():
    with ThreadPoolExecutor(3) as people:
        taken = list(people.map(taken_beside, range(40)))
    assert sorted(len(turns) for turns in taken) == [0] * 35 + [2] * 5
    doors = [turn for turns in taken for turn in turns if ":door:" in turn]
    assert sorted(doors) == [f":1:door:{turn:04}" for turn in range(5)]
    assert len(rows()) == 10


@pytest.mark.slow
@pytest.mark.usefixtures("_committed")
def test_whoever_loses_a_turn_to_another_takes_the_next_one():
    with ThreadPoolExecutor(1) as beside, transaction.atomic():
        first = cache.take_turns(("door", 5, 600))
        other = beside.submit(taken_beside, 1)
        with connection.cursor() as cursor:
            while not waits_for_us(cursor):
                assert not other.done()
    assert (first, sorted(other.result())) == (
        [":1:door:0000"],
        [":1:door:0001", ":1:house:0000"],
    )


def waits_for_us(cursor):
    """Return whether another connection waits for this one to commit."""
    cursor.execute(
        "SELECT pg_backend_pid() = ANY(pg_blocking_pids(pid)) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    return any(waits for (waits,) in cursor.fetchall())
