"""The words of a text and where they stand in it, in any script."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from partnerships.base.search import LONGEST_WORD, normalised

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
# Marks that Unicode writes after their letter, and apostrophes, do not end a word.
_INSIDE = r"[\u0300-\u036f]|['’ʼ`](?=[^\W_])"
_TOKENS = re.compile(rf"(?P<han>{HAN}+)|(?:(?!{HAN})[^\W_])(?:(?!{HAN})[^\W_]|{_INSIDE})*")
_LETTERS = re.compile(r"[^\W_]+")


class Token(NamedTuple):
    """A word, or a run of Chinese characters, between two places of the text it was read from."""

    start: int
    end: int
    word: str
    is_chinese: bool


def read(text):
    """Return the tokens of a text in order; their words are in lower case and without accents."""
    return [token for match in _TOKENS.finditer(text) if (token := _token(match)).word]


def _token(match):
    plain = "".join(_LETTERS.findall(normalised(match.group())))
    is_chinese = match["han"] is not None
    # A run of Chinese may be as long as its sentence: it is cut into words later.
    return Token(*match.span(), plain if is_chinese else plain[:LONGEST_WORD], is_chinese)


@cache
def word_list(name):
    """Return the words of one of our lists; a line with # is a remark."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
