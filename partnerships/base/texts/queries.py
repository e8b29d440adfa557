"""What a reader asks, after it has been read: terms to be found and terms to be left out."""

import enum
from dataclasses import dataclass
from functools import cached_property


class Refusal(enum.Enum):
    """Why a query cannot be answered."""

    NO_WORDS = "no words"
    ONLY_EXCLUDED = "only excluded"


@dataclass(frozen=True)
class Query:
    """Groups of terms: of each group one at least is to be found, and nothing of the excluded.

    ``is_shortened`` says that the text was too long, so that its end was left out.
    ``is_question`` says that it is a sentence: what comes nearest answers it, not only what
    holds its every word.
    ``loose`` are the words that stand alone in the text, with their place: they may be misspelt.
    """

    text: str
    groups: tuple = ()
    excluded: tuple = ()
    is_shortened: bool = False
    is_question: bool = False
    loose: tuple = ()

    @property
    def refusal(self):
        if self.groups:
            return None
        return Refusal.ONLY_EXCLUDED if self.excluded else Refusal.NO_WORDS

    @cached_property
    def terms(self):
        """Return all terms that may be found, alternatives too, in the order asked."""
        return tuple(dict.fromkeys(term for group in self.groups for term in group))

    @property
    def words(self):
        """Return the words that may be found, in the order asked."""
        return list(dict.fromkeys(word for term in self.terms for word in term.words))

    @property
    def tsquery(self):
        """Return PostgreSQL's query for texts with all that is asked; empty if refused."""
        return self.requiring(self.groups)

    @property
    def any_tsquery(self):
        """Return PostgreSQL's query for texts with something of what is asked."""
        return self.requiring([self.terms] if self.terms else [])

    def requiring(self, groups):
        """Return PostgreSQL's query for something of each group, and nothing that is excluded."""
        wanted = [f"({'|'.join(term.tsquery for term in group)})" for group in groups]
        unwanted = [f"!({term.narrow_tsquery})" for term in self.excluded]
        return "&".join([*wanted, *unwanted]) if wanted else ""
