"""What can be asked of public answers."""

import django_filters
from django.utils.translation import gettext_lazy as _

from partnerships.base.filters import StrictFilterSet
from partnerships.models import Theme
from partnerships.models.faq import FaqEntry


class FaqFilter(StrictFilterSet):
    """What public answers can be asked for."""

    page_parameters = ()
    theme = django_filters.ModelChoiceFilter(
        label=_("theme"), field_name="themes", to_field_name="slug", queryset=Theme.objects.all()
    )

    class Meta:
        model = FaqEntry
        fields = []
