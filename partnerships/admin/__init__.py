"""The desks of the register, one module for each noun."""

from . import (
    accounts,
    agreements,
    confirmations,
    exchanges,
    places,
    practices,
    subscriptions,
)

__all__ = [
    "accounts",
    "agreements",
    "confirmations",
    "exchanges",
    "places",
    "practices",
    "subscriptions",
]
