"""What the search knows of a record: its words, in every form in which they may be asked for.

Each word stands in the vector as written and, at the same place, in further forms, told apart by
their first character. Between two texts a place is left empty, so that no phrase runs across.
"""

from dataclasses import dataclass, field

from . import chinese, concepts, dutch, english
from .reading import read

WRITTEN, DUTCH, ENGLISH, PART, CONCEPT, CHINESE = "", "=", "~", "+", "@", "#"
# PostgreSQL counts places up to here, and 255 of one lexeme; whatever comes later is left out.
LAST_PLACE, MOST_PLACES = 16_383, 255
# A vector of PostgreSQL holds a million bytes; this is the part for lexemes and their places.
MOST_BYTES = 700_000
WEIGHTS = "ABCD"


@dataclass(frozen=True)
class Text:
    """A text of a record and its language; none for names, which are read in every language."""

    text: str
    language: str = ""

    @property
    def languages(self):
        return (self.language,) if self.language in ("nl", "en") else ("nl", "en")


@dataclass
class _Vector:
    """The lexemes of a record with their places, as PostgreSQL writes them."""

    places: dict = field(default_factory=dict)
    last: int = 0
    size: int = 0

    def add(self, lexeme, place, weight):
        places = self.places.setdefault(lexeme, {})
        # Of two weights at one place the first given is the heavier one.
        if place <= LAST_PLACE and len(places) < MOST_PLACES and place not in places:
            self.size += 4 if places else len(lexeme.encode()) + 12
            if self.size < MOST_BYTES:
                places[place] = weight

    def __str__(self):
        return " ".join(
            f"{quoted(lexeme)}:{','.join(f'{place}{weight}' for place, weight in places.items())}"
            for lexeme, places in self.places.items()
            if places
        )


def quoted(lexeme):
    """Return a lexeme as PostgreSQL reads it in a vector or a query."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def analyse(weighted, *, learnt=frozenset()):
    """Return PostgreSQL's text form of the search vector of a record.

    ``weighted`` maps the weights A to D to lists of ``Text``; ``learnt`` are words of other
    records, of which a Dutch compound may be made as well (see ``lexicon.learnt_for``).
    """
    vector, learnt = _Vector(), frozenset(learnt)
    for weight in WEIGHTS:
        for text in weighted.get(weight, ()):
            if text.text and vector.last < LAST_PLACE:
                _add(vector, text, weight, learnt)
                vector.last += 1
    return str(vector)


def vocabulary(weighted):
    """Return the words of a record that are not Chinese; true for those that may be Dutch."""
    found = {}
    for text in (text for texts in weighted.values() for text in texts if text.text):
        for token in read(text.text):
            if not token.is_chinese:
                found[token.word] = found.get(token.word, False) or text.language == "nl"
    return found


def _add(vector, text, weight, learnt):
    row = []
    for token in read(text.text):
        if token.is_chinese:
            _add_names(vector, text, row, weight)
            row = []
            _add_chinese(vector, token.word, weight)
        else:
            vector.last += 1
            row.append((vector.last, token.word))
            _add_word(vector, text, token.word, weight, learnt)
    _add_names(vector, text, row, weight)


def _add_word(vector, text, word, weight, learnt):
    place = vector.last
    vector.add(WRITTEN + word, place, weight)
    if "en" in text.languages:
        vector.add(ENGLISH + english.stem(word), place, weight)
    if "nl" not in text.languages:
        return
    vector.add(DUTCH + dutch.stem(word), place, weight)
    cut = dutch.parts(word, learnt)
    for part in cut:
        vector.add(PART + dutch.stem(part), place, weight)
    lighter = WEIGHTS[min(WEIGHTS.index(weight) + 1, len(WEIGHTS) - 1)]
    for _first, _length, named in concepts.spoken_of(cut, "nl"):
        for concept in sorted(named):
            vector.add(CONCEPT + concept, place, lighter)


def _add_names(vector, text, row, weight):
    """Add the concepts that words in a row name, where the name begins."""
    words = [word for _place, word in row]
    for language in text.languages:
        for first, _length, named in concepts.spoken_of(words, language):
            for concept in sorted(named):
                vector.add(CONCEPT + concept, row[first][0], weight)


def _add_chinese(vector, run, weight):
    """Add every character and pair, and the words of the dictionary."""
    start = vector.last + 1
    for place, letter in enumerate(run, start):
        vector.add(WRITTEN + letter, place, weight)
    for place, pair in enumerate(chinese.pairs(run), start):
        vector.add(WRITTEN + pair, place, weight)
    for place, word in chinese.words(run):
        vector.add(CHINESE + word, start + place, weight)
    for place, _length, named in concepts.in_chinese(run):
        for concept in sorted(named):
            vector.add(CONCEPT + concept, start + place, weight)
    vector.last += len(run)
