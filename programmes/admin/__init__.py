"""The desks of what VNG International runs, one module for each noun."""

from . import calls, enrolments, news, programmes, surveys

__all__ = ["calls", "enrolments", "news", "programmes", "surveys"]
