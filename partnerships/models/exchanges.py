"""Visits and other exchanges between Dutch and Chinese parties."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, WebAddressField, is_one_of, person, who_and_when
from partnerships.base.rings import Ring
from partnerships.base.translation import translated
from partnerships.base.workflow import Publication, Published

from .agreements import Agreement
from .exchange_choices import (
    AHEAD,
    OWN_PARTS,
    STEPS,
    TOLD_WHEN_PUBLISHED,
    Direction,
    ExchangeLevel,
    ExchangeState,
    Purpose,
)
from .exchange_querysets import CommitmentQuerySet, ExchangeQuerySet
from .histories import tracked
from .organisations import Organisation
from .rings import ring_of
from .themes import Theme


@tracked()
class Exchange(Published, Timestamped):
    """A visit, delegation or online meeting; among authorities until it is held and published."""

    Direction = Direction
    State = ExchangeState

    # Identity
    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="own_exchanges",
        verbose_name=_("kept by"),
        help_text=_("The authority that plans it and reports of it."),
    )
    title = translated(models.CharField(_("title"), max_length=160))
    direction = models.CharField(_("direction"), max_length=8, choices=Direction)
    purpose = models.CharField(_("purpose"), max_length=11, choices=Purpose)
    level = models.CharField(_("level"), max_length=9, choices=ExchangeLevel, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=ExchangeState, default=ExchangeState.PLANNED
    )
    state_by = person(_("state set by"), editable=False)
    state_at = models.DateTimeField(_("state set at"), null=True, blank=True, editable=False)
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
    composition = models.CharField(
        _("composition"),
        max_length=300,
        blank=True,
        help_text=_("Offices and organisations, no names of persons."),
    )
    host = models.CharField(_("host"), max_length=160, blank=True)

    # Content
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="exchanges", verbose_name=_("themes")
    )
    results = translated(models.TextField(_("results"), max_length=1500), required=False)
    report = translated(models.TextField(_("report"), max_length=6000), required=False)
    report_url = WebAddressField(_("address of the report"), blank=True, max_length=500)
    cost = models.DecimalField(
        _("cost in euros"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    questions = models.TextField(
        _("questions of VNG International"), max_length=2000, blank=True, editable=False
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
            who_and_when("state_by", "state_at"),
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

    def get_absolute_url(self):
        return reverse("my-exchange", args=[self.pk])

    @property
    def next_states(self):
        """Return where this may go from here, in the order in which one is likely to want it."""
        return [ExchangeState(one) for one in STEPS[ExchangeState(self.state)]]

    def may_be(self, state, *, on):
        """Return whether the calendar allows a state: what has yet to begin was not held."""
        return state != ExchangeState.HELD or self.from_on <= on

    def bring(self, *, to, by, on):
        """Bring the exchange to another state, stamped with who and when: its only door.

        Raises ValidationError when the present state does not allow it, or when an exchange that
        has yet to begin would have been held.
        """
        if to not in self.next_states:
            raise ValidationError(
                _("An exchange that is “%(now)s” cannot become “%(then)s”."),
                code="step",
                params={
                    "now": self.get_state_display(),
                    "then": dict(ExchangeState.choices).get(to, to),
                },
            )
        if not self.may_be(to, on=on):
            raise ValidationError(
                _("This exchange has yet to begin. Change its dates first if it was held earlier."),
                code="early",
            )
        self.state, self.state_by, self.state_at = to, by, timezone.now()
        self.save(update_fields=["state", "state_by", "state_at", "updated_at"])

    @property
    def keepers(self):
        """Return the authorities that may say what has changed in it: the one that keeps it."""
        return [self.authority] if self.authority else []

    @property
    def is_public(self):
        return self.publication == Publication.PUBLISHED and self.state == ExchangeState.HELD

    @property
    def is_ahead(self):
        return self.state in AHEAD

    def is_open(self, *, on):
        """Return whether another authority can still ask to join."""
        return self.is_ahead and self.open_until is not None and self.open_until >= on

    def is_own_of(self, user):
        return user.is_staff or self.authority_id in user.reads_for

    def shows(self, name, *, to):
        """Return whether a person who may see the exchange also sees this part of it."""
        is_own = name in OWN_PARTS or ring_of(Exchange, name) == Ring.OWN
        is_early = name in TOLD_WHEN_PUBLISHED and not self.is_public
        return not (is_own or is_early) or self.is_own_of(to)


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

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.text
