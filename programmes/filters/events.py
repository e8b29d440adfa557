"""What can be asked of the agenda."""

import django_filters
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.filters import StrictFilterSet
from partnerships.models import Theme
from programmes.models import Event


class When(models.TextChoices):
    """Before or after now."""

    COMING = "coming", _("coming")
    PAST = "past", _("past")


class EventFilter(StrictFilterSet):
    """What meetings can be asked for: the same for page, calendar and file."""

    page_parameters = ()
    when = django_filters.ChoiceFilter(
        label=_("when"),
        choices=When.choices,
        method="of_time",
        empty_label=_("Coming and past"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("kind"), choices=Event.Kind.choices, empty_label=_("All kinds")
    )
    audience = django_filters.ChoiceFilter(
        label=_("audience"), choices=Event.Audience.choices, empty_label=_("All audiences")
    )
    theme = django_filters.ModelChoiceFilter(
        label=_("theme"),
        field_name="themes",
        to_field_name="slug",
        queryset=Theme.objects.all(),
        empty_label=_("All themes"),
    )

    class Meta:
        model = Event
        fields = []

    def of_time(self, queryset, name, value):
        now = timezone.now()
        return queryset.past(at=now) if value == When.PAST else queryset.coming(at=now)
