"""What can be asked of agreements and practices, whose lists count every further choice."""

import datetime as dt

import django_filters
from django.conf import settings
from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from partnerships.base import texts
from partnerships.base.broad import Newest
from partnerships.base.filters import (
    ChoiceFacet,
    ChoicesField,
    FacetFilter,
    SlugFacet,
    StrictFilterSet,
    YearField,
)
from partnerships.base.paging import Order
from partnerships.models import Agreement, ChineseDivision, LocalAuthority, Practice, Theme
from partnerships.models.agreement_choices import Kind, Status, Verification
from partnerships.models.authorities import AuthorityKind
from partnerships.models.divisions import PROVINCE_LEVELS
from partnerships.models.freshness import Freshness
from partnerships.models.practice_choices import PracticeKind
from partnerships.models.practice_querysets import PUBLISHED_AT

from .texts import TextFilter

# Plain text, bytewise: no date that anybody has to be able to read.
UNDATED_LAST = CharField(db_collation="C")
NO_STATUS = ("none", _("no public status"))
AGREEMENT_ORDERS = {
    "": Order(_("authority"), F("sort_title")),
    "newest": Order(_("newest first"), F("since"), descending=True),
    "oldest": Order(
        _("oldest first"),
        Coalesce(NullIf("since", Value("")), Value("9999"), output_field=UNDATED_LAST),
    ),
    "changed": Order(_("status changed last"), F("public_status_on"), descending=True),
    "confirmed": Order(
        _("confirmed last"),
        Coalesce("confirmed_on", Value(dt.date.min)),
        descending=True,
    ),
}


class YearFilter(django_filters.Filter):
    """One end of a period; the FilterSet reads both together."""

    field_class = YearField

    def filter(self, queryset, value):
        if value is None:
            return queryset
        years = {"first_year": None, "last_year": None, self.field_name: value}
        return queryset.running_in(**years)


class FreshnessFilter(django_filters.Filter):
    """Rows confirmed as long ago as one of the chosen words says, counted from today."""

    field_class = ChoicesField

    def filter(self, queryset, value):
        wanted = Q()
        for one in value or []:
            wanted |= Freshness(one).condition(on=timezone.localdate())
        return queryset.filter(wanted)


def freshness_now():
    """Return the expression that gives the freshness of a row today."""
    today = timezone.localdate()
    return Case(
        *(When(one.condition(on=today), then=Value(one.value)) for one in Freshness),
        output_field=CharField(),
    )


# Facets of agreements and practices alike; each filter set makes its own, in its order.
FACETS = {
    "theme": lambda: SlugFacet(field_name="theme", label=_("theme"), queryset=Theme.objects.all()),
    "authority": lambda: SlugFacet(
        field_name="authority", label=_("authority"), queryset=LocalAuthority.objects.all()
    ),
    "province": lambda: SlugFacet(
        field_name="province",
        label=_("Dutch province"),
        queryset=LocalAuthority.objects.filter(kind=AuthorityKind.PROVINCE),
    ),
    "chineseProvince": lambda: SlugFacet(
        field_name="chineseProvince",
        label=_("Chinese province"),
        queryset=ChineseDivision.objects.filter(level__in=PROVINCE_LEVELS),
    ),
    "division": lambda: SlugFacet(
        field_name="division", label=_("Chinese place"), queryset=ChineseDivision.objects.all()
    ),
    "verification": lambda: ChoiceFacet(
        field_name="verification", label=_("verification level"), choices=Verification.choices
    ),
}


class AgreementFilter(StrictFilterSet):
    """What agreements can be asked for; every value is a plain link that can be kept and shared."""

    q = TextFilter(label=_("words"))
    status = ChoiceFacet(
        field_name="status", label=_("status"), choices=[*Status.choices, NO_STATUS]
    )
    kind = ChoiceFacet(field_name="kind", label=_("kind"), choices=Kind.choices)
    theme = FACETS["theme"]()
    authority = FACETS["authority"]()
    province = FACETS["province"]()
    authorityKind = ChoiceFacet(
        field_name="authorityKind", label=_("kind of authority"), choices=AuthorityKind.choices
    )
    chineseProvince = FACETS["chineseProvince"]()
    division = FACETS["division"]()
    verification = FACETS["verification"]()
    freshness = FreshnessFilter(label=_("last confirmed"), choices=Freshness.choices)

    class Meta:
        model = Agreement
        fields = []

    def is_valid(self):
        valid = super().is_valid()
        first, last = (self.form.cleaned_data.get(name) for name in ("from", "until"))
        if valid and first and last and first > last:
            self.form.add_error("until", _("The last year lies before the first."))
            return False
        return valid


# "from" is a word of Python's own, so the two ends of the period are added by name.
AgreementFilter.base_filters |= {
    "from": YearFilter(field_name="first_year", label=_("running from")),
    "until": YearFilter(field_name="last_year", label=_("running until")),
}


NEWEST_HERE = Order(_("newest here first"), PUBLISHED_AT, descending=True)
PRACTICE_ORDERS = {
    "": NEWEST_HERE,
    "newest": NEWEST_HERE,
    "period": Order(_("most recent period first"), F("started_on"), descending=True),
    "title": Order(_("title"), F("sort_title")),
}


class YearsField(ChoicesField):
    """Several years in which something began."""

    default_error_messages = {
        "invalid_choice": _("Write a year between 1900 and 2100, such as 1994."),
    }


class YearFacet(FacetFilter):
    """A facet whose values are years."""

    field_class = YearsField

    def __init__(self, **kwargs):
        years = [(str(year), str(year)) for year in range(2100, 1899, -1)]
        super().__init__(choices=years, **kwargs)


class PracticeTextFilter(TextFilter):
    """Practices that answer what stands in the search box; read once for all that is counted."""

    def filter(self, queryset, value):
        if not (value or "").strip():
            return queryset
        found = self.parent.found
        return queryset.filter(texts.Matches(F("search"), found.tsquery or "''"))


class PracticeFilter(StrictFilterSet):
    """What practices can be asked for; those without names are found by their story only."""

    q = PracticeTextFilter(label=_("words"))
    kind = ChoiceFacet(field_name="kind", label=_("kind"), choices=PracticeKind.choices)
    theme = FACETS["theme"]()
    authority = FACETS["authority"]()
    province = FACETS["province"]()
    chineseProvince = FACETS["chineseProvince"]()
    division = FACETS["division"]()
    year = YearFacet(field_name="year", label=_("year"))
    verification = FACETS["verification"]()
    language = ChoiceFacet(field_name="language", label=_("language"), choices=settings.LANGUAGES)

    class Meta:
        model = Practice
        fields = []

    @cached_property
    def found(self):
        """Return how the words were understood, judged by all that the public may read."""
        text = self.form.cleaned_data["q"] if self.is_valid() else ""
        return Practice.objects.public().answering(text) if text.strip() else None

    @property
    def newest(self):
        """Return all that may be shown, from the newest on, for questions that very many answer."""
        return Newest(self.queryset, PUBLISHED_AT)

    @property
    def shown(self):
        """Return the practices that pages show: with words, only the newest of very many."""
        return texts.newest_of(self.qs, self.newest) if self.found else self.qs

    @property
    def orders(self):
        """Return the orders of this question: with words, the best answer comes first."""
        if not (self.found and self.found.rank):
            return PRACTICE_ORDERS
        best = Order(_("best match first"), self.found.rank, descending=True)
        return PRACTICE_ORDERS | {"": best}
