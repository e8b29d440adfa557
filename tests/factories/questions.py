"""Questions to the contact point with their messages, and public answers."""

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships.models import Attachment, FaqEntry, Message, Question

from .partnerships import LocalAuthorityFactory, UserFactory


class QuestionFactory(DjangoModelFactory):
    """A new question, without its first message."""

    class Meta:
        model = Question

    authority = factory.SubFactory(LocalAuthorityFactory)
    asked_by = factory.SubFactory(UserFactory)
    subject = factory.Sequence(lambda n: f"Vraag {n}")

    class Params:
        shared = factory.Trait(
            shared_by=factory.SubFactory(UserFactory),
            shared_at=factory.LazyFunction(timezone.now),
        )


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    question = factory.SubFactory(QuestionFactory)
    written_by = factory.SelfAttribute("question.asked_by")
    written_at = factory.LazyFunction(timezone.now)
    text = "Hoe pakken anderen dit aan?"


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    message = factory.SubFactory(MessageFactory)
    name = "brief.pdf"
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7\n%%EOF", name="a1b2.pdf"))


class FaqEntryFactory(DjangoModelFactory):
    """A public answer."""

    class Meta:
        model = FaqEntry

    slug = factory.Sequence(lambda n: f"antwoord-{n}")
    title_nl = factory.Sequence(lambda n: f"Hoe gaat het met punt {n}?")
    answer_nl = "Zo gaat het."
    cleared_by = factory.SubFactory(UserFactory)
    cleared_at = factory.LazyFunction(timezone.now)

    class Params:
        draft = factory.Trait(cleared_by=None, cleared_at=None)
