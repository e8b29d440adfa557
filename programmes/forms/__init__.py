"""The forms of what VNG International runs."""

from .enrolments import EnrolmentForm

__all__ = ["EnrolmentForm"]
