"""What belongs to a programme: who runs it, from where, what it brought, how we know."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.dates import PartialDateField, in_order, is_partial_date
from partnerships.base.models import Timestamped, is_one_of, person, who_and_when
from partnerships.base.rings import Ring
from partnerships.base.translation import translated
from partnerships.models import Organisation
from partnerships.models.histories import tracked
from partnerships.models.sources import (
    AbstractDocument,
    AbstractSource,
    document_file,
    document_ring,
)

from .programmes import Programme


def _of_programme(related_name):
    return models.ForeignKey(
        Programme,
        on_delete=models.CASCADE,
        related_name=related_name,
        verbose_name=_("programme"),
    )


def _source():
    return models.CharField(
        _("source"), max_length=500, blank=True, help_text=_("An address, or a document by name.")
    )


class PartnerRole(models.TextChoices):
    """What an organisation does in a consortium."""

    LEAD = "lead", _("lead partner")
    SECRETARIAT = "secretariat", _("secretariat")
    COORDINATOR = "coordinator", _("coordinator")
    PARTNER = "partner", _("partner")


@tracked()
class ProgrammePartner(Timestamped):
    """An organisation of the consortium that runs a programme, and what it does there."""

    Role = PartnerRole

    programme = _of_programme("partners")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="programme_roles",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=11, choices=PartnerRole)
    valid_from = PartialDateField(_("from"))
    valid_until = PartialDateField(_("until"))
    note = translated(models.CharField(_("note"), max_length=300), required=False)
    source = _source()

    class Meta:
        verbose_name = _("partner of a programme")
        verbose_name_plural = _("partners of a programme")
        ordering = ["programme", "pk"]
        constraints = [
            is_one_of("role", PartnerRole),
            is_partial_date("valid_from"),
            is_partial_date("valid_until"),
            in_order("valid_from", "valid_until", _("A role cannot end before it starts.")),
            models.UniqueConstraint(
                fields=["programme", "organisation", "role"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This organisation has this role already."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display()})"


@tracked()
class ProgrammeOffice(Timestamped):
    """A place from which a programme is run."""

    programme = _of_programme("offices")
    city = translated(models.CharField(_("city"), max_length=80))
    address = models.CharField(_("address"), max_length=200, blank=True)
    role = translated(models.CharField(_("role"), max_length=120), required=False)

    class Meta:
        verbose_name = _("office of a programme")
        verbose_name_plural = _("offices of a programme")
        ordering = ["programme", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "city_nl"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This office is listed already."),
            )
        ]

    def __str__(self):
        return self.city


class ResultKind(models.TextChoices):
    """What sort of thing a programme brought."""

    PARTICIPANTS = "participants", _("participants")
    ACTIVITIES = "activities", _("activities")
    AGREEMENTS = "agreements", _("agreements and plans")
    PRODUCTS = "products", _("knowledge products")
    OTHER = "other", _("other")


@tracked()
class ProgrammeResult(Timestamped):
    """A figure or fact that a source gives of what a programme brought.

    Sources that give different figures for the same thing each have a row; the page shows them
    side by side and chooses none.
    """

    Kind = ResultKind

    programme = _of_programme("results")
    kind = models.CharField(_("kind"), max_length=12, choices=ResultKind)
    what = translated(
        models.CharField(
            _("what"),
            max_length=200,
            help_text=_("Figures for the same thing have the same Dutch words."),
        )
    )
    number = models.DecimalField(
        _("number"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    is_minimum = models.BooleanField(_("the source says: more than"), default=False)
    on = PartialDateField(_("date"))
    source = models.CharField(
        _("source"), max_length=500, help_text=_("An address, or a document by name.")
    )

    class Meta:
        verbose_name = _("result of a programme")
        verbose_name_plural = _("results of a programme")
        ordering = ["programme", "pk"]
        constraints = [
            is_one_of("kind", ResultKind),
            is_partial_date("on"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=0),
                name="%(app_label)s_%(class)s_number_not_negative",
                violation_error_message=_("A number cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(is_minimum=False) | Q(number__isnull=False),
                name="%(app_label)s_%(class)s_minimum_of_number",
                violation_error_message=_("Say more than which number."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="%(app_label)s_%(class)s_has_source",
                violation_error_message=_("Name the source of a result."),
            ),
            models.UniqueConstraint(
                fields=["programme", "what_nl", "source"],
                name="%(app_label)s_%(class)s_once_per_source",
                violation_error_message=_("This source gives a figure for this already."),
            ),
        ]

    def __str__(self):
        return self.what


@tracked()
class ProgrammeSource(AbstractSource):
    """A page, document or list in which a fact about a programme can be read."""

    programme = _of_programme("sources")

    class Meta(AbstractSource.Meta):
        verbose_name = _("source of a programme")
        verbose_name_plural = _("sources of a programme")
        ordering = ["programme", "pk"]
        constraints = [
            *AbstractSource.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "reference"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This source is listed already."),
            ),
        ]


@tracked()
class ProgrammeContact(Timestamped):
    """Where to turn to with questions about a programme: a role and a general mailbox.

    A person is named only with recorded consent.
    """

    programme = _of_programme("contacts")
    role = translated(models.CharField(_("role"), max_length=120))
    email = models.EmailField(
        _("general e-mail address"), blank=True, help_text=_("Of the office, not of a person.")
    )
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("Only with consent of this person.")
    )
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    consent_recorded_by = person(_("consent recorded by"), editable=False)

    class Meta:
        verbose_name = _("contact of a programme")
        verbose_name_plural = _("contacts of a programme")
        ordering = ["programme", "pk"]
        constraints = [
            who_and_when("consent_recorded_by", "consent_on"),
            models.CheckConstraint(
                condition=Q(name="") | Q(consent_on__isnull=False),
                name="%(app_label)s_%(class)s_name_by_consent",
                violation_error_message=_(
                    "Write the day on which this person agreed to be named, or leave the name out."
                ),
            ),
        ]

    def __str__(self):
        return self.role


class ProgrammeDocumentQuerySet(models.QuerySet):
    def public(self):
        """Return the documents for everybody, of programmes that everybody may see."""
        return self.filter(ring=Ring.PUBLIC, programme__in=Programme.objects.public())


@tracked()
class ProgrammeDocument(AbstractDocument):
    """A text that belongs to a programme: a guide, a report, an evaluation."""

    programme = _of_programme("documents")
    file = document_file("programmes/%Y/")
    ring = document_ring(Ring.STAFF)

    objects = ProgrammeDocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document of a programme")
        verbose_name_plural = _("documents of a programme")
        ordering = ["programme", "title", "pk"]
        constraints = [*AbstractDocument.Meta.constraints, is_one_of("ring", Ring)]

    def get_file_url(self):
        return reverse("programme-document", args=[self.pk])
