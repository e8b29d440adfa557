"""Meetings in the agenda, and who registered."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.base.workflow import Publication
from programmes.models import Event, EventDocument, Registration


def in_days(days):
    return timezone.now().replace(microsecond=0) + dt.timedelta(days=days)


class EventFactory(DjangoModelFactory):
    """A published meeting for everybody, in ten days, without a limit."""

    class Meta:
        model = Event

    title_nl = factory.Sequence(lambda n: f"Bijeenkomst {n}")
    slug = factory.Sequence(lambda n: f"bijeenkomst-{n}")
    kind = "theme_meeting"
    starts_at = factory.LazyFunction(lambda: in_days(10))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + dt.timedelta(hours=2))
    publication = Publication.PUBLISHED


class EventDocumentFactory(DjangoModelFactory):
    """A page elsewhere, for authorities."""

    class Meta:
        model = EventDocument

    event = factory.SubFactory(EventFactory)
    title = "Presentatie"
    url = "https://example.org/presentatie"


class RegistrationFactory(DjangoModelFactory):
    """Somebody of the public with a place."""

    class Meta:
        model = Registration

    event = factory.SubFactory(EventFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = "Anna de Vries"
    email = factory.Sequence(lambda n: f"visitor{n}@example.org")
    has_consent = True
    state = "placed"
    registered_at = factory.LazyFunction(timezone.now)
