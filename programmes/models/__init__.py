"""What VNG International runs: programmes and who takes part in them."""

from partnerships.models import personal_data as persons
from partnerships.models import rings as register

from .needs import Need, NeedMatch
from .participations import Participation
from .personal_data import NOT_PERSONAL, PERSONAL
from .programmes import Programme
from .responses import SurveyAnswer, SurveyResponse
from .rings import RINGS
from .survey_questions import SurveyQuestion
from .surveys import Survey, SurveyReminder

register.declare(RINGS)
persons.declare(PERSONAL, NOT_PERSONAL)

__all__ = [
    "Need",
    "NeedMatch",
    "Participation",
    "Programme",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyReminder",
    "SurveyResponse",
]
