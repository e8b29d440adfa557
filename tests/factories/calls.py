"""Calls of programmes, and the enrolments in them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.base.workflow import Publication
from programmes import models

from .partnerships import LocalAuthorityFactory, UserFactory
from .programmes import ProgrammeFactory


def days_from_now(days):
    return factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=days))


class CallFactory(DjangoModelFactory):
    """A published call that is open for another thirty days."""

    class Meta:
        model = models.Call

    programme = factory.SubFactory(ProgrammeFactory)
    title_nl = factory.Sequence(lambda n: f"Oproep {n}")
    slug = factory.Sequence(lambda n: f"oproep-{n}")
    opens_at = days_from_now(-30)
    closes_at = days_from_now(30)
    publication = Publication.PUBLISHED

    class Params:
        closed = factory.Trait(closes_at=days_from_now(-1))


class CallExtensionFactory(DjangoModelFactory):
    class Meta:
        model = models.CallExtension

    call = factory.SubFactory(CallFactory)
    from_at = days_from_now(20)
    to_at = days_from_now(30)
    reason = "Meer tijd gevraagd."
    extended_by = factory.SubFactory(UserFactory)
    extended_at = factory.LazyFunction(timezone.now)


class CallQuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.CallQuestion

    call = factory.SubFactory(CallFactory)
    label_nl = factory.Sequence(lambda n: f"Vraag {n}?")


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = models.Criterion

    call = factory.SubFactory(CallFactory)
    name_nl = factory.Sequence(lambda n: f"Criterium {n}")


class EnrolmentFactory(DjangoModelFactory):
    """A draft with everything that is always asked."""

    class Meta:
        model = models.Enrolment

    call = factory.SubFactory(CallFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)
    mandate_body = "College van B&W"
    mandate_on = dt.date(2026, 3, 1)
    has_consent = True

    class Params:
        submitted = factory.Trait(
            state="submitted",
            submitted_by=factory.SubFactory(UserFactory),
            submitted_at=factory.LazyFunction(timezone.now),
        )


class EnrolmentAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.EnrolmentAnswer

    enrolment = factory.SubFactory(EnrolmentFactory)
    question = factory.SubFactory(
        CallQuestionFactory, call=factory.SelfAttribute("..enrolment.call")
    )
    value = "Wij willen van elkaar leren."


class EnrolmentMoveFactory(DjangoModelFactory):
    class Meta:
        model = models.EnrolmentMove

    enrolment = factory.SubFactory(EnrolmentFactory)
    from_state = "draft"
    to_state = "submitted"
    moved_by = factory.SubFactory(UserFactory)
    moved_at = factory.LazyFunction(timezone.now)


class EnrolmentReminderFactory(DjangoModelFactory):
    class Meta:
        model = models.EnrolmentReminder

    enrolment = factory.SubFactory(EnrolmentFactory)
    closes_at = factory.SelfAttribute("enrolment.call.closes_at")
    days = 7
    sent_at = factory.LazyFunction(timezone.now)


class ScoreFactory(DjangoModelFactory):
    class Meta:
        model = models.Score

    enrolment = factory.SubFactory(EnrolmentFactory)
    criterion = factory.SubFactory(CriterionFactory, call=factory.SelfAttribute("..enrolment.call"))
    points = 7
    scored_by = factory.SubFactory(UserFactory)
