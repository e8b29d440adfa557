"""The forms of what VNG International runs."""

from .enrolments import EnrolmentForm
from .events import RegistrationForm
from .surveys import SurveyForm

__all__ = ["EnrolmentForm", "RegistrationForm", "SurveyForm"]
