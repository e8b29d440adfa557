"""What a password must be, beyond what Django asks, in the reader's language."""

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What an attacker tries first at this portal, alone or with a year behind it.
EXPECTED = ("chinapoort", "vnginternational", "vng", "gemeente", "provincie", "china", "welkom")


FEWEST_LETTERS_OF_ONES_OWN = 8


class LongEnough(password_validation.MinimumLengthValidator):
    """Refuses a short password."""

    def get_error_message(self):
        return _("This password is too short: use at least %(least)d characters.") % {
            "least": self.min_length
        }


class Unexpected:
    """Refuses a password that is little more than a word of this portal."""

    def validate(self, password, user=None):
        rest = password.casefold()
        for word in EXPECTED:
            rest = rest.replace(word, "")
        own = sum(map(str.isalpha, rest))
        if len(rest) < len(password) and own < FEWEST_LETTERS_OF_ONES_OWN:
            raise ValidationError(
                _("This password is easy to guess here. Use words that only you put together."),
                code="expected",
            )

    def get_help_text(self):
        return ""
