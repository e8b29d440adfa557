"""The forms of allauth in the words and the manner of this portal."""

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.conf import settings

from .account_words import HINTS, LABELS, MISSING


class Plain:
    """Labels instead of placeholders, and a password once: a slip is mended with a new link."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, name)
            field.help_text = HINTS.get(name, "")
            field.error_messages["required"] = MISSING.get(name, "")


class SignInForm(Plain, account.LoginForm):
    """E-mail address and password; a manager of passwords may fill in both."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget = forms.EmailInput(attrs={"autocomplete": "username"})

    @property
    def single_sign_on(self):
        """Return the name of the other way in, or nothing when there is none."""
        return settings.OIDC_NAME if settings.OIDC_ISSUER else ""


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    pass


class SetPasswordForm(Plain, account.SetPasswordForm):
    pass


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].widget = forms.EmailInput(attrs={"autocomplete": "username"})


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    pass


class AddEmailForm(Plain, account.AddEmailForm):
    pass


class CodeForm(Plain, second_step.AuthenticateForm):
    pass


class CodeAgainForm(Plain, second_step.ReauthenticateForm):
    pass


class ActivateAppForm(Plain, ActivateTOTPForm):
    """The first code of an app; no recovery code answers here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = ""
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(Plain, passkeys.AddWebAuthnForm):
    """A new passkey, which may stand alone unless somebody wants it only as a second step."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(Plain, passkeys.EditWebAuthnForm):
    pass
