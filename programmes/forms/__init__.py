"""The forms of what VNG International runs."""

from .enrolments import EnrolmentForm
from .surveys import SurveyForm

__all__ = ["EnrolmentForm", "SurveyForm"]
