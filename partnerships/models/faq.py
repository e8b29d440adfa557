"""Answers of the contact point that are of use to everybody, without saying who asked."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, person, who_and_when
from partnerships.base.search import words
from partnerships.base.translation import LANGUAGES, to_attribute, translated

from .histories import tracked
from .practice_disclosure import told_in
from .questions import Question
from .themes import Theme

TEXTS = ("title", "answer")
COLUMNS = [to_attribute(name, code) for name in TEXTS for code in LANGUAGES]


class FaqQuerySet(models.QuerySet):
    """Entries; ``public()`` decides, once, which of them everybody may see."""

    def public(self):
        return self.filter(cleared_at__isnull=False)

    def matching(self, text):
        """Return the entries whose question or answer holds every word, in one language or more."""
        found = self
        for word in words(text):
            holds = Q()
            for column in COLUMNS:
                holds |= Q(**{f"{column}__icontains": word})
            found = found.filter(holds)
        return found


@tracked()
class FaqEntry(Timestamped):
    """A question with its answer, for everybody once staff has cleared it."""

    # Where it came from: for staff alone, to check that nobody is named.
    origin = models.ForeignKey(
        Question,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="faq_entries",
        verbose_name=_("came from"),
        help_text=_("Only staff sees this."),
    )
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    title = translated(models.CharField(_("question"), max_length=200))
    answer = translated(models.TextField(_("answer"), max_length=4000))
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="faq_entries", verbose_name=_("themes")
    )
    cleared_by = person(_("cleared by"), editable=False)
    cleared_at = models.DateTimeField(_("cleared at"), null=True, blank=True, editable=False)

    objects = FaqQuerySet.as_manager()

    class Meta:
        verbose_name = _("public answer")
        verbose_name_plural = _("public answers")
        ordering = ["-cleared_at", "pk"]
        constraints = [who_and_when("cleared_by", "cleared_at")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("faq-entry", args=[self.slug])

    @property
    def is_public(self):
        return self.cleared_at is not None

    @property
    def names_told(self):
        """Return the names of who asked that the public texts tell, in order."""
        texts = [getattr(self, column) for column in COLUMNS]
        return told_in([self.slug, *texts], names_of(self.origin))


def names_of(question):
    """Return every name by which who asked can be known: authority, people, their mailboxes."""
    if question is None:
        return []
    authors = {message.written_by for message in question.messages.select_related("written_by")}
    people = [question.asked_by, *sorted(authors - {question.asked_by}, key=lambda one: one.pk)]
    # Colleagues at VNG International and national government answer in their office.
    asking = [one for one in people if not (one.is_staff or one.is_liaison)]
    names = [*question.authority.searched_names]
    for one in asking:
        names += [one.name, one.email]
    return list(dict.fromkeys(filter(None, names)))
