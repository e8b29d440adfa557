"""One FilterSet for each public noun: page, file and API ask the same questions."""

from .events import EventFilter
from .programmes import ProgrammeFilter

__all__ = ["EventFilter", "ProgrammeFilter"]
