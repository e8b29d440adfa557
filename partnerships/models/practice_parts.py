"""What belongs to a practice: themes, evidence, reuse, links, and its way to the public."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.base.dates import PartialDateField, is_partial_date
from partnerships.base.models import Timestamped, WebAddressField, is_one_of
from partnerships.base.translation import fits, translated
from partnerships.base.workflow import ASK_SOMETHING, Publication

from .histories import tracked
from .practices import Practice
from .themes import ThemeOfRecord, ranked


@tracked()
class PracticeTheme(ThemeOfRecord):
    """A theme of a practice."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, verbose_name=_("practice"))

    class Meta(ThemeOfRecord.Meta):
        verbose_name = _("theme of a practice")
        verbose_name_plural = _("themes of a practice")
        constraints = ranked("practice")


def _practice(related_name, on_delete=models.CASCADE):
    return models.ForeignKey(
        Practice, on_delete=on_delete, related_name=related_name, verbose_name=_("practice")
    )


@tracked()
class Evidence(Timestamped):
    """A figure or observation that shows a result: what it was before, and what it is after."""

    practice = _practice("evidence")
    indicator = translated(models.CharField(_("indicator"), max_length=120))
    before = models.CharField(_("before"), max_length=80, blank=True)
    after = models.CharField(_("after"), max_length=80)
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Where the figure can be read.")
    )

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]

    def __str__(self):
        return self.indicator

    @property
    def public_source(self):
        """Return where the figure can be read, unless that would name an anonymous authority."""
        return "" if self.practice.is_anonymous else self.source


@tracked()
class Reuse(Timestamped):
    """Another authority that used a practice: since when, what it changed, and what came of it."""

    practice = _practice("reuses")
    # Found with reused_by(): an authority may have used its own anonymous practice elsewhere.
    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("local authority"),
    )
    on = PartialDateField(_("date"))
    adapted = translated(models.CharField(_("what was adapted"), max_length=300), required=False)
    outcome = translated(models.TextField(_("outcome"), max_length=600), required=False)

    class Meta:
        verbose_name = _("reuse")
        verbose_name_plural = _("reuse")
        ordering = ["on", "pk"]
        constraints = [is_partial_date("on"), fits("outcome", 600)]

    def __str__(self):
        return f"{self.authority} ({self.on})" if self.on else str(self.authority)


@tracked()
class PracticeLink(Timestamped):
    """A page elsewhere that tells more about a practice."""

    practice = _practice("links")
    title = models.CharField(_("title"), max_length=160)
    url = WebAddressField(_("address"), max_length=500)
    language = models.CharField(_("language"), max_length=7, default="nl")

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=("nl", "en", "zh-hans", "fy")),
                name="%(app_label)s_%(class)s_language_is_known",
                violation_error_message=_("Choose Dutch, English, Chinese or Frisian."),
            ),
            models.UniqueConstraint(
                fields=["practice", "url"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This address is listed already."),
            ),
        ]

    def __str__(self):
        return self.title


class PracticeMove(models.Model):
    """One step of a practice between author and public, with what was said; never rewritten.

    Nobody removes it either: a practice that was ever submitted is archived, not deleted.
    """

    practice = _practice("moves", on_delete=models.PROTECT)
    from_state = models.CharField(_("from"), max_length=9, choices=Publication)
    to_state = models.CharField(_("to"), max_length=9, choices=Publication)
    moved_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", verbose_name=_("moved by")
    )
    moved_at = models.DateTimeField(_("moved at"))
    message = models.TextField(_("message"), blank=True)

    class Meta:
        verbose_name = _("move of a practice")
        verbose_name_plural = _("moves of a practice")
        ordering = ["pk"]
        constraints = [
            is_one_of("from_state", Publication),
            is_one_of("to_state", Publication),
            models.CheckConstraint(
                condition=~Q(to_state=Publication.RETURNED) | ~Q(message=""),
                name="%(app_label)s_%(class)s_return_asks_something",
                violation_error_message=ASK_SOMETHING,
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
