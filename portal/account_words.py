"""What allauth says, in the words of this portal; see accounts.py."""

from django.utils.translation import gettext_lazy as _

# The labels of its forms, by the name of the field.
LABELS = {
    "login": _("e-mail address"),
    "email": _("e-mail address"),
    "password": _("password"),
    "oldpassword": _("current password"),
    "password1": _("new password"),
    "code": _("code"),
    "name": _("name of the passkey"),
    "passwordless": _("sign in with this passkey alone, without a password"),
}
HINTS = {
    "password1": _("At least 12 characters. A few words that only you put together are good."),
    "code": _("From your app, or one of your recovery codes."),
    "name": _("So that you recognise it, such as “phone” or “blue key”."),
}
MISSING = {
    "login": _("Write your e-mail address."),
    "email": _("Write your e-mail address."),
    "password": _("Write your password."),
    "oldpassword": _("Write your current password."),
    "password1": _("Choose a password."),
    "code": _("Write the code."),
    "name": _("Give it a name."),
    "credential": _("Your browser sent no passkey. This works in a browser with JavaScript."),
}
REFUSALS = {
    "account_inactive": _("This account is closed."),
    "duplicate_email": _("This is your address already."),
    "email_password_mismatch": _(
        "This e-mail address and this password do not belong together. Try again, or ask for "
        "a new password."
    ),
    "enter_current_password": _("This is not your current password."),
    "incorrect_password": _("This is not your password."),
    "invalid_or_expired_key": _("This link no longer works. Ask for a new one."),
    "invalid_password_reset": _("This link no longer works. Ask for a new one."),
    "rate_limited": _("You tried this often. Wait a few minutes and try again."),
    "too_many_login_attempts": _("Too often wrong. Wait five minutes and try again."),
}
SECOND_STEP_REFUSALS = {
    "cannot_generate_recovery_codes": _("Set up an app or a passkey first."),
    "incorrect_code": _(
        "This code is not right. Each code works once: wait for the next one in your app."
    ),
    "unverified_email": _("Confirm your new e-mail address first; the link is in your mail."),
}
# What is said on the next page, by allauth's template; where there is nothing, nothing is said.
NOTICES = {
    "account/messages/cannot_delete_primary_email.txt": _("You sign in with this address."),
    "account/messages/email_confirmation_failed.txt": _("This address belongs to another account."),
    "account/messages/email_confirmation_sent.txt": _("We have sent a link to the new address."),
    "account/messages/email_confirmed.txt": _("Your e-mail address is confirmed."),
    "account/messages/email_deleted.txt": _("Your address stays as it was."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/recovery_codes_generated.txt": _("These are your new recovery codes."),
    "mfa/messages/totp_activated.txt": _("The app with codes is in use."),
    "mfa/messages/totp_deactivated.txt": _("The app with codes is no longer in use."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "usersessions/messages/sessions_logged_out.txt": _("You are signed out everywhere else."),
}
# The subject of the mail that tells a person what was done to the account.
CHANGES = {
    "account/email/email_changed": _("Your e-mail address in Chinapoort is changed"),
    "account/email/email_confirm": _("Your e-mail address in Chinapoort is confirmed"),
    "account/email/email_deleted": _("An e-mail address is removed from your account"),
    "account/email/password_changed": _("Your password in Chinapoort is changed"),
    "account/email/password_reset": _("Your password in Chinapoort is changed"),
    "account/email/password_set": _("Your password in Chinapoort is set"),
    "mfa/email/recovery_codes_generated": _("New recovery codes for Chinapoort are made"),
    "mfa/email/totp_activated": _("An app with codes now guards your account"),
    "mfa/email/totp_deactivated": _("No app with codes guards your account any more"),
    "mfa/email/webauthn_added": _("A passkey is added to your account"),
    "mfa/email/webauthn_removed": _("A passkey is removed from your account"),
    "socialaccount/email/account_connected": _("You can sign in to Chinapoort from your work"),
    "socialaccount/email/account_disconnected": _("Signing in from your work has stopped"),
}
# The mails that ask to follow a link.
LINKS = {
    "account/email/password_reset_key": "emails/accounts/password.txt",
    "account/email/email_confirmation": "emails/accounts/address.txt",
    "account/email/email_confirmation_signup": "emails/accounts/address.txt",
}
