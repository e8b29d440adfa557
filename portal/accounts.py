"""How allauth, which signs people in, is fitted to this portal."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """E-mail address and password, in the words of this portal."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = _("e-mail address"), _("password")
        login.widget = forms.EmailInput(attrs={"autocomplete": "username"})
        password.widget.attrs.pop("placeholder", None)
        password.help_text = ""
        login.error_messages["required"] = _("Write your e-mail address.")
        password.error_messages["required"] = _("Write your password.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by invitation alone; see actions/accounts.py."""

    def is_open_for_signup(self, request):
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps encrypted, so that a copied table opens nothing."""

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher():
    key = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
