"""Turns text in Dutch, English and Chinese into the words that the search compares.

Names are found as they are written, without accents, by their stem, and from their first
letters; Chinese is found from one character on. PostgreSQL's own dictionaries are left out:
they miss Dutch plurals and know no Chinese (docs/adr/0005-search.md).
"""

import re
import unicodedata

from django.db.models import BooleanField, Func, Value
from snowballstemmer import stemmer

_DUTCH, _ENGLISH = stemmer("dutch"), stemmer("english")
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_WORDS = re.compile(rf"{_HAN}+|[^\W_]+")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`](?=\w)")
LONGEST_QUERY = 200
# PostgreSQL refuses lexemes beyond 2,046 bytes; no word that people search is near it.
LONGEST_WORD = 200


def normalised(text):
    """Return text in lower case, without accents and in one form for full-width characters."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text):
    """Split text into words; a run of Chinese characters is one word."""
    found = _WORDS.findall(_APOSTROPHES.sub("", normalised(text)))
    return [word[:LONGEST_WORD] for word in found]


def is_chinese(word):
    return re.match(_HAN, word) is not None


def _chinese_tokens(word):
    return [*word, *(word[place : place + 2] for place in range(len(word) - 1))]


def _stems(word):
    return {f"={_DUTCH.stemWord(word)}", f"={_ENGLISH.stemWord(word)}"}


def tokens(text):
    """Return the distinct words, stems (marked ``=``) and Chinese pairs of a text, in order."""
    found = {}
    for word in words(text):
        for token in _chinese_tokens(word) if is_chinese(word) else [word, *sorted(_stems(word))]:
            found[token] = None
    return list(found)


def vector(weighted):
    """Return PostgreSQL's text form of the search vector of texts under their weights.

    ``weighted`` maps A to D to lists of texts, most important first; a word that stands under
    several weights keeps the first.
    """
    found = {}
    for weight, texts in weighted.items():
        for token in tokens(" ".join(filter(None, texts))):
            found.setdefault(token, weight)
    return " ".join(f"{_quoted(token)}:1{weight}" for token, weight in found.items())


def _quoted(token):
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


class Matches(Func):
    """Whether a vector answers a query in PostgreSQL's language, taken to the letter.

    ``to_tsquery`` would read the words once more and lose the mark of a stem.
    """

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, vector, tsquery):
        super().__init__(vector, Value(tsquery))


def query(text):
    """Return PostgreSQL's query for every word of a text; empty when it holds no word.

    A word is found as written, as the beginning of a longer one, or by its stem.
    """
    groups = []
    for word in words(text[:LONGEST_QUERY]):
        if is_chinese(word):
            pairs = [word] if len(word) == 1 else _chinese_tokens(word)[len(word) :]
            groups.extend(_quoted(pair) for pair in pairs)
        else:
            stems = "|".join(_quoted(stem) for stem in sorted(_stems(word)))
            groups.append(f"({_quoted(word)}:*|{stems})")
    return "&".join(groups)
