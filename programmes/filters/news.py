"""What can be asked of news."""

import django_filters
from django.utils.translation import gettext_lazy as _

from partnerships.base.filters import StrictFilterSet, YearField
from partnerships.base.search import LONGEST_QUERY
from partnerships.filters.texts import TextFilter
from partnerships.models import Theme
from programmes.models import NewsItem, Programme


class YearFilter(django_filters.NumberFilter):
    """Rows of one year."""

    field_class = YearField


def _one_of(name, label, queryset, everything):
    return django_filters.ModelChoiceFilter(
        label=label,
        field_name=name,
        to_field_name="slug",
        queryset=queryset,
        empty_label=everything,
    )


class NewsFilter(StrictFilterSet):
    """What news can be asked for."""

    q = TextFilter(label=_("words"), max_length=LONGEST_QUERY)
    programme = _one_of(
        "programme", _("programme"), Programme.objects.public(), _("All programmes")
    )
    theme = _one_of("themes", _("theme"), Theme.objects.all(), _("All themes"))
    year = YearFilter(label=_("year"), field_name="published_at__year")

    class Meta:
        model = NewsItem
        fields = []
