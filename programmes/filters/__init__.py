"""One FilterSet for each public noun: page, file and API ask the same questions."""

from .events import EventFilter
from .news import NewsFilter
from .programmes import PROGRAMME_ORDERS, ProgrammeFilter

__all__ = ["PROGRAMME_ORDERS", "EventFilter", "NewsFilter", "ProgrammeFilter"]
