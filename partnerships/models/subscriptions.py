"""People who follow a search in the practices by mail."""

import secrets

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped
from partnerships.base.translation import LANGUAGES


def new_token():
    """Return what only the owner of the mailbox can know; 192 bits."""
    return secrets.token_urlsafe(24)


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def lapsed(self, *, before):
        """Return those who were asked before a moment and never confirmed."""
        return self.filter(confirmed_at__isnull=True, asked_at__lt=before)

    def due(self, *, before):
        """Return the confirmed ones whose last digest, or else confirmation, is older."""
        quiet = Q(sent_at__lt=before) | Q(sent_at__isnull=True, confirmed_at__lt=before)
        return self.confirmed().filter(quiet)


class Subscription(Timestamped):
    """A mailbox that gets new practices of one search, once its owner has confirmed it.

    Kept without history: whoever stops is gone from the portal at once.
    """

    email = models.EmailField(_("e-mail address"))
    query = models.CharField(_("search"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=7)
    token = models.CharField(
        max_length=40,
        unique=True,
        default=new_token,
        editable=False,
        validators=[RegexValidator(r"^[\w-]+$")],
    )
    asked_at = models.DateTimeField(_("asked to confirm at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("last digest at"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "query"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This address follows this search already."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES),
                name="%(app_label)s_%(class)s_language_is_known",
                violation_error_message=_("The portal does not speak this language."),
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="%(app_label)s_%(class)s_digest_after_confirmation",
                violation_error_message=_("Nothing is sent before the address is confirmed."),
            ),
        ]

    def __str__(self):
        return self.query or str(_("all practices"))

    @property
    def since(self):
        """Return the moment from which on practices are new to this reader."""
        return self.sent_at or self.confirmed_at
