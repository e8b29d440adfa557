"""Dutch local authorities, through their mergers."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import WebAddressField, is_on_earth, is_one_of, is_wikidata
from partnerships.base.translation import ReaderColumn, fits, translated
from partnerships.base.workflow import Publication

from .histories import tracked
from .places import Place, PlaceQuerySet, sort_key
from .themes import Theme

# How much fits in what an authority tells of its expertise, in every language.
LONGEST_EXPERTISE = 1000


class AuthorityKind(models.TextChoices):
    """The three kinds of decentralised government in the Netherlands."""

    MUNICIPALITY = "municipality", _("municipality")
    PROVINCE = "province", _("province")
    WATER_AUTHORITY = "water_authority", _("water authority")


class LocalAuthorityQuerySet(PlaceQuerySet):
    def kept_by(self, user):
        """Return the authorities whose record a person keeps as one of their officials."""
        return self.filter(pk__in=user.writes_for)

    def existing(self, *, on):
        """Return the authorities that exist on a date."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_until__isnull=True) | Q(valid_until__gt=on),
        )

    def with_agreement_count(self):
        """Add ``agreement_count``: the published agreements the authority takes or took part in."""
        published = Q(participations__agreement__publication=Publication.PUBLISHED)
        return self.annotate(agreement_count=models.Count("participations", filter=published))


def one_life_per_code():
    """Return the constraint that no two authorities have one CBS code at one moment."""
    life = Func(
        "valid_from",
        "valid_until",
        Value("[)"),
        function="daterange",
        output_field=DateRangeField(),
    )
    return ExclusionConstraint(
        name="%(app_label)s_%(class)s_one_life_per_code",
        expressions=[("code", RangeOperators.EQUAL), (life, RangeOperators.OVERLAPS)],
        violation_error_message=_("Another authority has this CBS code in the same period."),
    )


@tracked()
class LocalAuthority(Place):
    """A Dutch municipality, province or water authority, for as long as it exists.

    Codes are those of Statistics Netherlands (CBS). A merger ends a life and names successors.
    """

    Kind = AuthorityKind

    # Identity
    kind = models.CharField(_("kind"), max_length=15, choices=AuthorityKind)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    name_zh_hans = models.CharField(_("name in Chinese"), max_length=100, blank=True)
    aliases = ArrayField(
        models.CharField(max_length=100), verbose_name=_("other names"), default=list, blank=True
    )
    code = models.CharField(_("CBS code"), max_length=6)
    province = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        limit_choices_to={"kind": AuthorityKind.PROVINCE},
        verbose_name=_("province"),
    )

    # Facts
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_on = models.DateField(_("population counted on"), null=True, blank=True)
    website = WebAddressField(_("website"), blank=True)
    policy_url = WebAddressField(_("international policy"), blank=True)
    email = models.EmailField(_("general e-mail address"), blank=True)

    # What others may ask it, and ask it to join
    expertise = translated(
        models.TextField(_("expertise"), max_length=LONGEST_EXPERTISE), required=False
    )
    expertise_themes = models.ManyToManyField(
        Theme, blank=True, related_name="experts", verbose_name=_("offers expertise on")
    )
    interests = models.ManyToManyField(
        Theme,
        blank=True,
        related_name="interested",
        verbose_name=_("interested in joint action on"),
    )

    # Period
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_until = models.DateField(
        _("exists until"), null=True, blank=True, help_text=_("The first day it exists no more.")
    )
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successors"),
    )

    objects = LocalAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("local authority")
        verbose_name_plural = _("local authorities")
        ordering = [ReaderColumn("sort_name"), "pk"]
        constraints = [
            is_one_of("kind", AuthorityKind),
            is_on_earth(),
            is_wikidata(),
            fits("expertise", LONGEST_EXPERTISE),
            one_life_per_code(),
            models.CheckConstraint(
                condition=Q(kind="municipality", code__regex=r"^GM[0-9]{4}$")
                | Q(kind="province", code__regex=r"^PV[0-9]{2}$")
                | Q(kind="water_authority", code__regex=r"^WS[0-9]{4}$"),
                name="%(app_label)s_%(class)s_code_fits_kind",
                violation_error_message=_(
                    "The CBS code is GM and four digits for a municipality, PV and two digits for "
                    "a province, WS and four digits for a water authority."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind="municipality", province__isnull=False)
                | Q(kind="province", province__isnull=True)
                | Q(kind="water_authority"),
                name="%(app_label)s_%(class)s_lies_in_province",
                violation_error_message=_(
                    "A municipality lies in a province; a province lies in none."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("An authority cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True, population_on__isnull=True)
                | Q(population__isnull=False, population_on__isnull=False),
                name="%(app_label)s_%(class)s_population_is_dated",
                violation_error_message=_("Give the population with its date, or neither."),
            ),
        ]

    def clean(self):
        # Said here as well: the constraint on lives cannot compute one that ends before it starts.
        if self.valid_from and self.valid_until and self.valid_until <= self.valid_from:
            message = _("An authority cannot end before it starts.")
            raise ValidationError({"valid_until": message})

    def get_absolute_url(self):
        return reverse("authority", args=[self.slug])

    @property
    def sort_keys(self):
        """Return the keys of the Dutch name, and for English lists of the English one if any.

        Chinese lists have no better: no pinyin of Dutch names is on record.
        """
        dutch = sort_key(self.name)
        return {"nl": dutch, "en": sort_key(self.name_en or self.name), "zh-hans": dutch}

    @property
    def addressed_by(self):
        return f"provincie {self.name}" if self.kind == AuthorityKind.PROVINCE else self.name

    @property
    def display_name(self):
        """Return the name in the active language, or the Dutch name where there is no other."""
        names = {"en": self.name_en, "zh-hans": self.name_zh_hans}
        return names.get(get_language()) or self.name

    @property
    def own_province(self):
        """Return the province it is or lies in; None for a water authority across provinces."""
        return self if self.kind == AuthorityKind.PROVINCE else self.province

    @property
    def searched_names(self):
        return [self.name, self.name_en, self.name_zh_hans, *self.aliases]

    @property
    def other_names(self):
        """Return the aliases that are not the name of the authority in some language."""
        names = {self.name, self.name_en, self.name_zh_hans}
        return [alias for alias in self.aliases if alias not in names]

    @property
    def is_abolished(self):
        return self.valid_until is not None and self.valid_until <= timezone.localdate()
