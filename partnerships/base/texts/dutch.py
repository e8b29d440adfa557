"""Dutch words: their stem, and the simple words of which a compound is made.

Cutting compounds is cautious: a wrong part finds what nobody asked for, a missing one only leaves
the whole word to be found. Every part must therefore be known.
"""

import re
from functools import cache, lru_cache

from snowballstemmer import stemmer

from .reading import word_list

_STEMMER = stemmer("dutch")
# Forms of which the stemmer does not know that they belong together.
_FORMS = {
    "paden": "pad",
    "wegen": "weg",
    "dagen": "dag",
    "daken": "dak",
    "spelen": "spel",
    "verdragen": "verdrag",
    "oorlogen": "oorlog",
    "steden": "stad",
    "stedelijk": "stad",
    "stedelijke": "stad",
    "schepen": "schip",
    "leden": "lid",
    "kinderen": "kind",
    "scholieren": "scholier",
    "eieren": "ei",
    "musea": "museum",
    "duurzame": "duurzaam",
    "gezamenlijke": "gezamenlijk",
    "langzame": "langzaam",
    "gemeentelijk": "gemeente",
    "gemeentelijke": "gemeente",
    "provinciaal": "provincie",
    "provinciale": "provincie",
    "chinees": "china",
    "chinese": "china",
    "chinezen": "china",
    "nederlands": "nederland",
    "nederlandse": "nederland",
    "nederlanders": "nederland",
    "samenwerken": "samenwerking",
    "samenwerkt": "samenwerking",
    "samenwerkten": "samenwerking",
    "samenwerkte": "samenwerking",
}
# What stands between two parts: stad-s-vernieuwing, pers-onen-vervoer has its plural itself.
_LINKS = ("", "s", "e", "en", "n")
SHORTEST_PART = 3
# A word that only the texts know may be a part from this length on.
SHORTEST_LEARNT_PART = 5
SHORTEST_COMPOUND = 6
# What is longer is no word; the stemmer would take its time over it.
LONGEST_STEMMED = 40


@lru_cache(maxsize=50_000)
def stem(word):
    """Return what the forms of a word have in common: a simple word if it is known, else its stem.

    The stemmer alone gives *haaf* for *haven* but *haven* for *havens*, and *fiet* for *fiets*.
    """
    word = _FORMS.get(word, word)
    if word in simple_words():
        plain = _STEMMER.stemWord(word)
        return plain if plain in simple_words() and plain[:3] == word[:3] else word
    if len(word) > LONGEST_STEMMED:
        return word
    return _uninflected(word) or _known_stem(word, _STEMMER.stemWord(word))


def _uninflected(word):
    """Return the simple word of which one is the form in -e, or an empty text: groene, schone."""
    bare = word.removesuffix("e")
    choices = (bare, re.sub(r"([aeou])([^aeiou])$", r"\1\1\2", bare), bare[:-1])
    found = (one for one in choices if len(one) >= SHORTEST_PART and one in simple_words())
    return next(found, "") if bare != word else ""


def _known_stem(word, plain):
    """Return the simple word that has a stem and begins as a word does, or else the stem."""
    if plain in simple_words() and plain[:3] == word[:3]:
        return plain
    known = [one for one in (plain, *_by_stem().get(plain, ())) if _alike(one, word)]
    known = [one for one in known if one in simple_words()]
    if known:
        return max(known, key=lambda one: (_shared(one, word), -len(one), one))
    return word if plain in simple_words() else plain


def _shared(one, word):
    """Return how many letters two words have in common from the front."""
    pairs = zip(one, word, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(word)))


def _alike(one, word):
    """Return whether a form may be of a word: it begins alike, or so behind *ge-*."""
    return one[:3] in (word[:3], word.removeprefix("ge")[:3])


def simple_words():
    """Return the simple words that this portal knows beforehand."""
    return word_list("dutch_words.txt")


@cache
def _by_stem():
    """Return the simple words under the stem that the stemmer gives them, shortest first."""
    found = {}
    for word in sorted(simple_words(), key=lambda word: (len(word), word)):
        found.setdefault(_STEMMER.stemWord(word), []).append(word)
    return found


def may_be_compound(word):
    """Return whether a word is worth cutting: long enough, only letters, and not a simple one."""
    is_simple = word in _FORMS or stem(word) in simple_words()
    is_long = SHORTEST_COMPOUND <= len(word) <= LONGEST_STEMMED
    return is_long and word.isalpha() and word.isascii() and not is_simple


def parts(word, learnt=frozenset()):
    """Return the simple words of which a compound is made, or none if some part is unknown.

    ``learnt`` are further words that may be a part. One of the parts at least must be a word
    that was known beforehand, so that names are not cut by chance.
    """
    return _parts(word, learnt if learnt else frozenset()) if may_be_compound(word) else ()


@lru_cache(maxsize=50_000)
def _parts(word, learnt):
    """Return the cut with the fewest parts; among those, the one with the longest last part."""
    found = [cut for cut in _cuts(word, learnt) if any(map(_is_simple, cut))]
    return min(found, key=lambda cut: (len(cut), -len(cut[-1])), default=())


def _cuts(word, learnt, depth=4):
    """Yield every way to cut a word into at most so many known parts."""
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        head = _head(word[:place], learnt)
        if not head:
            continue
        tail = word[place:]
        if _is_known(tail, learnt):
            yield (head, tail)
        if depth > 2:
            yield from ((head, *rest) for rest in _cuts(tail, learnt, depth - 1))


def _head(text, learnt):
    """Return the word with which a compound begins, without what links it to the next."""
    for link in _LINKS:
        bare = text.removesuffix(link)
        if (bare != text or not link) and len(bare) >= SHORTEST_PART and _is_known(bare, learnt):
            return bare
    return ""


def _is_known(part, learnt):
    return _is_simple(part) or (len(part) >= SHORTEST_LEARNT_PART and part in learnt)


def _is_simple(part):
    if part in simple_words():
        return True
    # A plural counts if it is longer than what may be chance.
    return len(part) > SHORTEST_PART + 1 and stem(part) in simple_words()
