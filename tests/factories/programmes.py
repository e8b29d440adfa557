"""Programmes, who takes part in them, and what belongs to them."""

import factory
from factory.django import DjangoModelFactory

from partnerships.base.workflow import Publication
from programmes import models
from programmes.models import Participation, Programme

from .partnerships import ChineseDivisionFactory, LocalAuthorityFactory, OrganisationFactory


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


class ProgrammePartnerFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammePartner

    programme = factory.SubFactory(ProgrammeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "lead"


class ProgrammeOfficeFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeOffice

    programme = factory.SubFactory(ProgrammeFactory)
    city_nl = factory.Sequence(lambda n: f"Stad {n}")


class ProgrammeResultFactory(DjangoModelFactory):
    """A figure of one source."""

    class Meta:
        model = models.ProgrammeResult

    programme = factory.SubFactory(ProgrammeFactory)
    kind = "participants"
    what_nl = factory.Sequence(lambda n: f"Deelnemers {n}")
    number = 22
    source = factory.Sequence(lambda n: f"https://example.org/verslag/{n}")


class ProgrammeSourceFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeSource

    programme = factory.SubFactory(ProgrammeFactory)
    kind = "press"
    reference = factory.Sequence(lambda n: f"https://example.org/programma/{n}")


class ProgrammeContactFactory(DjangoModelFactory):
    """A helpdesk without a name."""

    class Meta:
        model = models.ProgrammeContact

    programme = factory.SubFactory(ProgrammeFactory)
    role_nl = "Helpdesk"


class ProgrammeDocumentFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeDocument

    programme = factory.SubFactory(ProgrammeFactory)
    title = "Gids"
    url = "https://example.org/gids"
