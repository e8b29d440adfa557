"""The nouns of the register, in the order in which they depend on each other."""

from .accounts import User
from .agreements import Agreement, AgreementTheme
from .authorities import LocalAuthority
from .divisions import ChineseDivision
from .exchanges import Commitment, Exchange
from .organisations import Organisation
from .participants import Pair, Participant
from .sources import Document, Source
from .status_changes import StatusChange
from .themes import Theme

__all__ = [
    "Agreement",
    "AgreementTheme",
    "ChineseDivision",
    "Commitment",
    "Document",
    "Exchange",
    "LocalAuthority",
    "Organisation",
    "Pair",
    "Participant",
    "Source",
    "StatusChange",
    "Theme",
    "User",
]
