"""People at an authority whom others can reach."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from partnerships.models import Contact, MessageCount

from .partnerships import LocalAuthorityFactory, UserFactory


class ContactFactory(DjangoModelFactory):
    """A colleague whom nobody but the own authority and staff sees; ``agreed`` is public."""

    class Meta:
        model = Contact

    authority = factory.SubFactory(LocalAuthorityFactory)
    name = factory.Sequence(lambda n: f"Naam Achternaam{n}")
    role = "beleidsmedewerker"
    email = factory.Sequence(lambda n: f"contact{n}@example.org")

    class Params:
        agreed = factory.Trait(
            consent_recorded_by=factory.SubFactory(UserFactory),
            consent_given_on=dt.date(2026, 3, 1),
        )


class MessageCountFactory(DjangoModelFactory):
    class Meta:
        model = MessageCount

    authority = factory.SubFactory(LocalAuthorityFactory)
    sent_on = factory.Sequence(lambda n: dt.date(2026, 1, 1) + dt.timedelta(days=n))
    message_count = 1
