"""What can be asked of programmes."""

import django_filters
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.filters import StrictFilterSet
from partnerships.base.paging import Order
from partnerships.filters.texts import TextFilter
from partnerships.models import Theme
from programmes.models import Programme

PROGRAMME_ORDERS = {
    "": Order(_("newest first"), F("valid_from"), descending=True),
    "oldest": Order(_("oldest first"), F("valid_from")),
}


class ProgrammeFilter(StrictFilterSet):
    """What programmes can be asked for."""

    page_parameters = ("sort",)
    q = TextFilter(label=_("words"))
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=Programme.Kind.choices)
    stage = django_filters.ChoiceFilter(
        label=_("stage"), choices=Programme.Stage.choices, method="in_stage"
    )
    theme = django_filters.ModelChoiceFilter(
        label=_("theme"), field_name="themes", to_field_name="slug", queryset=Theme.objects.all()
    )

    class Meta:
        model = Programme
        fields = []

    def in_stage(self, queryset, name, value):
        return queryset.in_stage(value, on=timezone.localdate())
