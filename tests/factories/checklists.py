"""Decision aids that an authority filled in."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.models import Checklist, ChecklistAnswer

from .partnerships import LocalAuthorityFactory, UserFactory


class ChecklistFactory(DjangoModelFactory):
    """A visit that is thought through, for the own authority alone."""

    class Meta:
        model = Checklist

    authority = factory.SubFactory(LocalAuthorityFactory)
    kind = "visit"
    title = factory.Sequence(lambda n: f"Reis {n}")
    started_by = factory.SubFactory(UserFactory)
    started_at = factory.LazyFunction(timezone.now)


class ChecklistAnswerFactory(DjangoModelFactory):
    class Meta:
        model = ChecklistAnswer

    checklist = factory.SubFactory(ChecklistFactory)
    item = factory.Iterator(["devices", "gifts", "travel", "briefing"])
    reply = "yes"
