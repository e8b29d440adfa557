"""The desks of what VNG International runs, one module for each noun."""

from . import news, programmes

__all__ = ["news", "programmes"]
