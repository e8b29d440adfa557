"""What an agreement brought, year by year."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped
from partnerships.base.translation import fits, translated

from .agreements import Agreement
from .histories import tracked

FIRST_YEAR, LAST_YEAR = 1900, 2100


class ResultQuerySet(models.QuerySet):
    def public(self):
        """Return what the authority released, of agreements that everybody may see."""
        return self.filter(is_released=True, agreement__in=Agreement.objects.public())


@tracked()
class Result(Timestamped):
    """Something that came of an agreement in some year, and how that is known.

    For the own authority and staff, until the authority releases it.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="results", verbose_name=_("agreement")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    text = translated(models.TextField(_("result"), max_length=600))
    evidence = models.CharField(
        _("evidence"), max_length=300, blank=True, help_text=_("Where it can be read or checked.")
    )
    is_released = models.BooleanField(
        _("released for everybody"),
        default=False,
        help_text=_("Then it stands in the council dossier."),
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results of an agreement")
        ordering = ["year", "pk"]
        constraints = [
            fits("text", 600),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="%(app_label)s_%(class)s_year_in_range",
                violation_error_message=_("The year must lie between 1900 and 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.year}: {self.text}"
