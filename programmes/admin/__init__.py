"""The desks of what VNG International runs, one module for each noun."""

from . import programmes, surveys

__all__ = ["programmes", "surveys"]
