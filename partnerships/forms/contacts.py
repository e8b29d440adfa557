"""Contact persons of an authority, and messages to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.models import Contact

from .practices import authorities_of


class ContactForm(forms.ModelForm):
    """A colleague whom others can reach; consent is recorded apart from it."""

    class Meta:
        model = Contact
        fields = ["authority", "name", "role", "email", "phone"]
        help_texts = {
            "role": _("Such as: adviser international affairs."),
            "email": _("Never shown: messages go through a form."),
            "phone": _("Shown with the name, if there is consent. You can leave it empty."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        authority = self.fields["authority"]
        authority.queryset, authority.empty_label = authorities_of(user), None
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class PublicMessageForm(forms.Form):
    """What somebody wants to tell or ask an authority."""

    name = forms.CharField(
        label=_("your name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    email = forms.EmailField(
        label=_("your e-mail address"),
        max_length=254,
        help_text=_("The answer goes there. Whoever reads your message sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address, such as name@municipality.nl."),
            "invalid": _("Write a whole e-mail address, such as name@municipality.nl."),
        },
    )
    subject = forms.CharField(
        label=_("subject"),
        max_length=120,
        error_messages={"required": _("Write in a few words what it is about.")},
    )
    text = forms.CharField(
        label=_("your message"),
        max_length=3000,
        help_text=_("At most 3,000 characters."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write your message.")},
    )
    # Programs fill in everything; people do not see it.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    shown = ("name", "email", "subject", "text")

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_subject(self):
        """Return the subject in one line, so that it cannot begin another line of the mail."""
        return " ".join(self.cleaned_data["subject"].split())

    @property
    def controls(self):
        return [self[name] for name in self.shown]

    @property
    def is_by_a_program(self):
        return bool(self.data.get("website"))
