"""The managed list of subjects."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.translation import translated

from .histories import tracked


@tracked()
class Theme(models.Model):
    """A subject that ties and exchanges can be about, such as water or education."""

    slug = models.SlugField(_("slug"), unique=True)
    name = translated(models.CharField(_("name"), max_length=80))
    position = models.PositiveSmallIntegerField(_("position"), unique=True)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("theme", args=[self.slug])


class ThemeOfRecord(models.Model):
    """A theme of a record; the three main themes have a rank, further ones have none."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, verbose_name=_("theme"))
    rank = models.PositiveSmallIntegerField(
        _("main theme"),
        null=True,
        blank=True,
        help_text=_("1, 2 or 3 for a main theme; empty for a further one."),
    )

    class Meta:
        abstract = True
        ordering = [F("rank").asc(nulls_last=True), "theme__position"]

    def __str__(self):
        return str(self.theme)


def ranked(record):
    """Return the rules for the themes of one record; the argument names the field of the record."""
    return [
        models.UniqueConstraint(
            fields=[record, "theme"],
            name="%(app_label)s_%(class)s_once",
            violation_error_message=_("A theme is named once."),
        ),
        models.UniqueConstraint(
            fields=[record, "rank"],
            name="%(app_label)s_%(class)s_one_per_rank",
            violation_error_message=_("Two themes cannot have the same rank."),
        ),
        models.CheckConstraint(
            condition=Q(rank__isnull=True) | Q(rank__range=(1, 3)),
            name="%(app_label)s_%(class)s_three_main_themes",
            violation_error_message=_("A record has at most three main themes."),
        ),
    ]
