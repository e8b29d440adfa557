"""How enrolments are judged: points of each colleague by criterion, weighted to one figure."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Avg
from django.utils.translation import gettext_lazy as _

from programmes.models import Enrolment, Score

MOST_POINTS = 10


@dataclass
class Assessment:
    """One enrolment among those of its call: average points by criterion, and the total."""

    enrolment: Enrolment
    averages: dict = field(default_factory=dict)
    own: dict = field(default_factory=dict)
    total: float | None = None


def assessments(call, *, by=None):
    """Return all enrolments of a call that are judged, the highest total first.

    The total is the weighted average from 0 to 10; there is none before every criterion has
    points of somebody.
    """
    rows = Enrolment.objects.handed_in().filter(call=call).select_related("authority", "division")
    rows = rows.prefetch_related("co_applicants", "answers__question")
    found = {one.pk: Assessment(one) for one in rows.order_by("submitted_at", "pk")}
    scores = Score.objects.filter(enrolment__in=found).order_by()
    for key, criterion, points in scores.values_list("enrolment", "criterion").annotate(
        Avg("points")
    ):
        found[key].averages[criterion] = float(points)
    if by:
        own = scores.filter(scored_by=by).values_list("enrolment", "criterion", "points")
        for key, criterion, points in own:
            found[key].own[criterion] = points
    weights = dict(call.criteria.values_list("pk", "weight"))
    for one in found.values():
        one.total = _total(one.averages, weights)
    return sorted(found.values(), key=lambda one: -1 if one.total is None else -one.total - 2)


def _total(averages, weights):
    if not weights or set(averages) != set(weights):
        return None
    return round(sum(averages[one] * weights[one] for one in weights) / sum(weights.values()), 2)


@transaction.atomic
def score(*, call, points, by):
    """Write the points of one colleague: by enrolment and criterion, or None to take them back.

    Raises ValidationError when one is not from 0 to 10; nothing is written then.
    """
    wrong = [one for one in points.values() if one is not None and not 0 <= one <= MOST_POINTS]
    if wrong:
        raise ValidationError(_("Points are a number from 0 to 10."), code="points")
    enrolments = set(Enrolment.objects.handed_in().filter(call=call).values_list("pk", flat=True))
    criteria = set(call.criteria.values_list("pk", flat=True))
    for (enrolment, criterion), number in points.items():
        if enrolment not in enrolments or criterion not in criteria:
            continue
        place = {"enrolment_id": enrolment, "criterion_id": criterion, "scored_by": by}
        if number is None:
            Score.objects.filter(**place).delete()
        else:
            Score.objects.update_or_create(**place, defaults={"points": number})
