"""Programmes of several years in which authorities work with China."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.dates import PartialDateField, in_order, is_partial_date
from partnerships.base.models import Timestamped, WebAddressField, is_one_of
from partnerships.base.translation import fits, in_reader_language, translated
from partnerships.base.workflow import Publication, Published
from partnerships.models import Exchange, LocalAuthority, Practice, Theme
from partnerships.models.histories import tracked

from .programme_querysets import ProgrammeQuerySet, Stage

# How much fits in each text, in every language.
LENGTHS = {
    "objective": 1500,
    "background": 3000,
    "focus": 1500,
    "who_can_join": 1000,
    "support": 1500,
    "effort": 1000,
}


class ProgrammeKind(models.TextChoices):
    """Who pays for a programme, and what for."""

    EU = "eu", _("EU programme")
    SUPPORT = "support", _("support programme")
    KNOWLEDGE = "knowledge", _("knowledge programme")


def _text(name, label, **options):
    field = models.TextField(label, max_length=LENGTHS[name], **options)
    return translated(field, required=False)


@tracked()
class Programme(Published, Timestamped):
    """A programme with its purpose, money, term and who can take part.

    A text that the sources do not fill stays empty, and is shown as not known.
    """

    Kind = ProgrammeKind
    Stage = Stage

    # Identity
    name = translated(models.CharField(_("name"), max_length=160))
    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=9, choices=ProgrammeKind)
    summary = translated(models.CharField(_("summary"), max_length=300))

    # Money
    funder = translated(models.CharField(_("funder"), max_length=160), required=False)
    budget = models.DecimalField(
        _("budget in euros"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    client = models.ForeignKey(
        LocalAuthority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commissioned_programmes",
        verbose_name=_("client"),
        help_text=_("The authority for which a support programme runs."),
    )

    # Term
    valid_from = PartialDateField(_("starts"))
    valid_until = PartialDateField(_("ends"))
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("predecessor"),
    )

    # Content
    objective = _text("objective", _("objective"))
    background = _text("background", _("background"))
    focus = _text("focus", _("focus areas"), help_text=_("One on each line."))
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="programmes", verbose_name=_("themes")
    )
    countries = ArrayField(
        models.CharField(max_length=2),
        verbose_name=_("countries"),
        default=list,
        blank=True,
        help_text=_("ISO 3166-1, such as NL, CN."),
    )
    who_can_join = _text("who_can_join", _("who can take part"))
    support = _text("support", _("support offered"))
    effort = _text("effort", _("effort expected"))
    website = WebAddressField(_("website"), blank=True, max_length=500)
    practices = models.ManyToManyField(
        Practice, blank=True, related_name="+", verbose_name=_("practices")
    )
    exchanges = models.ManyToManyField(
        Exchange, blank=True, related_name="+", verbose_name=_("exchanges")
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-valid_from", "pk"]
        constraints = [
            *Published.Meta.constraints,
            is_one_of("kind", ProgrammeKind),
            *(fits(name, most) for name, most in LENGTHS.items()),
            is_partial_date("valid_from"),
            is_partial_date("valid_until"),
            in_order("valid_from", "valid_until", _("A programme cannot end before it starts.")),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                name="%(app_label)s_%(class)s_budget_not_negative",
                violation_error_message=_("A budget cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("pk")),
                name="%(app_label)s_%(class)s_follows_another",
                violation_error_message=_("A programme cannot be its own predecessor."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programme", args=[self.slug])

    @property
    def is_public(self):
        return self.publication == Publication.PUBLISHED

    @property
    def focus_areas(self):
        """Return the focus areas, one by one, with the language they are really in."""
        focus = in_reader_language(self, "focus")
        return [focus._replace(text=line.strip()) for line in focus.text.splitlines() if line]

    def stage(self, *, on):
        """Return where the programme stands on a day; a start that is not known has been."""
        # What is known to the year ends with that year: "2023" is over once it is 2024.
        day = on.isoformat()
        if self.valid_from and self.valid_from > day[: len(self.valid_from)]:
            return Stage.AHEAD
        if self.valid_until and self.valid_until < day[: len(self.valid_until)]:
            return Stage.FINISHED
        return Stage.RUNNING
