"""How people sign in; the part of the settings that is allauth's and the same everywhere."""

# Nobody signs up: people are invited. The e-mail address is the name to sign in with.
ACCOUNT_ADAPTER = "portal.accounts.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "portal.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "portal.single_sign_on.Provider"}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the link in the invitation has proved the mailbox
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to strangers
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
FAILED = "20/m/ip,5/5m/key"
# What the sign-in form allows is counted in portal/password_limits.py, in one statement.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": FAILED}
PASSWORD_RATE_LIMITS = {"login": "30/m/ip", "login_failed": FAILED}
MFA_ADAPTER = "portal.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Chinapoort"

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
