"""The nouns of the register, in the order in which they depend on each other."""

from .accounts import User
from .agreements import Agreement, AgreementTheme
from .authorities import LocalAuthority
from .confirmations import Confirmation, ConfirmationRound, Reminder
from .divisions import ChineseDivision
from .exchanges import Commitment, Exchange
from .memberships import Invitation, InvitedAs, Membership, Role
from .organisations import Organisation
from .participants import Pair, Participant
from .practice_parts import Evidence, PracticeLink, PracticeMove, PracticeTheme, Reuse
from .practices import Practice
from .results import Result
from .sources import Document, Source
from .status_changes import StatusChange
from .subscriptions import Subscription
from .themes import Theme

__all__ = [
    "Agreement",
    "AgreementTheme",
    "ChineseDivision",
    "Commitment",
    "Confirmation",
    "ConfirmationRound",
    "Document",
    "Evidence",
    "Exchange",
    "Invitation",
    "InvitedAs",
    "LocalAuthority",
    "Membership",
    "Organisation",
    "Pair",
    "Participant",
    "Practice",
    "PracticeLink",
    "PracticeMove",
    "PracticeTheme",
    "Reminder",
    "Result",
    "Reuse",
    "Role",
    "Source",
    "StatusChange",
    "Subscription",
    "Theme",
    "User",
]
