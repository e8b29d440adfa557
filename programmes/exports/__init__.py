"""The columns of the open data sets of what VNG International runs, public fields only."""

from .news import NEWS_COLUMNS
from .programmes import PROGRAMME_COLUMNS

__all__ = ["NEWS_COLUMNS", "PROGRAMME_COLUMNS"]
