"""What people type, checked."""

from .accounts import AccountForm, InvitationForm, RoleForm
from .agreements import AgreementForm
from .checklists import ChecklistForm, ChecklistStartForm
from .contacts import ContactForm, PublicMessageForm
from .evidence import EvidenceFormSet
from .exchange_parts import CommitmentFormSet, ExchangeMessageForm, PreparationForm, ReportForm
from .exchanges import ExchangeForm
from .practices import PracticeForm
from .questions import MessageForm, QuestionForm
from .subscriptions import FollowForm

__all__ = [
    "AccountForm",
    "AgreementForm",
    "ChecklistForm",
    "ChecklistStartForm",
    "CommitmentFormSet",
    "ContactForm",
    "EvidenceFormSet",
    "ExchangeForm",
    "ExchangeMessageForm",
    "FollowForm",
    "InvitationForm",
    "MessageForm",
    "PracticeForm",
    "PreparationForm",
    "PublicMessageForm",
    "QuestionForm",
    "ReportForm",
    "RoleForm",
]
