"""What programmes hold of persons, table by table; see partnerships/models/personal_data.py."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from partnerships.base.personal import Personal
from partnerships.models.personal_data import CONSENT, stamped

# Days after a meeting on which apply_retention takes out who registered.
REGISTRATION_DAYS_KEPT = 90

PERSONAL = {
    "programmes.Event": stamped("cancelled_by", "moved_by"),
    "programmes.Programme": stamped("moved_by"),
    "programmes.Registration": Personal(
        fields=("user", "name", "email", "language", "token"),
        own_user="user",
        own_email="email",
        secret=("token",),
        purpose=_("know who comes to a meeting, and mail what concerns it"),
        basis=CONSENT,
        retention=format_lazy(_("{days} days after the meeting"), days=REGISTRATION_DAYS_KEPT),
    ),
}

NOT_PERSONAL = {}
