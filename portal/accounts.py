"""How allauth, which signs people in, is fitted to this portal."""

import base64
import hashlib
import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from partnerships.actions.accounts import vouch_for_address
from partnerships.base.mails import compose

from . import password_limits
from .account_words import CHANGES, LINKS, NOTICES, REFUSALS, SECOND_STEP_REFUSALS

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by invitation alone, see actions/accounts.py; pages and mails in our words."""

    error_messages = {**DefaultAccountAdapter.error_messages, **REFUSALS}

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        """Count the address as proved: the link of an invitation did, or an administrator."""
        vouch_for_address(user=user)
        return super().pre_login(request, user, **kwargs)

    def pre_authenticate(self, request, **credentials):
        """Count an attempt before the password is looked at; too many are refused unseen."""
        who = self._get_login_attempts_cache_key(request, **credentials)
        self.turns = password_limits.take(request, who)
        if not self.turns:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self):
        """Give back what only failures use; every attempt stays counted."""
        password_limits.give_back(self.turns)

    def _delete_login_attempts_cached_email(self, request, **credentials):
        """Forget the failures of whoever has just chosen a new password."""
        who = self._get_login_attempts_cache_key(request, **credentials)
        password_limits.forget(request, who)

    def get_reauthentication_methods(self, user):
        names = {
            "reauthenticate": _("With your password"),
            "mfa_reauthenticate": _("With a code of your app or a recovery code"),
            "mfa_reauthenticate:webauthn": _("With your passkey"),
        }
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": names[way["id"]]} for way in ways]

    def add_message(self, request, level, message_template=None, *args, message=None, **kwargs):
        """Say on the next page what happened, in one sentence."""
        message = NOTICES.get(message_template) or message
        if message:
            kwargs.pop("message_context", None)
            super().add_message(request, level, message=message, **kwargs)

    def send_mail(self, *args):
        """Send a mail; a mail server that is away is logged and undoes nothing."""
        try:
            super().send_mail(*args)
        except OSError:
            logger.exception("A mail about an account was not sent.")

    def render_mail(self, template_prefix, email, context, headers=None):
        """Compose a mail like every other of the portal: plain text and the same in HTML."""
        template = LINKS.get(template_prefix, "emails/accounts/changed.txt")
        context = {
            "change": CHANGES.get(template_prefix, ""),
            "address": context.get("password_reset_url") or context.get("activate_url", ""),
            "ip": context.get("ip", ""),
            "browser": context.get("user_agent", ""),
            "at": context.get("timestamp", ""),
        }
        return compose(template, email, context, headers or {})


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps encrypted, so that a copied table opens nothing."""

    error_messages = {**DefaultMFAAdapter.error_messages, **SECOND_STEP_REFUSALS}

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type):  # noqa: A002 -- allauth names it so
        return str(_("Passkey"))

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": "Chinapoort"}


def _cipher():
    key = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
