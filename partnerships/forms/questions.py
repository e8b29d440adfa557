"""What people write to the contact point and to each other in a thread."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.base.attachments import ACCEPTED, checked
from partnerships.models import LocalAuthority

from .fields import ThemesField, counted

LONGEST, LONGEST_SUBJECT, MOST_FILES = 4000, 120, 3


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files at once, each judged by its content; cleaned, they are ``(our copy, name)``."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = [file for file in data or [] if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Send at most three files at a time."), code="files")
        copies, refused = [], []
        for file in files:
            try:
                copies.append(checked(file))
            except forms.ValidationError as error:
                refused.append(error)
        if refused:
            raise forms.ValidationError(refused)
        return copies


class MessageForm(forms.Form):
    """A message in a thread."""

    text = forms.CharField(
        label=_("your message"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write a message.")},
    )
    files = FilesField(
        label=_("files"),
        required=False,
        widget=FilesInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "At most three, each at most 5 MB: PDF, ODT, ODS, DOCX, XLSX, JPEG, PNG or WebP."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        counted(self.fields["text"], LONGEST)


class QuestionForm(MessageForm):
    """A question to the contact point."""

    authority = forms.ModelChoiceField(
        queryset=LocalAuthority.objects.none(),
        label=_("authority"),
        empty_label=None,
        error_messages={"required": _("Choose the authority that asks this.")},
    )
    subject = forms.CharField(
        label=_("subject"),
        help_text=_("It stands in our mails; leave out what is confidential."),
        error_messages={"required": _("Write in a few words what it is about.")},
    )
    themes = ThemesField()

    field_order = ["authority", "subject", "text", "themes", "files"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        authorities = LocalAuthority.objects.kept_by(user)
        self.fields["authority"].queryset = authorities
        self.fields["authority"].initial = authorities.first()
        text = self.fields["text"]
        text.label, text.error_messages["required"] = _("your question"), _("Write your question.")
        text.help_text = _("What do you want to know, and what for? What did you find out already?")
        counted(self.fields["subject"], LONGEST_SUBJECT)
