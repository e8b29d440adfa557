"""The search engine for texts in Dutch, English and Chinese; it knows no noun.

A noun that is to be found has a ``SearchVectorField`` and the index
``GinIndex(Costly("search"), name=...)``. Whoever writes a record gives its texts by weight,
``{"A": [Text(title, "nl"), ...], "B": ..., "C": ..., "D": ...}``, to ``learn``, so that misspelt
words can be recognised, and then to ``analyse``, which returns what the vector holds. ``search``
answers what a reader types, and ``highlight`` shows why.

``make bench-search`` measures it. The simpler search of agreements and places is in
``partnerships/base/search.py``.
"""

from .analysis import Text, analyse
from .highlighting import highlight, marks
from .lexicon import learn, learnt_for
from .parsing import parse
from .queries import Query, Refusal
from .ranking import Costly, Matches
from .searching import MOST_RANKED, Found, newest_of, search

__all__ = [
    "MOST_RANKED",
    "Costly",
    "Found",
    "Matches",
    "Query",
    "Refusal",
    "Text",
    "analyse",
    "highlight",
    "learn",
    "learnt_for",
    "marks",
    "newest_of",
    "parse",
    "search",
]
