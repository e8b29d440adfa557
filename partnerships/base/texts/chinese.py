"""Chinese, which is written without spaces: the words of a run of characters."""

import re
from functools import lru_cache

import rjieba

from .reading import HAN

_CHINESE = re.compile(HAN)


@lru_cache(maxsize=10_000)
def words(run):
    """Return the words of a run and those within them, each with its place in the run.

    The dictionary decides what is a word: 水资源管理 holds 水资源, 资源 and 管理.
    """
    found = {(start, word) for word, start, _end in rjieba.tokenize(run, "search")}
    return tuple(sorted(found, key=lambda one: (one[0], len(one[1]), one[1])))


@lru_cache(maxsize=10_000)
def cut(run):
    """Return the words of a run one after the other, as a reader would separate them."""
    return tuple(rjieba.cut(run))


def pairs(run):
    """Return every two neighbouring characters: what the dictionary does not know is in there."""
    return [run[place : place + 2] for place in range(len(run) - 1)]


def is_chinese(text):
    return _CHINESE.match(text) is not None
