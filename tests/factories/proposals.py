"""Changes that authorities propose."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.models import Proposal

from .partnerships import AgreementFactory, LocalAuthorityFactory, UserFactory


class ProposalFactory(DjangoModelFactory):
    """A new title that waits for staff."""

    class Meta:
        model = Proposal

    agreement = factory.SubFactory(AgreementFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)
    changes = factory.LazyFunction(lambda: {"title_nl": "Nieuwe titel"})
    base = factory.LazyAttribute(lambda one: {"title_nl": one.agreement.title_nl})
    state = "submitted"
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = factory.LazyFunction(timezone.now)
