"""The search engine for texts in Dutch, English and Chinese; it knows no noun."""

from .analysis import Text, analyse
from .lexicon import learn, learnt_for
from .parsing import parse
from .queries import Query, Refusal
from .ranking import Costly
from .searching import Found, search

__all__ = [
    "Costly",
    "Found",
    "Query",
    "Refusal",
    "Text",
    "analyse",
    "learn",
    "learnt_for",
    "parse",
    "search",
]
