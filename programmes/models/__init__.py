"""What VNG International runs: programmes and who takes part in them."""

from partnerships.models import personal_data as persons
from partnerships.models import rings as register

from .calls import Call, CallExtension, CallQuestion, Criterion
from .enrolment_parts import EnrolmentAnswer, EnrolmentMove, EnrolmentReminder, Score
from .enrolments import Enrolment
from .event_documents import EventDocument
from .events import Event
from .needs import Need, NeedMatch
from .news import NewsItem, NewsSource
from .participations import Participation
from .personal_data import NOT_PERSONAL, PERSONAL
from .programme_parts import (
    ProgrammeContact,
    ProgrammeDocument,
    ProgrammeOffice,
    ProgrammePartner,
    ProgrammeResult,
    ProgrammeSource,
)
from .programmes import Programme
from .registrations import Registration
from .responses import SurveyAnswer, SurveyResponse
from .rings import RINGS
from .survey_questions import SurveyQuestion
from .surveys import Survey, SurveyReminder

register.declare(RINGS)
persons.declare(PERSONAL, NOT_PERSONAL)

__all__ = [
    "Call",
    "CallExtension",
    "CallQuestion",
    "Criterion",
    "Enrolment",
    "EnrolmentAnswer",
    "EnrolmentMove",
    "EnrolmentReminder",
    "Event",
    "EventDocument",
    "Need",
    "NeedMatch",
    "NewsItem",
    "NewsSource",
    "Participation",
    "Programme",
    "ProgrammeContact",
    "ProgrammeDocument",
    "ProgrammeOffice",
    "ProgrammePartner",
    "ProgrammeResult",
    "ProgrammeSource",
    "Registration",
    "Score",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyReminder",
    "SurveyResponse",
]
