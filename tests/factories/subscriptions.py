"""Readers who follow a search."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.models import Subscription

TWO_WEEKS = dt.timedelta(days=14)


class SubscriptionFactory(DjangoModelFactory):
    """A mailbox that follows all practices since two weeks."""

    class Meta:
        model = Subscription

    email = factory.Sequence(lambda n: f"reader{n}@example.org")
    language = "nl"
    asked_at = factory.LazyFunction(lambda: timezone.now() - TWO_WEEKS)
    confirmed_at = factory.LazyFunction(lambda: timezone.now() - TWO_WEEKS)
