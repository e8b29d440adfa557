"""The heart of the register: agreements between Dutch authorities and Chinese divisions."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.dates import PartialDateField, in_order, is_partial_date
from partnerships.base.models import Timestamped, WebAddressField, is_one_of, person, who_and_when
from partnerships.base.translation import translated
from partnerships.base.workflow import Published

from . import triggers
from .agreement_choices import (
    CLOSED,
    Alignment,
    Body,
    DocumentForm,
    Kind,
    Origin,
    Status,
    Verification,
)
from .agreement_querysets import AgreementQuerySet
from .freshness import Freshness
from .histories import tracked
from .themes import Theme, ThemeOfRecord, ranked


@tracked()
class Agreement(Published, Timestamped):
    """A tie between one or more Dutch local authorities and one or more Chinese divisions.

    More than one party on a side makes it a cluster. What it says about itself is followed by
    how we know: sources, verification level and the date of the last confirmation.
    """

    Kind = Kind
    Status = Status
    Verification = Verification

    # Identity
    title = translated(models.CharField(_("title"), max_length=160))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    document_form = models.CharField(
        _("form of the document"),
        max_length=21,
        choices=DocumentForm,
        blank=True,
        help_text=_("Empty: not established."),
    )
    origin = models.CharField(_("origin"), max_length=21, choices=Origin, blank=True)

    # Period
    first_contact_year = models.PositiveSmallIntegerField(
        _("year of first contact"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    signed_on = PartialDateField(_("signed on"))
    signed_in = models.CharField(_("signed in"), max_length=80, blank=True)
    signatories = models.CharField(
        _("signatories"), max_length=200, blank=True, help_text=_("Offices, not persons.")
    )
    valid_from = PartialDateField(_("valid from"))
    valid_until = PartialDateField(_("valid until"))
    is_tacitly_renewed = models.BooleanField(_("renewed tacitly"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("notice in months"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )

    # Decision
    decision_body = models.CharField(_("decided by"), max_length=20, choices=Body, blank=True)
    decided_on = PartialDateField(_("decided on"))
    decision_url = WebAddressField(_("decision"), blank=True, max_length=500)

    # Content
    summary = translated(models.TextField(_("summary"), max_length=1500))
    aims = translated(models.TextField(_("aims"), max_length=1500), required=False)
    themes = models.ManyToManyField(
        Theme, through="AgreementTheme", related_name="agreements", verbose_name=_("themes")
    )
    keywords = ArrayField(
        models.CharField(max_length=80), verbose_name=_("keywords"), default=list, blank=True
    )

    # Means (own authority and staff only)
    yearly_cost = models.DecimalField(
        _("yearly cost in euros"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    staff_time = models.DecimalField(
        _("staff time in full-time posts"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    is_cost_released = models.BooleanField(
        _("cost and staff time are released for everybody"), default=False
    )
    alignment = models.CharField(
        _("alignment with national government"), max_length=9, choices=Alignment, blank=True
    )

    # Trust
    verification = models.CharField(
        _("verification level"),
        max_length=11,
        choices=Verification,
        default=Verification.UNVERIFIED,
    )
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    confirmed_by = person(_("confirmed by"))

    # Derived: by the database from the status history, or from the record for search and sorting
    status = models.CharField(
        _("status"), max_length=21, choices=Status, default=Status.UNKNOWN, editable=False
    )
    public_status = models.CharField(
        _("public status"), max_length=21, choices=Status, blank=True, editable=False
    )
    public_status_on = PartialDateField(_("status since"), editable=False)
    since = models.GeneratedField(
        expression=Coalesce(
            models.functions.NullIf("valid_from", models.Value("")), F("signed_on")
        ),
        output_field=PartialDateField(),
        db_persist=True,
        verbose_name=_("since"),
    )
    sort_title = models.CharField(max_length=300, blank=True, editable=False, db_collation="C")
    facets = ArrayField(models.TextField(), default=list, blank=True, editable=False)
    search = SearchVectorField(default="", blank=True, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["sort_title", "pk"]
        indexes = [
            GinIndex(fields=["facets"], name="agreement_facets"),
            GinIndex(fields=["search"], name="agreement_search"),
            *(
                models.Index(
                    field, "id", condition=Q(publication="published"), name=f"agreement_by_{field}"
                )
                for field in ("sort_title", "since", "public_status_on", "confirmed_on")
            ),
        ]
        constraints = [
            *Published.Meta.constraints,
            who_and_when("confirmed_by", "confirmed_on"),
            is_one_of("kind", Kind),
            is_one_of("document_form", DocumentForm, blank=True),
            is_one_of("origin", Origin, blank=True),
            is_one_of("decision_body", Body, blank=True),
            is_one_of("alignment", Alignment, blank=True),
            is_one_of("verification", Verification),
            is_one_of("status", Status),
            is_one_of("public_status", Status, blank=True),
            is_partial_date("signed_on"),
            is_partial_date("valid_from"),
            is_partial_date("valid_until"),
            is_partial_date("decided_on"),
            in_order("valid_from", "valid_until", _("An agreement cannot end before it starts.")),
            in_order(
                "signed_on", "valid_until", _("An agreement cannot end before it was signed.")
            ),
            models.CheckConstraint(
                condition=Q(first_contact_year__isnull=True)
                | Q(first_contact_year__range=(1900, 2100)),
                name="%(app_label)s_%(class)s_contact_year_in_range",
                violation_error_message=_("The year must lie between 1900 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(yearly_cost__isnull=True) | Q(yearly_cost__gte=0),
                name="%(app_label)s_%(class)s_cost_not_negative",
                violation_error_message=_("A cost cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(staff_time__isnull=True) | Q(staff_time__gte=0),
                name="%(app_label)s_%(class)s_staff_time_not_negative",
                violation_error_message=_("Staff time cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk")),
                name="%(app_label)s_%(class)s_not_replaced_by_itself",
                violation_error_message=_("An agreement cannot replace itself."),
            ),
        ]
        triggers = [triggers.pairs_follow_agreement(), triggers.published_has_both_sides()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("agreement", args=[self.slug])

    @property
    def is_closed(self):
        """Return whether the agreement has ended or expired, as far as the public knows."""
        return self.public_status in CLOSED

    @property
    def freshness(self):
        """Return how long ago the record was confirmed: derived from today, never stored."""
        return Freshness.of(self.confirmed_on, on=timezone.localdate())

    @property
    def authorities(self):
        """Return the Dutch parties, in order; one query unless prefetched."""
        return [party.authority for party in self.participants.all() if party.authority_id]

    @property
    def keepers(self):
        """Return the authorities that may say what has changed in it: every Dutch party."""
        return self.authorities

    @property
    def divisions(self):
        """Return the Chinese parties, in order; one query unless prefetched."""
        return [party.division for party in self.participants.all() if party.division_id]


@tracked()
class AgreementTheme(ThemeOfRecord):
    """A theme of an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, verbose_name=_("agreement"))

    class Meta(ThemeOfRecord.Meta):
        verbose_name = _("theme of an agreement")
        verbose_name_plural = _("themes of an agreement")
        constraints = ranked("agreement")
