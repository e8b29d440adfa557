"""The mailbox of a reader."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FollowForm(forms.Form):
    """The mailbox that is to follow a search."""

    email = forms.EmailField(
        label=_("e-mail address"),
        help_text=_("We send a link to this address. Nothing else is sent before you follow it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address, such as name@municipality.nl."),
            "invalid": _("Write a whole e-mail address, such as name@municipality.nl."),
        },
    )
