"""Meetings that may help with a need: announced, about its theme, to come or held lately."""

import datetime as dt

from django.utils import timezone

from programmes.models import Event, NeedMatch
from programmes.models.needs import MatchReason

# Of each need so many of the latest meetings; what was held longer ago helps nobody any more.
MOST_MEETINGS = 5
RECENT = dt.timedelta(days=180)


def match_meetings(need, by):
    """Match a need to meetings of its theme, and let go of those that were called off."""
    automatic = need.matches.filter(event__isnull=False, reason=MatchReason.SAME_THEME)
    automatic.filter(event__cancelled_at__isnull=False).delete()
    since = timezone.now() - RECENT
    found = Event.objects.announced().coming(at=since).filter(themes=need.theme, cancelled_at=None)
    for event in found.order_by("-starts_at", "-pk")[:MOST_MEETINGS]:
        NeedMatch.objects.get_or_create(
            need=need, event=event, defaults={"reason": MatchReason.SAME_THEME, "by": by}
        )
