"""What belongs to an exchange among officials."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.models import ExchangeMessage, ExchangePreparation, PostNotice

from .partnerships import ExchangeFactory, LocalAuthorityFactory, UserFactory


class ExchangePreparationFactory(DjangoModelFactory):
    class Meta:
        model = ExchangePreparation

    exchange = factory.SubFactory(ExchangeFactory)
    item = "gifts"


class ExchangeMessageFactory(DjangoModelFactory):
    """Somebody of another authority who would like to join."""

    class Meta:
        model = ExchangeMessage

    exchange = factory.SubFactory(ExchangeFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)
    text = "Mogen wij mee?"
    written_by = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(timezone.now)


class PostNoticeFactory(DjangoModelFactory):
    class Meta:
        model = PostNotice

    exchange = factory.SubFactory(ExchangeFactory)
    addressee = "post@example.org"
    text = "Wat: bezoek"
    sent_by = factory.SubFactory(UserFactory)
    sent_at = factory.LazyFunction(timezone.now)
