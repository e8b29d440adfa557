"""The register in numbers; every number has its definition beside it where it is shown."""

from django.db.models import Count, Q
from django.utils import timezone

from .agreement_choices import Status
from .agreements import Agreement
from .freshness import Freshness


def register_figures():
    """Return the number of public ties, by status and freshness, and of authorities with ties."""
    public = Agreement.objects.public()
    fresh = Freshness.FRESH.condition(on=timezone.localdate())
    return public.order_by().aggregate(
        total=Count("pk", distinct=True),
        active=Count("pk", filter=Q(public_status=Status.ACTIVE), distinct=True),
        ended=Count("pk", filter=Q(public_status=Status.ENDED), distinct=True),
        unknown=Count("pk", filter=Q(public_status=Status.UNKNOWN), distinct=True),
        fresh=Count("pk", filter=fresh, distinct=True),
        authorities=Count("participants__authority", distinct=True),
    )
