"""What programmes hold of persons, table by table; see partnerships/models/personal_data.py."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from partnerships.base.personal import Personal
from partnerships.models.personal_data import CONSENT, CONTACT_DAYS_KEPT, stamped

# Days after a meeting on which apply_retention takes out who registered.
REGISTRATION_DAYS_KEPT = 90

PERSONAL = {
    "programmes.Call": stamped("moved_by"),
    "programmes.CallExtension": stamped("extended_by"),
    "programmes.Enrolment": stamped("decided_by", "submitted_by"),
    "programmes.EnrolmentMove": stamped("moved_by"),
    "programmes.Event": stamped("cancelled_by", "moved_by"),
    "programmes.NeedMatch": stamped("by"),
    "programmes.NewsItem": stamped("moved_by"),
    "programmes.Programme": stamped("moved_by"),
    "programmes.ProgrammeContact": Personal(
        fields=("name", "email", "consent_recorded_by"),
        own_email="email",
        mentions=("consent_recorded_by",),
        purpose=_("tell others where to turn to with questions about a programme"),
        basis=CONSENT,
        retention=_("as long as the programme is on record; a name until consent is withdrawn"),
        history_days=CONTACT_DAYS_KEPT,
    ),
    "programmes.Registration": Personal(
        fields=("user", "name", "email", "language", "token"),
        own_user="user",
        own_email="email",
        secret=("token",),
        purpose=_("know who comes to a meeting, and mail what concerns it"),
        basis=CONSENT,
        retention=format_lazy(_("{days} days after the meeting"), days=REGISTRATION_DAYS_KEPT),
    ),
    "programmes.Score": stamped("scored_by"),
    "programmes.Survey": stamped("moved_by"),
    "programmes.SurveyResponse": stamped("submitted_by"),
}

NOT_PERSONAL = {}
