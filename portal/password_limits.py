"""How often passwords may be tried, by the words of allauth and counted in one statement.

allauth locks, reads, writes and unlocks for each limit. Here each attempt is a turn that is taken,
and the turns of all limits are taken at once; see partnerships/base/shared_cache.py.
"""

from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.conf import settings
from django.core.cache import cache

EVERY, FAILED = "login", "login_failed"


def take(request, who):
    """Count an attempt to sign in as somebody; returns its turns, or nothing when too many."""
    return cache.take_turns(*_limits(request, who, EVERY), *_limits(request, who, FAILED))


def give_back(turns):
    """Uncount an attempt that was good, where only failures count."""
    cache.give_back([turn for turn in turns if f":{FAILED}:" in turn])


def forget(request, who):
    """Give back all turns of the failures of somebody."""
    cache.forget_turns(*_limits(request, who, FAILED))


def _limits(request, who, action):
    where = {"app": "allauth.account", "action": action}
    rates = get_rates(**where, config=settings.PASSWORD_RATE_LIMITS)
    return [
        (get_cache_key(request, **where, rate=rate, key=who), rate.amount, rate.duration)
        for rate in rates
    ]
