"""What people type, checked."""

from .accounts import AccountForm, InvitationForm, RoleForm
from .agreements import AgreementForm
from .authorities import ExpertiseForm
from .checklists import ChecklistForm, ChecklistStartForm
from .contacts import ContactForm, PublicMessageForm
from .corrections import ExchangeCorrectionForm, PracticeCorrectionForm
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
    "ExchangeCorrectionForm",
    "ExchangeForm",
    "ExchangeMessageForm",
    "ExpertiseForm",
    "FollowForm",
    "InvitationForm",
    "MessageForm",
    "PracticeCorrectionForm",
    "PracticeForm",
    "PreparationForm",
    "PublicMessageForm",
    "QuestionForm",
    "ReportForm",
    "RoleForm",
    "form_for",
]

# The form through which a published record of each noun is corrected.
CORRECTED = {
    "agreement": AgreementForm,
    "practice": PracticeCorrectionForm,
    "exchange": ExchangeCorrectionForm,
}


def form_for(record):
    """Return the form in which an authority says what has changed in a record."""
    return CORRECTED[record._meta.model_name]
