"""Who wants to come to a meeting that is open to everybody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.forms import PublicMessageForm


class RegistrationForm(PublicMessageForm):
    """A name and a mailbox; nothing more is needed to come."""

    # Of a message, what a registration has no use for.
    subject = text = None
    has_consent = forms.BooleanField(
        label=_("You may keep my name and address for this meeting and mail me about it."),
        error_messages={
            "required": _("Tick this box: without your address we cannot give you a place.")
        },
    )

    shown = ("name", "email", "has_consent")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("We mail you whether you have a place, and the link.")
