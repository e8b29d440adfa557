"""Who came to a meeting is forgotten some time after it; how many came is not."""

import datetime as dt

from django.db.models import Q

from programmes.models import Registration
from programmes.models.personal_data import REGISTRATION_DAYS_KEPT


def forget_participants(now):
    """Take the persons out of registrations for meetings of long ago; returns of how many."""
    over = now - dt.timedelta(days=REGISTRATION_DAYS_KEPT)
    known = Q(user__isnull=False) | ~Q(name="") | ~Q(email="")
    rows = Registration.objects.filter(known, event__ends_at__lt=over)
    return rows.update(user=None, name="", email="")
