"""Visits and other exchanges between Dutch and Chinese parties."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, WebAddressField, is_one_of
from partnerships.base.translation import translated
from partnerships.base.workflow import Publication, Published

from .agreements import Agreement
from .histories import tracked
from .organisations import Organisation
from .themes import Theme


class Direction(models.TextChoices):
    """Who travels to whom."""

    INCOMING = "incoming", _("incoming")
    OUTGOING = "outgoing", _("outgoing")
    ONLINE = "online", _("online")


class Purpose(models.TextChoices):
    """What an exchange is for."""

    COURTESY = "courtesy", _("courtesy")
    TRADE = "trade", _("trade mission")
    KNOWLEDGE = "knowledge", _("knowledge exchange")
    SIGNING = "signing", _("signing")
    PROJECT = "project", _("project work")
    CULTURE = "culture", _("culture or education")
    ANNIVERSARY = "anniversary", _("anniversary")


class ExchangeState(models.TextChoices):
    """How far an exchange has come."""

    PLANNED = "planned", _("planned")
    CONFIRMED = "confirmed", _("confirmed")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class ExchangeLevel(models.TextChoices):
    """Who takes part."""

    POLITICAL = "political", _("political")
    OFFICIAL = "official", _("official")
    MIXED = "mixed", _("mixed")


class ExchangeQuerySet(models.QuerySet):
    def public(self):
        """Return the exchanges for everybody: held and published, never planned ones."""
        return self.filter(publication=Publication.PUBLISHED, state=ExchangeState.HELD)


@tracked()
class Exchange(Published, Timestamped):
    """A visit, delegation or online meeting; among authorities until it is held and published."""

    Direction = Direction
    State = ExchangeState

    # Identity
    title = translated(models.CharField(_("title"), max_length=160))
    direction = models.CharField(_("direction"), max_length=8, choices=Direction)
    purpose = models.CharField(_("purpose"), max_length=11, choices=Purpose)
    level = models.CharField(_("level"), max_length=9, choices=ExchangeLevel, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=ExchangeState, default=ExchangeState.PLANNED
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exchanges",
        verbose_name=_("agreement"),
    )

    # Period
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    open_until = models.DateField(_("open to others until"), null=True, blank=True)

    # Parties
    authorities = models.ManyToManyField(
        "LocalAuthority", related_name="exchanges", verbose_name=_("local authorities")
    )
    divisions = models.ManyToManyField(
        "ChineseDivision", related_name="exchanges", verbose_name=_("places in China")
    )
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="exchanges", verbose_name=_("organisations")
    )
    leader_role = models.CharField(_("office of the leader"), max_length=100, blank=True)
    size = models.PositiveSmallIntegerField(_("number of people"), null=True, blank=True)
    host = models.CharField(_("host"), max_length=160, blank=True)

    # Content
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="exchanges", verbose_name=_("themes")
    )
    results = translated(models.TextField(_("results"), max_length=1500), required=False)
    report_url = WebAddressField(_("report"), blank=True, max_length=500)
    cost = models.DecimalField(
        _("cost in euros"), max_digits=10, decimal_places=2, null=True, blank=True
    )

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        ordering = ["-from_on", "pk"]
        constraints = [
            *Published.Meta.constraints,
            is_one_of("direction", Direction),
            is_one_of("purpose", Purpose),
            is_one_of("level", ExchangeLevel, blank=True),
            is_one_of("state", ExchangeState),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("An exchange cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(open_until__isnull=True) | Q(open_until__lte=F("until_on")),
                name="%(app_label)s_%(class)s_opens_before_end",
                violation_error_message=_("An exchange is open to others until it ends at most."),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="%(app_label)s_%(class)s_cost_not_negative",
                violation_error_message=_("A cost cannot be negative."),
            ),
        ]

    def __str__(self):
        return self.title


@tracked()
class Commitment(Timestamped):
    """Something promised at an exchange, with who does it by when."""

    exchange = models.ForeignKey(
        Exchange, on_delete=models.CASCADE, related_name="commitments", verbose_name=_("exchange")
    )
    text = models.CharField(_("commitment"), max_length=300)
    owner = models.CharField(
        _("owner"), max_length=120, blank=True, help_text=_("An office or organisation, no person.")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.text
