"""One FilterSet for each public noun: page, file and API ask the same questions."""

from .news import NewsFilter
from .programmes import ProgrammeFilter

__all__ = ["NewsFilter", "ProgrammeFilter"]
