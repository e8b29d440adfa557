"""The nouns of the register, in the order in which they depend on each other."""

from .accounts import User
from .agreements import Agreement, AgreementTheme
from .authorities import LocalAuthority
from .checklists import Checklist, ChecklistAnswer
from .confirmations import Confirmation, ConfirmationRound, Reminder
from .contacts import Contact, MessageCount
from .divisions import ChineseDivision
from .exchange_parts import ExchangeMessage, ExchangePreparation, PostNotice
from .exchanges import Commitment, Exchange
from .faq import FaqEntry
from .memberships import Invitation, InvitedAs, Membership, Role
from .organisations import Organisation
from .participants import Pair, Participant
from .practice_parts import Evidence, PracticeLink, PracticeMove, PracticeTheme, Reuse
from .practices import Practice
from .proposals import Proposal
from .questions import Attachment, Message, Question
from .results import Result
from .sources import Document, Source
from .status_changes import StatusChange
from .subscriptions import Subscription
from .themes import Theme

__all__ = [
    "Agreement",
    "AgreementTheme",
    "Attachment",
    "Checklist",
    "ChecklistAnswer",
    "ChineseDivision",
    "Commitment",
    "Confirmation",
    "ConfirmationRound",
    "Contact",
    "Document",
    "Evidence",
    "Exchange",
    "ExchangeMessage",
    "ExchangePreparation",
    "FaqEntry",
    "Invitation",
    "InvitedAs",
    "LocalAuthority",
    "Membership",
    "Message",
    "MessageCount",
    "Organisation",
    "Pair",
    "Participant",
    "PostNotice",
    "Practice",
    "PracticeLink",
    "PracticeMove",
    "PracticeTheme",
    "Proposal",
    "Question",
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
