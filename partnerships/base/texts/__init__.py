"""The search engine for texts in Dutch, English and Chinese; it knows no noun."""

from .analysis import Text, analyse

__all__ = ["Text", "analyse"]
