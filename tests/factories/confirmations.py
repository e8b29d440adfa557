"""The yearly round, what was confirmed in it, and who was reminded."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.models import Confirmation, ConfirmationRound, Reminder

from .partnerships import AgreementFactory, LocalAuthorityFactory, UserFactory


class ConfirmationRoundFactory(DjangoModelFactory):
    """The round of this year, opened today and open for six weeks."""

    class Meta:
        model = ConfirmationRound

    year = factory.LazyFunction(lambda: timezone.localdate().year)
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=42))
    opened_by = factory.SubFactory(UserFactory)
    opened_at = factory.LazyFunction(timezone.now)


class ConfirmationFactory(DjangoModelFactory):
    class Meta:
        model = Confirmation

    agreement = factory.SubFactory(AgreementFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)
    year = 2026
    confirmed_by = factory.SubFactory(UserFactory)
    confirmed_at = factory.LazyFunction(timezone.now)


class ReminderFactory(DjangoModelFactory):
    class Meta:
        model = Reminder

    authority = factory.SubFactory(LocalAuthorityFactory)
    year = 2026
    step = "coordinator"
    sent_at = factory.LazyFunction(timezone.now)
