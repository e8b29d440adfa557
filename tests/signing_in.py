"""What tests of signing in share: the way through the door, and the codes of an app."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.urls import reverse

PASSWORD = "vier-losse-woorden-samen"


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def with_app(user):
    """Give a person an app with codes; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret):
    """Return the code that an app shows now; not one that lapses while it is sent."""
    left = 30 - time.time() % 30
    if left < 3:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, user, **more):
    """Send the sign-in form, as a browser does."""
    sent = {"login": user.email, "password": PASSWORD, **more}
    return client.post(reverse("account_login"), sent)


def show_again(client):
    """Give the password once more, as whoever changes a second step must."""
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def forget_attempts():
    cache.clear()
