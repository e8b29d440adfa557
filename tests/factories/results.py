"""What agreements brought."""

import factory
from factory.django import DjangoModelFactory

from partnerships.models import Result

from .partnerships import AgreementFactory


class ResultFactory(DjangoModelFactory):
    """A result of 2024 that is not released."""

    class Meta:
        model = Result

    agreement = factory.SubFactory(AgreementFactory)
    year = 2024
    text_nl = factory.Sequence(lambda n: f"Resultaat {n}")
