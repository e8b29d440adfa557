"""The managed list of subjects."""

from django.db import models
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
