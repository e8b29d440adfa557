"""How often somebody may do something, counted for all processes together in the shared cache."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac


def is_within(*limits):
    """Take a turn of each limit, or of none; returns whether every one had a turn left.

    A limit is what it is for, who it is that does it, how many turns there are, and the seconds
    until one comes free again. Each turn is a place of its own that is taken by whoever comes
    first, so that requests at the same moment cannot share one; all are taken in one statement.
    Who it was is kept scrambled.
    """
    return bool(cache.take_turns(*(_scrambled(*limit) for limit in limits)))


def _scrambled(purpose, who, most, seconds):
    mark = salted_hmac(purpose, who.strip().lower()).hexdigest()
    return f"{purpose}:{mark}", most, seconds
