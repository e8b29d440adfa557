"""What can be asked of programmes."""

import django_filters
from django.utils.translation import gettext_lazy as _

from partnerships.base.filters import StrictFilterSet
from partnerships.models import Theme
from programmes.models import Programme


class ProgrammeFilter(StrictFilterSet):
    """What programmes can be asked for."""

    page_parameters = ()
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=Programme.Kind.choices)
    theme = django_filters.ModelChoiceFilter(
        label=_("theme"), field_name="themes", to_field_name="slug", queryset=Theme.objects.all()
    )

    class Meta:
        model = Programme
        fields = []
