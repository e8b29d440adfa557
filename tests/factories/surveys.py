"""Surveys, what was answered, and the needs that follow."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.base.workflow import Publication
from programmes.models import (
    Need,
    NeedMatch,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyReminder,
    SurveyResponse,
)

from .partnerships import LocalAuthorityFactory, UserFactory


def days(number):
    return factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=number))


class SurveyFactory(DjangoModelFactory):
    """A survey that is open for ten days more; ``targets`` takes a list, ``closed`` ends it."""

    class Meta:
        model = Survey
        skip_postgeneration_save = True

    class Params:
        closed = factory.Trait(closes_at=days(-1))

    title_nl = factory.Sequence(lambda n: f"Onderzoek {n}")
    slug = factory.Sequence(lambda n: f"onderzoek-{n}")
    year = 2026
    purpose_nl = "Wij willen weten wat u nodig hebt."
    privacy_nl = "Alleen VNG International leest de antwoorden."
    opens_at = days(-10)
    closes_at = days(10)
    publication = Publication.PUBLISHED

    @factory.post_generation
    def targets(self, create, extracted, **kwargs):
        self.targets.set(extracted or [])


class SurveyQuestionFactory(DjangoModelFactory):
    class Meta:
        model = SurveyQuestion

    survey = factory.SubFactory(SurveyFactory)
    position = factory.Sequence(lambda n: n % 30_000)
    code = factory.Sequence(lambda n: f"vraag_{n}")
    text_nl = factory.Sequence(lambda n: f"Vraag {n}?")
    kind = "text"


class SurveyReminderFactory(DjangoModelFactory):
    class Meta:
        model = SurveyReminder

    survey = factory.SubFactory(SurveyFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)
    step = "opened"
    sent_at = factory.LazyFunction(timezone.now)


class SurveyResponseFactory(DjangoModelFactory):
    """A response that is not handed in; ``handed_in`` is one that is, counted without name."""

    class Meta:
        model = SurveyResponse

    class Params:
        handed_in = factory.Trait(
            state="submitted",
            consent="aggregate",
            submitted_by=factory.SubFactory(UserFactory),
            submitted_at=factory.LazyFunction(timezone.now),
        )

    survey = factory.SubFactory(SurveyFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)


class SurveyAnswerFactory(DjangoModelFactory):
    class Meta:
        model = SurveyAnswer

    response = factory.SubFactory(SurveyResponseFactory)
    question = factory.SubFactory(
        SurveyQuestionFactory, survey=factory.SelfAttribute("..response.survey")
    )
    value = "Kennis over water."


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = Need

    authority = factory.SubFactory(LocalAuthorityFactory)
    text = "Kennis over water."


class NeedMatchFactory(DjangoModelFactory):
    class Meta:
        model = NeedMatch

    need = factory.SubFactory(NeedFactory)
    peer = factory.SubFactory(LocalAuthorityFactory)
    reason = "same_need"
