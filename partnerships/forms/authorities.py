"""What an authority tells others of its expertise and its interests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.models import LocalAuthority
from partnerships.models.authorities import LONGEST_EXPERTISE

from .fields import ThemesField, counted, tells_no_address


class ExpertiseForm(forms.ModelForm):
    """What colleagues elsewhere may ask an authority, and what they may ask it to join."""

    expertise_themes = ThemesField(
        label=_("we know about"), help_text=_("Others may ask you about this.")
    )
    interests = ThemesField(
        label=_("we would like to act together on"),
        help_text=_("Others may ask you to join them."),
    )

    class Meta:
        model = LocalAuthority
        fields = ["expertise_themes", "expertise_nl", "interests"]
        labels = {"expertise_nl": _("what we know, in a few sentences")}
        help_texts = {
            "expertise_nl": _("In Dutch. Name offices, no persons. You can leave it empty."),
        }
        widgets = {"expertise_nl": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        counted(self.fields["expertise_nl"], LONGEST_EXPERTISE)

    def clean_expertise_nl(self):
        text = self.cleaned_data["expertise_nl"]
        tells_no_address(text)
        return text
