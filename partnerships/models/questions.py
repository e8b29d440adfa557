"""Questions of authorities to the contact point: a thread of messages, and where it stands."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of, person, who_and_when

from .histories import tracked
from .themes import Theme


class QuestionState(models.TextChoices):
    """Whose turn it is, or how it ended."""

    NEW = "new", _("new")
    WITH_VNG = "with_vng", _("with VNG International")
    WITH_GOVERNMENT = "with_government", _("with national government")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


_S = QuestionState
# From each state to those that may follow; a new message reopens what was ended.
MOVES = {
    _S.NEW: {_S.WITH_VNG, _S.WITH_GOVERNMENT, _S.ANSWERED, _S.CLOSED},
    _S.WITH_VNG: {_S.WITH_GOVERNMENT, _S.ANSWERED, _S.CLOSED},
    _S.WITH_GOVERNMENT: {_S.WITH_VNG, _S.ANSWERED, _S.CLOSED},
    _S.ANSWERED: {_S.WITH_VNG, _S.WITH_GOVERNMENT, _S.CLOSED},
    _S.CLOSED: {_S.WITH_VNG},
}
ENDED = (_S.ANSWERED, _S.CLOSED)
OPEN = tuple(state for state in _S if state not in ENDED)


class QuestionQuerySet(models.QuerySet):
    """Questions; who sees which is decided here: own authority, staff, those it is shared with."""

    def visible_to(self, user):
        if user.is_staff:
            return self.all()
        return self.filter(Q(authority__in=user.reads_for) | self._shared_with(user))

    def writable_by(self, user):
        """Return the questions in which a person may write a message."""
        if user.is_staff:
            return self.all()
        return self.filter(Q(authority__in=user.writes_for) | self._shared_with(user))

    def kept_by(self, user):
        """Return those that a person may share and close: of the own authority, or as staff."""
        return self.all() if user.is_staff else self.filter(authority__in=user.writes_for)

    @staticmethod
    def _shared_with(user):
        return Q(shared_at__isnull=False) if user.is_liaison else Q(pk__in=[])

    def open(self):
        return self.exclude(state__in=ENDED)

    def for_rows(self):
        return self.select_related("authority").annotate(
            message_count=Count("messages", distinct=True)
        )

    def for_thread(self):
        return self.select_related("authority", "asked_by", "shared_by").prefetch_related(
            "themes", "messages__written_by", "messages__attachments"
        )


@tracked()
class Question(Timestamped):
    """What an authority asks the contact point; seen by itself and staff, until it is shared."""

    State = QuestionState

    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("authority"),
    )
    asked_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="questions", verbose_name=_("asked by")
    )
    subject = models.CharField(_("subject"), max_length=120)
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="questions", verbose_name=_("themes")
    )
    state = models.CharField(
        _("state"),
        max_length=15,
        choices=QuestionState,
        default=QuestionState.NEW,
        editable=False,
    )
    shared_by = person(_("shared with national government by"), editable=False)
    shared_at = models.DateTimeField(
        _("shared with national government at"), null=True, blank=True, editable=False
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-updated_at", "pk"]
        constraints = [
            is_one_of("state", QuestionState),
            who_and_when("shared_by", "shared_at"),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.WITH_GOVERNMENT) | Q(shared_at__isnull=False),
                name="%(app_label)s_%(class)s_with_government_once_shared",
                violation_error_message=_("Share it with national government first."),
            ),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("my-question", args=[self.pk])

    @property
    def is_shared(self):
        """Return whether national government reads along."""
        return self.shared_at is not None

    def move(self, *, to):
        """Bring the question to another state; raises ValidationError when that cannot follow."""
        if to not in MOVES[QuestionState(self.state)]:
            raise ValidationError(
                _(
                    "A question that is “%(now)s” cannot become “%(then)s”. "
                    "Open it again and see where it stands."
                ),
                code="move",
                params={
                    "now": QuestionState(self.state).label,
                    "then": QuestionState(to).label,
                },
            )
        self.state = to
        self.save()


class Message(models.Model):
    """One message in the thread of a question; whoever sees the question reads it."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="messages", verbose_name=_("question")
    )
    written_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written at"))
    text = models.TextField(_("text"), max_length=4000)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.written_by} – {self.question}"


def place_of(_attachment, name):
    return f"attachments/{PurePath(name).name}"


class Attachment(models.Model):
    """A file with a message, as the people of the thread may save it; never public."""

    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("message")
    )
    name = models.CharField(_("name"), max_length=100)
    # Only ever what base/attachments.py returns.
    file = models.FileField(_("file"), upload_to=place_of)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def __str__(self):
        return self.name
