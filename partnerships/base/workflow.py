"""The one door through which a record changes its state of publication."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import is_one_of, person, who_and_when


class Publication(models.TextChoices):
    """Where a record stands between its author and the public."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")


MOVES = {
    Publication.DRAFT: {Publication.SUBMITTED, Publication.PUBLISHED},
    Publication.SUBMITTED: {Publication.RETURNED, Publication.PUBLISHED},
    Publication.RETURNED: {Publication.SUBMITTED},
    Publication.PUBLISHED: {Publication.ARCHIVED},
    Publication.ARCHIVED: {Publication.PUBLISHED},
}


ASK_SOMETHING = _("Say what the author should answer or change.")


def checked_questions(questions):
    """Return the questions with which a record goes back to its author; refuses to ask nothing."""
    if not questions.strip():
        raise ValidationError(ASK_SOMETHING, code="questions")
    return questions.strip()


TELLS_A_NAME = _("It is to name nobody, but its texts or address say “%(names)s”.")


def check_names_nobody(record):
    """Refuse, with the names, what is to be published without names and tells some."""
    if names := record.names_told:
        raise ValidationError(TELLS_A_NAME, code="names", params={"names": ", ".join(names)})


class Published(models.Model):
    """A record that is shown to the public only once staff has published it."""

    publication = models.CharField(
        _("publication"),
        max_length=9,
        choices=Publication,
        default=Publication.DRAFT,
        editable=False,
    )
    moved_by = person(_("moved by"), editable=False)
    moved_at = models.DateTimeField(_("moved at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [is_one_of("publication", Publication), who_and_when("moved_by", "moved_at")]

    def move(self, *, to, by):
        """Bring the record to another state of publication, stamped with who and when.

        Raises ValidationError when the present state does not allow that move.
        """
        if to not in MOVES[Publication(self.publication)]:
            raise ValidationError(
                _("A record that is “%(now)s” cannot become “%(then)s”."),
                code="move",
                params={
                    "now": Publication(self.publication).label,
                    "then": Publication(to).label,
                },
            )
        self.publication, self.moved_by, self.moved_at = to, by, timezone.now()
        self.save(update_fields=["publication", "moved_by", "moved_at", "updated_at"])
