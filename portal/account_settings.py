"""Which form of ours stands in for which of allauth's; a part of the settings."""

ACCOUNT_FORMS = {
    "login": "portal.account_forms.SignInForm",
    "reauthenticate": "portal.account_forms.ReauthenticateForm",
    "change_password": "portal.account_forms.ChangePasswordForm",
    "set_password": "portal.account_forms.SetPasswordForm",
    "reset_password": "portal.account_forms.ResetPasswordForm",
    "reset_password_from_key": "portal.account_forms.ResetPasswordKeyForm",
    "add_email": "portal.account_forms.AddEmailForm",
}
MFA_FORMS = {
    "authenticate": "portal.account_forms.CodeForm",
    "reauthenticate": "portal.account_forms.CodeAgainForm",
    "activate_totp": "portal.account_forms.ActivateAppForm",
    "add_webauthn": "portal.account_forms.AddPasskeyForm",
    "edit_webauthn": "portal.account_forms.RenamePasskeyForm",
}
