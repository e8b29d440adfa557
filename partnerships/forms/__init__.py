"""What people type, checked."""

from .accounts import AccountForm, InvitationForm, RoleForm
from .evidence import EvidenceFormSet
from .practices import PracticeForm
from .subscriptions import FollowForm

__all__ = [
    "AccountForm",
    "EvidenceFormSet",
    "FollowForm",
    "InvitationForm",
    "PracticeForm",
    "RoleForm",
]
