"""The desks of the register, one module for each noun."""

from . import (
    accounts,
    agreements,
    checklists,
    confirmations,
    contacts,
    exchanges,
    places,
    practices,
    proposals,
    questions,
    subscriptions,
)

__all__ = [
    "accounts",
    "agreements",
    "checklists",
    "confirmations",
    "contacts",
    "exchanges",
    "places",
    "practices",
    "proposals",
    "questions",
    "subscriptions",
]
