"""English words and their stem."""

from functools import lru_cache

from snowballstemmer import stemmer

_STEMMER = stemmer("english")
LONGEST_STEMMED = 40


@lru_cache(maxsize=50_000)
def stem(word):
    """Return what the forms of a word have in common."""
    return _STEMMER.stemWord(word) if len(word) <= LONGEST_STEMMED else word
