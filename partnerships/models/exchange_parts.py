"""What belongs to an exchange among officials: preparation, who wants to join, the post."""

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of

from .exchange_choices import Preparation, PreparationState
from .exchanges import Exchange
from .histories import tracked


@tracked()
class ExchangePreparation(Timestamped):
    """One thing to arrange before an exchange; for the own authority and staff alone."""

    exchange = models.ForeignKey(
        Exchange, on_delete=models.CASCADE, related_name="preparations", verbose_name=_("exchange")
    )
    item = models.CharField(_("what to arrange"), max_length=8, choices=Preparation)
    state = models.CharField(
        _("state"), max_length=8, choices=PreparationState, default=PreparationState.TODO
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("preparation of an exchange")
        verbose_name_plural = _("preparations of an exchange")
        ordering = ["exchange", "pk"]
        constraints = [
            is_one_of("item", Preparation),
            is_one_of("state", PreparationState),
            models.UniqueConstraint(
                fields=["exchange", "item"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This stands on the list already."),
            ),
        ]

    def __str__(self):
        return self.get_item_display()


class ExchangeMessageQuerySet(models.QuerySet):
    def unanswered(self):
        """Return the messages of those who want to join after which the other side said nothing."""
        answers = self.model.objects.filter(
            exchange=OuterRef("exchange"),
            authority=OuterRef("authority"),
            pk__gt=OuterRef("pk"),
        )
        return self.filter(~Exists(answers), is_answer=False)

    def visible_to(self, user):
        """Return what a person reads: either side its own talk, staff all."""
        if user.is_staff:
            return self
        mine = models.Q(authority__in=user.reads_for)
        return self.filter(mine | models.Q(exchange__authority__in=user.reads_for))


class ExchangeMessage(models.Model):
    """What an authority that wants to join and the one that plans said; never rewritten."""

    exchange = models.ForeignKey(
        Exchange, on_delete=models.PROTECT, related_name="messages", verbose_name=_("exchange")
    )
    authority = models.ForeignKey(
        "LocalAuthority",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("wants to join"),
    )
    is_answer = models.BooleanField(_("said by the authority that plans"), default=False)
    text = models.TextField(_("message"), max_length=1500)
    written_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written at"))

    objects = ExchangeMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message about joining")
        verbose_name_plural = _("messages about joining")
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.authority}: {self.exchange}"

    @property
    def speaker(self):
        """Return the authority that says this."""
        return self.exchange.authority if self.is_answer else self.authority


class PostNotice(models.Model):
    """That a Dutch post in China was told of an exchange: which, by whom and when."""

    exchange = models.ForeignKey(
        Exchange, on_delete=models.PROTECT, related_name="notices", verbose_name=_("exchange")
    )
    addressee = models.EmailField(_("sent to"))
    text = models.TextField(_("message"))
    sent_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", verbose_name=_("sent by")
    )
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("notice to a post")
        verbose_name_plural = _("notices to a post")
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.exchange}: {self.addressee}"
