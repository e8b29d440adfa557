"""What can be asked of both kinds of place."""

import django_filters
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from partnerships.base.filters import YES, StrictFilterSet, TickBox
from partnerships.base.paging import Order
from partnerships.base.translation import ReaderColumn
from partnerships.models import ChineseDivision, LocalAuthority
from partnerships.models.authorities import AuthorityKind
from partnerships.models.divisions import PROVINCE_LEVELS, DivisionLevel

from .texts import TextFilter

PLACE_ORDERS = {
    "": Order(_("name"), ReaderColumn("sort_name")),
    "ties": Order(_("most ties first"), F("agreement_count"), descending=True),
}


class YesFilter(django_filters.ChoiceFilter):
    """A box that is ticked or not; any other value is refused."""

    def __init__(self, **kwargs):
        super().__init__(choices=[(YES, _("yes"))], widget=TickBox, **kwargs)


class PlaceFilter(StrictFilterSet):
    """What both kinds of place can be asked for: words of a name, and having ties."""

    q = TextFilter(label=_("name"))
    ties = YesFilter(label=_("only with ties"), method="with_ties")

    def with_ties(self, queryset, name, value):
        return queryset.filter(agreement_count__gt=0) if value else queryset


class AuthorityFilter(PlaceFilter):
    """What local authorities can be asked for."""

    kind = django_filters.ChoiceFilter(
        label=_("kind"), choices=AuthorityKind.choices, empty_label=_("all kinds")
    )
    province = django_filters.ModelChoiceFilter(
        label=_("province"),
        queryset=LocalAuthority.objects.filter(kind=AuthorityKind.PROVINCE),
        to_field_name="slug",
        empty_label=_("all provinces"),
    )

    class Meta:
        model = LocalAuthority
        fields = []


class DivisionFilter(PlaceFilter):
    """What Chinese divisions can be asked for."""

    level = django_filters.ChoiceFilter(
        label=_("level"), choices=DivisionLevel.choices, empty_label=_("all levels")
    )
    province = django_filters.ModelChoiceFilter(
        label=_("Chinese province"),
        queryset=ChineseDivision.objects.filter(level__in=PROVINCE_LEVELS),
        to_field_name="slug",
        empty_label=_("all provinces"),
    )

    class Meta:
        model = ChineseDivision
        fields = []
