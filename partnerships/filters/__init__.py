"""One FilterSet for each public noun: page, file and API ask the same questions."""

from .faq import FaqFilter
from .places import PLACE_ORDERS, AuthorityFilter, DivisionFilter
from .register import AGREEMENT_ORDERS, NO_STATUS, AgreementFilter, PracticeFilter, freshness_now

__all__ = [
    "AGREEMENT_ORDERS",
    "NO_STATUS",
    "PLACE_ORDERS",
    "AgreementFilter",
    "AuthorityFilter",
    "DivisionFilter",
    "FaqFilter",
    "PracticeFilter",
    "freshness_now",
]
