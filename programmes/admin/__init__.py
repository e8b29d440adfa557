"""The desks of what VNG International runs, one module for each noun."""

from . import events, programmes

__all__ = ["events", "programmes"]
