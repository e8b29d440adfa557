"""Programmes and who takes part in them."""

import factory
from factory.django import DjangoModelFactory

from partnerships.base.workflow import Publication
from programmes.models import Participation, Programme

from .partnerships import ChineseDivisionFactory, LocalAuthorityFactory


class ProgrammeFactory(DjangoModelFactory):
    """A published programme."""

    class Meta:
        model = Programme

    name_nl = factory.Sequence(lambda n: f"Programma {n}")
    slug = factory.Sequence(lambda n: f"programma-{n}")
    kind = "eu"
    summary_nl = "Steden werken samen aan hun toekomst."
    publication = Publication.PUBLISHED


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    programme = factory.SubFactory(ProgrammeFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)
    division = factory.SubFactory(ChineseDivisionFactory)
