"""People who act for an authority, and those who are invited to."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.models import Invitation, Membership

from .partnerships import LocalAuthorityFactory, UserFactory


class MembershipFactory(DjangoModelFactory):
    """An editor of a municipality."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)
    role = "editor"


class InvitationFactory(DjangoModelFactory):
    """An invitation of today to be an editor of a municipality."""

    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    authority = factory.SubFactory(LocalAuthorityFactory)
    role = "editor"
    invited_by = factory.SubFactory(UserFactory)
    invited_at = factory.LazyFunction(timezone.now)
