"""The search engine for texts in Dutch, English and Chinese; it knows no noun."""

from .analysis import Text, analyse
from .parsing import parse
from .queries import Query, Refusal

__all__ = ["Query", "Refusal", "Text", "analyse", "parse"]
