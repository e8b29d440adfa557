"""Territorial divisions of China, from province down to development zone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import WebAddressField, is_on_earth, is_one_of, is_wikidata
from partnerships.base.translation import ReaderColumn
from partnerships.base.workflow import Publication

from .histories import tracked
from .places import Place, PlaceQuerySet, pinyin_key, sort_key


class DivisionLevel(models.TextChoices):
    """The levels of Chinese administration, and the two kinds of zone that stand beside them."""

    PROVINCE = "province", _("province")
    AUTONOMOUS_REGION = "autonomous_region", _("autonomous region")
    MUNICIPALITY = "municipality", _("municipality under central government")
    SPECIAL_REGION = "special_region", _("special administrative region")
    SUB_PROVINCIAL_CITY = "sub_provincial_city", _("sub-provincial city")
    PREFECTURE_CITY = "prefecture_city", _("prefecture-level city")
    AUTONOMOUS_PREFECTURE = "autonomous_prefecture", _("autonomous prefecture")
    PREFECTURE = "prefecture", _("prefecture")
    LEAGUE = "league", _("league")
    COUNTY_CITY = "county_city", _("county-level city")
    COUNTY = "county", _("county")
    AUTONOMOUS_COUNTY = "autonomous_county", _("autonomous county")
    DISTRICT = "district", _("district")
    NEW_AREA = "new_area", _("new area (district)")
    NATIONAL_NEW_AREA = "national_new_area", _("national-level new area")
    DEVELOPMENT_ZONE = "development_zone", _("development zone")


PROVINCE_LEVELS = ["province", "autonomous_region", "municipality", "special_region"]
CODELESS_LEVELS = ["national_new_area", "development_zone"]


class ChineseDivisionQuerySet(PlaceQuerySet):
    def province_level(self):
        return self.filter(level__in=PROVINCE_LEVELS)

    def with_agreement_count(self):
        """Add ``agreement_count``: published agreements with the division or with one inside it."""
        participant = self.model._meta.get_field("participations").related_model
        inside = (
            participant.objects.filter(agreement__publication=Publication.PUBLISHED)
            .filter(
                Q(division=OuterRef("pk"))
                | Q(division__parent=OuterRef("pk"))
                | Q(division__province=OuterRef("pk"))
            )
            .order_by()
            .annotate(one=models.Value(1))
            .values("one")
            .annotate(total=Count("agreement", distinct=True))
            .values("total")
        )
        return self.annotate(
            agreement_count=models.functions.Coalesce(
                Subquery(inside), 0, output_field=models.IntegerField()
            )
        )


@tracked(model_exclude=["province"])
class ChineseDivision(Place):
    """A territorial division of China.

    Codes are those of the national standard GB/T 2260; national new areas and development zones
    have none of their own.
    """

    Level = DivisionLevel

    # Identity
    code = models.CharField(
        _("division code"),
        max_length=6,
        null=True,
        blank=True,
        unique=True,
        help_text=_("GB/T 2260, six digits."),
    )
    level = models.CharField(_("level"), max_length=21, choices=DivisionLevel)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("lies in"),
    )
    province = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        blank=True,
        verbose_name=_("Chinese province"),
        help_text=_("The division of province level that it lies in; follows from the parents."),
    )

    # Names
    name_zh = models.CharField(_("name in characters"), max_length=50)
    pinyin = models.CharField(_("pinyin"), max_length=80, blank=True)
    name_en = models.CharField(_("English name"), max_length=80)
    name_nl = models.CharField(_("Dutch name"), max_length=80)
    former_names = ArrayField(
        models.CharField(max_length=80), verbose_name=_("former names"), default=list, blank=True
    )

    # Facts
    post = models.CharField(_("competent Dutch post"), max_length=120, blank=True)
    partner_list_url = WebAddressField(_("own public list of sister cities"), blank=True)
    partner_list_checked_on = models.DateField(_("list last checked on"), null=True, blank=True)

    objects = ChineseDivisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Chinese division")
        verbose_name_plural = _("Chinese divisions")
        ordering = [ReaderColumn("sort_name"), "pk"]
        constraints = [
            is_one_of("level", DivisionLevel),
            is_on_earth(),
            is_wikidata(),
            models.CheckConstraint(
                condition=Q(code__isnull=False, code__regex=r"^[1-9][0-9]{5}$")
                | Q(code__isnull=True, level__in=CODELESS_LEVELS),
                name="%(app_label)s_%(class)s_code_fits_level",
                violation_error_message=_(
                    "The division code is six digits; only new areas and zones have none."
                ),
            ),
            models.CheckConstraint(
                condition=Q(level__in=PROVINCE_LEVELS, parent__isnull=True)
                | (~Q(level__in=PROVINCE_LEVELS) & Q(parent__isnull=False)),
                name="%(app_label)s_%(class)s_parent_fits_level",
                violation_error_message=_(
                    "A division of province level lies in no other; every other division does."
                ),
            ),
            models.CheckConstraint(
                condition=Q(partner_list_checked_on__isnull=True) | ~Q(partner_list_url=""),
                name="%(app_label)s_%(class)s_checked_list_has_address",
                violation_error_message=_("Give the address of the list that was checked."),
            ),
        ]

    def save(self, **kwargs):
        self.province = (self.parent.province or self.parent) if self.parent else None
        super().save(**kwargs)

    def get_absolute_url(self):
        if self.province:
            return reverse("division", args=[self.province.slug, self.slug])
        return reverse("division", args=[self.slug])

    @property
    def sort_keys(self):
        """Return the keys of the names that readers see; of characters, that of their pinyin.

        Zones without pinyin come under their English name, most of which is pinyin itself.
        """
        return {
            "nl": sort_key(self.name_nl),
            "en": sort_key(self.name_en),
            "zh-hans": pinyin_key(self.pinyin or self.name_en),
        }

    @property
    def addressed_by(self):
        return self.name_en

    @property
    def display_name(self):
        """Return the name in the active language; in Dutch the exonym, such as Peking."""
        return {"en": self.name_en, "zh-hans": self.name_zh}.get(get_language(), self.name_nl)

    @property
    def searched_names(self):
        return [self.name_nl, self.name_en, self.name_zh, self.pinyin, *self.former_names]
