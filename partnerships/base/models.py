"""What every record of the register shares: times, and the rules written the same way."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WebAddressField(models.URLField):
    """The address of a page; written without a scheme, https is meant."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class Timestamped(models.Model):
    """A record that knows when it was made and last changed."""

    created_at = models.DateTimeField(_("made at"), auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True, editable=False)

    class Meta:
        abstract = True


def person(label, **options):
    """Return a column for the person who did something, or nobody yet; see ``who_and_when``.

    No way leads back from the person to the record.
    """
    return models.ForeignKey(
        "partnerships.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        **options,
    )


def who_and_when(who, when):
    """Return the constraint that a person and a moment are both known, or neither."""
    return models.CheckConstraint(
        condition=Q(**{f"{who}__isnull": True, f"{when}__isnull": True})
        | Q(**{f"{who}__isnull": False, f"{when}__isnull": False}),
        name=f"%(app_label)s_%(class)s_{who}_and_{when}",
        violation_error_message=_("Say both who did it and when, or neither."),
    )


def broken_names(record):
    """Return the columns of all conditions of the database that a record does not meet."""
    broken = set()
    for constraint in record._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            try:
                constraint.validate(type(record), record)
            except ValidationError:
                broken |= names_in(constraint.condition)
    return broken


def names_in(condition):
    """Return the columns that a condition speaks of."""
    if isinstance(condition, models.F):
        return {condition.name}
    if isinstance(condition, tuple):
        lookup, value = condition
        return {lookup.split("__")[0]} | names_in(value)
    parts = getattr(condition, "children", None) or _parts_of(condition)
    return set().union(*map(names_in, parts))


def _parts_of(expression):
    found = getattr(expression, "get_source_expressions", list)()
    return [one for one in found if one is not None]


def is_one_of(field, choices, *, blank=False):
    """Return the constraint that a column holds one of its choices.

    Django checks choices in forms only; a raw write could store anything.
    """
    values = [*choices.values, ""] if blank else list(choices.values)
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": values}),
        name=f"%(app_label)s_%(class)s_{field}_is_known",
        violation_error_message=_("Choose one of the listed values."),
    )


def exactly_one(*fields, name, message):
    """Return the constraint that precisely one of several relations is filled."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return models.CheckConstraint(
        condition=condition,
        name=f"%(app_label)s_%(class)s_{name}",
        violation_error_message=message,
    )


def is_on_earth():
    """Return the constraint that a point has both coordinates in degrees WGS 84, or none."""
    on_earth = Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
    return models.CheckConstraint(
        condition=Q(latitude__isnull=True, longitude__isnull=True)
        | (Q(latitude__isnull=False, longitude__isnull=False) & on_earth),
        name="%(app_label)s_%(class)s_point_is_on_earth",
        violation_error_message=_(
            "Give both latitude (-90 to 90) and longitude (-180 to 180), or neither."
        ),
    )


def is_wikidata():
    """Return the constraint that an identifier is one of Wikidata (Q and a number), or empty."""
    return models.CheckConstraint(
        condition=Q(wikidata_qid="") | Q(wikidata_qid__regex=r"^Q[1-9][0-9]*$"),
        name="%(app_label)s_%(class)s_wikidata_qid_is_q_and_number",
        violation_error_message=_("A Wikidata identifier is a Q and a number, such as Q36600."),
    )
