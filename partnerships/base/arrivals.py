"""When a request reached the site, which is what a deadline asks."""

import datetime as dt
import re

from django.conf import settings
from django.utils import timezone

# A proxy gives up on a request long before; what it says to have come earlier did not come so.
LONGEST_WAIT = dt.timedelta(minutes=2)
STAMP = re.compile(r"(?:t=)?(\d{1,12}(?:\.\d{1,6})?)")


def arrived_at(request):
    """Return when a request reached the site, by its own clock.

    Before a deadline many come at once, and wait at the proxy until a worker is free. Where
    ``ARRIVAL_HEADER`` names the header in which the proxy of this site writes when it received a
    request (nginx: ``X-Request-Start: t=${msec}``, seconds since 1970), that moment counts.
    Without it, and for what is no moment of the last two minutes, it is now.
    """
    now = timezone.now()
    told = request.headers.get(settings.ARRIVAL_HEADER, "")
    stamp = STAMP.fullmatch(told.strip())
    if stamp is None:
        return now
    try:
        arrived = dt.datetime.fromtimestamp(float(stamp[1]), dt.UTC)
    except (OverflowError, ValueError):
        return now
    return arrived if now - LONGEST_WAIT <= arrived <= now else now
