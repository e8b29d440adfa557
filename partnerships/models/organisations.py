"""Organisations that are no local authority."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, WebAddressField, is_one_of

from .histories import tracked


class OrganisationKind(models.TextChoices):
    """What sort of body an organisation is."""

    COMPANY = "company", _("company")
    KNOWLEDGE = "knowledge", _("knowledge institution")
    NETWORK = "network", _("network")
    GOVERNMENT = "government", _("government body")


@tracked()
class Organisation(Timestamped):
    """A company, knowledge institution, network or government body in exchanges and practices."""

    Kind = OrganisationKind

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=OrganisationKind,
        blank=True,
        help_text=_("Empty: not established."),
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1, such as NL.")
    )
    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("sits in (Netherlands)"),
    )
    division = models.ForeignKey(
        "ChineseDivision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("sits in (China)"),
    )
    website = WebAddressField(_("website"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            is_one_of("kind", OrganisationKind, blank=True),
            models.UniqueConstraint(
                fields=["name", "country"],
                name="%(app_label)s_%(class)s_name_is_unique",
                violation_error_message=_("This organisation is listed already."),
            ),
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$"),
                name="%(app_label)s_%(class)s_country_is_iso",
                violation_error_message=_("A country is two capitals, such as NL or CN."),
            ),
            models.CheckConstraint(
                condition=Q(authority__isnull=True) | Q(division__isnull=True),
                name="%(app_label)s_%(class)s_sits_in_one_place",
                violation_error_message=_("Choose a Dutch or a Chinese seat, not both."),
            ),
        ]

    def __str__(self):
        return self.name
