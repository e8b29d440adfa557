"""The desks of what VNG International runs, one module for each noun."""

from . import programmes

__all__ = ["programmes"]
