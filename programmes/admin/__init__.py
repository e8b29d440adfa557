"""The desks of what VNG International runs, one module for each noun."""

from . import calls, enrolments, events, news, programmes, surveys

__all__ = ["calls", "enrolments", "events", "news", "programmes", "surveys"]
