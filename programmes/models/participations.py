"""Who takes part in a programme: authorities, cities elsewhere, their Chinese partners."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.base.dates import PartialDateField, in_order, is_partial_date
from partnerships.base.models import Timestamped, is_one_of
from partnerships.base.translation import translated
from partnerships.models import ChineseDivision, LocalAuthority, Theme
from partnerships.models.histories import tracked

from .countries import COUNTRIES
from .programmes import Programme


class ParticipationRole(models.TextChoices):
    """What a party does in a programme."""

    PARTICIPANT = "participant", _("participant")
    LEAD = "lead", _("lead of a cluster")
    OBSERVER = "observer", _("observer")


class ParticipationState(models.TextChoices):
    """How a participation stands."""

    SELECTED = "selected", _("selected")
    ACTIVE = "active", _("active")
    COMPLETED = "completed", _("completed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    UNKNOWN = "unknown", _("unknown")


@tracked()
class Participation(Timestamped):
    """One party of a programme with its Chinese partner, alone or in a cluster.

    The party is a Dutch authority of the register, or a city elsewhere by its name. A Chinese
    division for which the sources name no partner stands alone.
    """

    Role = ParticipationRole
    State = ParticipationState

    programme = models.ForeignKey(
        Programme,
        on_delete=models.CASCADE,
        related_name="participations",
        verbose_name=_("programme"),
    )
    authority = models.ForeignKey(
        LocalAuthority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programme_participations",
        verbose_name=_("authority"),
    )
    city = models.CharField(
        _("city elsewhere"), max_length=120, blank=True, help_text=_("As it is called in English.")
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1, such as NL.")
    )
    division = models.ForeignKey(
        ChineseDivision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programme_participations",
        verbose_name=_("Chinese partner"),
    )
    cluster = models.CharField(_("cluster"), max_length=120, blank=True)
    role = models.CharField(
        _("role"),
        max_length=11,
        choices=ParticipationRole,
        default=ParticipationRole.PARTICIPANT,
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=ParticipationState,
        default=ParticipationState.UNKNOWN,
    )
    valid_from = PartialDateField(_("from"))
    valid_until = PartialDateField(_("until"))
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))
    note = translated(models.CharField(_("what was done"), max_length=400), required=False)
    source = models.CharField(
        _("source"), max_length=500, blank=True, help_text=_("An address, or a document by name.")
    )

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["programme", "country", "city", "pk"]
        constraints = [
            is_one_of("role", ParticipationRole),
            is_one_of("state", ParticipationState),
            is_partial_date("valid_from"),
            is_partial_date("valid_until"),
            in_order(
                "valid_from", "valid_until", _("A participation cannot end before it starts.")
            ),
            models.CheckConstraint(
                condition=Q(authority__isnull=False, city="")
                | (Q(authority__isnull=True) & ~Q(city=""))
                | Q(authority__isnull=True, city="", division__isnull=False),
                name="%(app_label)s_%(class)s_of_one_party",
                violation_error_message=_(
                    "Choose an authority or write a city, not both; without either, choose the "
                    "Chinese partner."
                ),
            ),
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$"),
                name="%(app_label)s_%(class)s_country_is_iso",
                violation_error_message=_("A country is two capitals, such as NL or CN."),
            ),
            models.UniqueConstraint(
                fields=["programme", "authority", "division"],
                name="%(app_label)s_%(class)s_authority_once",
                nulls_distinct=True,
                violation_error_message=_("This pair is in the programme already."),
            ),
        ]

    def __str__(self):
        return " – ".join(map(str, filter(None, [self.party, self.division])))

    @property
    def party(self):
        """Return the authority, or the city elsewhere by its name."""
        return self.authority or self.city

    @property
    def is_pair(self):
        """Return whether both sides are known."""
        return bool(self.party and self.division_id)

    @property
    def country_name(self):
        """Return the country of the party in the reader's language; its code where unknown."""
        return COUNTRIES.get(self.country, self.country)
