"""Who takes part in an agreement, and with whom."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Deferrable, Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from partnerships.base.dates import PartialDateField, in_order, is_partial_date
from partnerships.base.models import Timestamped, exactly_one, is_one_of

from . import triggers
from .agreement_choices import Kind
from .agreements import Agreement
from .confirmations import Confirmation
from .histories import tracked
from .sources import Document


class Role(models.TextChoices):
    """What a party does in the agreement."""

    PARTY = "party", _("party")
    LEAD = "lead", _("lead")
    ADVISER = "adviser", _("adviser")


class ParticipantQuerySet(models.QuerySet):
    def present(self, *, on):
        """Return the parties that take part on a date, as far as is known."""
        # Whoever is known to leave in a year or month still takes part on its days.
        day = on.isoformat()
        still = Q(until_on="") | Q(until_on__gte=day) | Q(until_on__in=(day[:4], day[:7]))
        return self.filter(still, from_on__lte=day)

    def due_for_confirmation(self, *, year, on):
        """Return the Dutch parties of public running ties that have not confirmed in a round."""
        said = Confirmation.objects.filter(
            agreement=OuterRef("agreement"), authority=OuterRef("authority"), year=year
        )
        return self.present(on=on).filter(
            ~Exists(said),
            authority__isnull=False,
            agreement__in=Agreement.objects.public().running(),
        )

    def for_confirming(self):
        """Return the parties by their ties, with the facts that they confirm of each."""
        documents = Prefetch("documents", Document.objects.public(), to_attr="public_documents")
        agreements = Agreement.objects.for_rows().prefetch_related(documents)
        rows = self.select_related("authority").prefetch_related(Prefetch("agreement", agreements))
        return rows.order_by("agreement__sort_title", "pk")


@tracked()
class Participant(Timestamped):
    """A Dutch authority or Chinese division in an agreement, for as long as it takes part."""

    Role = Role

    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.CASCADE,
        related_name="participants",
        verbose_name=_("agreement"),
    )
    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("local authority"),
    )
    division = models.ForeignKey(
        "ChineseDivision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("Chinese division"),
    )
    role = models.CharField(_("role"), max_length=7, choices=Role, default=Role.PARTY)
    from_on = PartialDateField(_("from"))
    until_on = PartialDateField(_("until"))

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["pk"]
        constraints = [
            is_one_of("role", Role),
            exactly_one(
                "authority",
                "division",
                name="is_one_party",
                message=_("A participant is a Dutch authority or a Chinese division, not both."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "authority"],
                name="%(app_label)s_%(class)s_authority_once",
                violation_error_message=_("This authority takes part already."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "division"],
                name="%(app_label)s_%(class)s_division_once",
                violation_error_message=_("This Chinese division takes part already."),
            ),
            is_partial_date("from_on"),
            is_partial_date("until_on"),
            in_order("from_on", "until_on", _("A party cannot leave before it joins.")),
        ]
        triggers = [triggers.pairs_follow_participants(), triggers.parties_leave_both_sides()]

    def __str__(self):
        return str(self.authority or self.division)


class Pair(models.Model):
    """One Dutch and one Chinese party of one agreement; the database alone writes it."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="pairs", verbose_name=_("agreement")
    )
    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        related_name="pairs",
        verbose_name=_("local authority"),
    )
    division = models.ForeignKey(
        "ChineseDivision",
        on_delete=models.PROTECT,
        related_name="pairs",
        verbose_name=_("Chinese division"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    is_running = models.BooleanField(_("running"))

    class Meta:
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        ordering = ["pk"]
        constraints = [
            # Deferred: an agreement may pass through a running state on its way to a closed one.
            ExclusionConstraint(
                name="%(app_label)s_%(class)s_one_running_of_a_kind",
                expressions=[
                    (F("authority"), RangeOperators.EQUAL),
                    (F("division"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                ],
                condition=Q(is_running=True),
                deferrable=Deferrable.DEFERRED,
                violation_error_message=_(
                    "These parties have a running agreement of this kind already."
                ),
            )
        ]

    def __str__(self):
        return f"{self.authority} – {self.division}"
