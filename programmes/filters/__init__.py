"""One FilterSet for each public noun: page, file and API ask the same questions."""

from .programmes import PROGRAMME_ORDERS, ProgrammeFilter

__all__ = ["PROGRAMME_ORDERS", "ProgrammeFilter"]
