"""The desks of the register, one module for each noun."""

from . import accounts, agreements, exchanges, places, practices, subscriptions

__all__ = ["accounts", "agreements", "exchanges", "places", "practices", "subscriptions"]
