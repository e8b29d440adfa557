"""What people type on their way into the portal."""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from partnerships.models import Membership, Role, User


class AccountForm(forms.Form):
    """The name and password with which somebody who was invited begins."""

    name = forms.CharField(
        label=_("your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Your colleagues and VNG International see it; the public does not."),
        error_messages={"required": _("Write your name, as your colleagues know you.")},
    )
    password = forms.CharField(
        label=_("password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A few words that only you put together are good."),
        error_messages={"required": _("Choose a password.")},
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self):
        password = self.cleaned_data["password"]
        user = User(email=self.email, name=self.cleaned_data.get("name", ""))
        password_validation.validate_password(password, user=user)
        return password


class InvitationForm(forms.Form):
    """The colleague whom a coordinator invites."""

    email = forms.EmailField(
        label=_("e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write the e-mail address of your colleague."),
            "invalid": _("Write a whole e-mail address, such as name@municipality.nl."),
        },
    )
    role = forms.ChoiceField(
        label=_("role"),
        choices=Role,
        initial=Role.EDITOR,
        help_text=_(
            "A reader sees, an editor proposes changes, a coordinator also invites colleagues."
        ),
        error_messages={"required": _("Choose a role.")},
    )


class RoleForm(forms.ModelForm):
    """What a colleague may do."""

    class Meta:
        model = Membership
        fields = ["role", "is_deputy"]
