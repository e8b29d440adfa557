"""Decision aids: what an authority thought through before it decided, kept with its record."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of

from .agreements import Agreement
from .checklist_items import ChecklistKind, items_of
from .exchanges import Exchange
from .histories import tracked


class ChecklistQuerySet(models.QuerySet):
    """Checklists; staff sees those that are shared with it, and no others."""

    def visible_to(self, user):
        return self.filter(Q(authority__in=user.reads_for) | self._shared_with(user))

    def writable_by(self, user):
        return self.filter(authority__in=user.writes_for)

    def for_rows(self):
        replied = Count("answers", filter=~Q(answers__reply=""))
        rows = self.select_related("authority", "agreement", "exchange", "started_by")
        return rows.annotate(replied_count=replied)

    @staticmethod
    def _shared_with(user):
        return Q(is_shared=True) if user.is_staff else Q(pk__in=[])


@tracked()
class Checklist(Timestamped):
    """The questions of one decision with the answers of an authority, for its own eyes."""

    Kind = ChecklistKind

    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        related_name="checklists",
        verbose_name=_("authority"),
    )
    kind = models.CharField(_("decision"), max_length=7, choices=ChecklistKind)
    title = models.CharField(_("title"), max_length=120)
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="checklists",
        verbose_name=_("agreement"),
    )
    exchange = models.ForeignKey(
        Exchange,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="checklists",
        verbose_name=_("exchange"),
    )
    is_shared = models.BooleanField(
        _("may be read by VNG International"),
        default=False,
        help_text=_("Otherwise only your own authority sees this."),
    )
    started_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started at"))

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        ordering = ["-started_at", "pk"]
        constraints = [is_one_of("kind", ChecklistKind)]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("my-checklist", args=[self.pk])

    @property
    def items(self):
        return items_of(self.kind)


class CheckReply(models.TextChoices):
    """How a question of a checklist was answered."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known yet")
    NOT_NEEDED = "not_needed", _("not needed here")


@tracked()
class ChecklistAnswer(models.Model):
    """What an authority answered to one question of a checklist."""

    checklist = models.ForeignKey(
        Checklist, on_delete=models.CASCADE, related_name="answers", verbose_name=_("checklist")
    )
    item = models.CharField(_("item"), max_length=20)
    reply = models.CharField(_("reply"), max_length=10, choices=CheckReply, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("answer of a checklist")
        verbose_name_plural = _("answers of a checklist")
        ordering = ["checklist", "pk"]
        constraints = [
            is_one_of("reply", CheckReply, blank=True),
            models.UniqueConstraint(
                fields=["checklist", "item"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("Each question is answered once."),
            ),
        ]

    def __str__(self):
        return f"{self.item}: {self.get_reply_display()}"
