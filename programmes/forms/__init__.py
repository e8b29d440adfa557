"""The forms of what VNG International runs."""

from .surveys import SurveyForm

__all__ = ["SurveyForm"]
