"""How often somebody may do something, counted for all processes together in the shared cache."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac


def is_within(purpose, who, *, most, seconds):
    """Take one of the turns of a sender within a time; returns whether there was one left.

    Each turn is a place of its own that is taken by whoever comes first and comes free by itself,
    so that requests at the same moment cannot share one. Who it was is kept scrambled.
    """
    mark = salted_hmac(purpose, who.strip().lower()).hexdigest()
    return any(cache.add(f"{purpose}:{mark}:{turn}", 1, timeout=seconds) for turn in range(most))
