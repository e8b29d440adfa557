"""A group smaller than five is never told, nor can it be worked out from what is told."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.base.disclosure import SMALLEST, is_safe, may_name, tell_one, tell_several

# A busy machine is slow to begin, which says nothing of the rule.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=8).map(lambda one: dict(enumerate(one)))


@pytest.mark.parametrize(
    ("counts", "total", "numbers", "rest"),
    [
        ([5, 6], 11, [5, 6], None),
        ([5, 0, 7], 12, [5, 0, 7], None),
        # One small number would be what the whole leaves; so the smallest large one goes too.
        ([9, 2, 6], 17, [9, None, None], 8),
        # Of two equal ones both go, or the order would tell which of them is the large one.
        ([5, 1, 5, 9], 20, [None, None, None, 9], 11),
        ([20, 2], None, [None, None], None),
        ([4, 4, 4], None, [None, None, None], None),
        ([4, 0], None, [None, None], None),
        ([0, 0], None, [None, None], None),
        ([5, 0], 5, [5, 0], None),
    ],
)
def test_one_answer_each(counts, total, numbers, rest):
    told = tell_one(dict(enumerate(counts)))
    assert (told.total, list(told.numbers.values()), told.rest) == (total, numbers, rest)


@pytest.mark.parametrize(
    ("counts", "total", "numbers"),
    [
        ([5, 15, 0, 20], 20, [5, 15, 0, 20]),
        # Too few gave it, too few did not.
        ([4, 16], 20, [None, None]),
        ([0, 4], 4, [None, None]),
    ],
)
def test_several_answers_each(counts, total, numbers):
    told = tell_several(dict(enumerate(counts)), total)
    assert list(told.numbers.values()) == numbers
    assert told.total == (total if total >= SMALLEST else None)


@patient
@given(COUNTS)
def test_nothing_that_can_be_added_or_subtracted_is_a_small_group(counts):
    told = tell_one(counts)
    shown = [number for number in told.numbers.values() if number is not None]
    parts = [*shown, *([told.rest] if told.rest is not None else [])]
    assert told.total is None or sum(parts) == told.total == sum(counts.values())
    for size in range(len(parts) + 1):
        for some in itertools.combinations(parts, size):
            assert is_safe(sum(some))
            assert told.total is None or is_safe(told.total - sum(some))


@patient
@given(COUNTS)
def test_a_number_that_is_told_is_the_true_one_and_what_is_small_never_stands_alone(counts):
    told = tell_one(counts)
    assert all(number in (None, counts[key]) for key, number in told.numbers.items())
    withheld = [key for key, number in told.numbers.items() if number is None]
    assert len(withheld) != 1 or told.total is None
    assert told.rest is None or told.rest > SMALLEST


@pytest.mark.parametrize("size", [2, 3, 4])
def test_who_knows_the_rule_cannot_work_out_which_small_number_belongs_to_an_answer(size):
    # Every way in which up to nine authorities can stand at each answer, by what is told of it.
    told_alike = defaultdict(list)
    for counts in itertools.product(range(10), repeat=size):
        told = tell_one(dict(enumerate(counts)))
        told_alike[told.total, tuple(told.numbers.values()), told.rest].append(counts)
    derivable = [
        (told, at, worlds[0][at])
        for told, worlds in told_alike.items()
        for at in range(size)
        if len({world[at] for world in worlds}) == 1 and not is_safe(worlds[0][at])
    ]
    assert derivable == []


@patient
@given(st.integers(0, 60), COUNTS)
def test_neither_who_gave_one_of_several_answers_nor_who_did_not_is_a_small_group(more, counts):
    total = max(counts.values()) + more
    told = tell_several(counts, total)
    for number in told.numbers.values():
        assert number is None or (is_safe(number) and is_safe(told.total - number))


@pytest.mark.parametrize(
    ("named", "count", "may"), [(3, 3, True), (3, 7, False), (3, 8, True), (0, 4, False)]
)
def test_some_may_be_named_if_that_leaves_nobody_or_a_group(named, count, may):
    assert may_name(named, count) is may
