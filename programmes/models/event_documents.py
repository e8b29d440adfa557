"""What is read at a meeting or about it: agenda, slides, minutes, each with its readers."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import is_one_of
from partnerships.base.rings import Ring
from partnerships.models.histories import tracked
from partnerships.models.sources import AbstractDocument, document_file, document_ring

from .events import Event


class Readers(models.TextChoices):
    """The rings of a document of a meeting, which belongs to no authority in particular."""

    PUBLIC = Ring.PUBLIC.value, Ring.PUBLIC.label
    AUTHORITIES = Ring.AUTHORITIES.value, Ring.AUTHORITIES.label


class EventDocumentQuerySet(models.QuerySet):
    """Documents; ``public()`` and ``visible_to()`` decide, once, who may read which."""

    def announced(self):
        return self.filter(event__in=Event.objects.announced())

    def public(self):
        """Return those that staff opened to everybody, whoever may come to the meeting."""
        return self.announced().filter(ring=Ring.PUBLIC)

    def visible_to(self, user):
        """Return all of them to who may read of every meeting, as authorities do."""
        return self.announced() if user.reads_along else self.public()


@tracked()
class EventDocument(AbstractDocument):
    """A text that belongs to a meeting; for authorities only until staff opens it to everybody."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="documents", verbose_name=_("event")
    )
    file = document_file("events/%Y/")
    ring = document_ring(Ring.AUTHORITIES, Readers)

    objects = EventDocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document of a meeting")
        verbose_name_plural = _("documents of a meeting")
        ordering = ["event", "title", "pk"]
        constraints = [*AbstractDocument.Meta.constraints, is_one_of("ring", Readers)]

    def get_file_url(self):
        is_public = self.ring == Ring.PUBLIC
        return reverse("event-document" if is_public else "my-event-document", args=[self.pk])
