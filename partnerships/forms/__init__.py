"""What people type, checked."""

from .accounts import AccountForm, InvitationForm, RoleForm
from .agreements import AgreementForm
from .checklists import ChecklistForm, ChecklistStartForm
from .contacts import ContactForm, PublicMessageForm
from .evidence import EvidenceFormSet
from .practices import PracticeForm
from .questions import MessageForm, QuestionForm
from .subscriptions import FollowForm

__all__ = [
    "AccountForm",
    "AgreementForm",
    "ChecklistForm",
    "ChecklistStartForm",
    "ContactForm",
    "EvidenceFormSet",
    "FollowForm",
    "InvitationForm",
    "MessageForm",
    "PracticeForm",
    "PublicMessageForm",
    "QuestionForm",
    "RoleForm",
]
