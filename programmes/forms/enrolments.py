"""The form in which an authority enrols in a call: what is always asked, and what the call asks."""

from decimal import Decimal

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partnerships.base.attachments import ACCEPTED, checked
from partnerships.forms.drafts import Draft
from partnerships.forms.fields import UNKNOWN_AUTHORITY, DayInput, NamesField, counted
from partnerships.models import ChineseDivision, LocalAuthority
from programmes.models import Enrolment
from programmes.models.calls import CallQuestionKind as Kind

# What the columns hold, and a text without a limit of its own.
FOCUS = EARLIER = 1500
BODY = 120
TEXT = 3000


class UploadField(forms.FileField):
    """A file judged by its content; what it gives is our own copy and the name people see."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.FileInput({"accept": ACCEPTED}), **kwargs)

    def clean(self, value, initial=None):
        file = super().clean(value, initial)
        return checked(file) if file and file is not initial else None


def field_of(question):
    """Return the field of one question; what is required is asked when it is handed in."""
    asked = {"label": question.label, "help_text": question.help, "required": False}
    if question.kind == Kind.CHOICE:
        return forms.ChoiceField(choices=question.options, widget=forms.RadioSelect, **asked)
    if question.kind == Kind.SEVERAL:
        ticks = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=question.options, widget=ticks, **asked)
    if question.kind == Kind.NUMBER:
        return forms.DecimalField(max_digits=14, decimal_places=2, localize=True, **asked)
    if question.kind == Kind.FILE:
        return UploadField(**asked)
    field = forms.CharField(widget=forms.Textarea({"rows": 6}), **asked)
    counted(field, question.most or TEXT)
    return field


class EnrolmentForm(Draft, forms.ModelForm):
    """An enrolment as it is written; what is right of it is kept, whatever is still missing."""

    partner = NamesField(
        ChineseDivision.objects.all(),
        label=_("Chinese partner"),
        help_text=_("The place you want to work with, or work with already. One place."),
    )
    co_applicants = NamesField(
        LocalAuthority.objects.all(),
        unknown=UNKNOWN_AUTHORITY,
        label=_("authorities that join"),
        help_text=_("Separate them with commas. Leave it empty when you enrol alone."),
    )

    class Meta:
        model = Enrolment
        fields = ["focus", "earlier", "mandate_body", "mandate_on", "has_consent"]
        widgets = {
            "focus": forms.Textarea({"rows": 4}),
            "earlier": forms.Textarea({"rows": 4}),
            "mandate_on": DayInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {f"answer_{one.pk}": one for one in self.instance.call.questions.all()}
        for name, question in self.questions.items():
            self.fields[name] = field_of(question)
        if not self.instance.call.is_open_to_groups:
            del self.fields["co_applicants"]
        fields = self.fields
        fields["focus"].help_text = _("The area that you prefer first, one on each line.")
        fields["earlier"].help_text = _("Programmes in which you took part before.")
        fields["mandate_body"].help_text = _("Such as: college van B&W. No names of persons.")
        counted(fields["focus"], FOCUS)
        counted(fields["earlier"], EARLIER)
        counted(fields["mandate_body"], BODY)
        self._tell_what_is_stored()

    def _tell_what_is_stored(self):
        self.answers = {f"answer_{one.question_id}": one for one in self.instance.answers.all()}
        for name, answer in self.answers.items():
            if name in self.fields and not answer.file:
                is_number = self.questions[name].kind == Kind.NUMBER and answer.value
                self.initial[name] = Decimal(answer.value) if is_number else answer.value
        if self.instance.division:
            self.initial["partner"] = str(self.instance.division)
        if "co_applicants" in self.fields:
            others = list(self.instance.co_applicants.all())
            self.initial["co_applicants"] = self.fields["co_applicants"].prepare_value(others)

    @property
    def asked(self):
        """Return the controls of the questions, with the answer that is a file already."""
        return [
            {
                "field": self[name],
                "is_chosen": question.kind in (Kind.CHOICE, Kind.SEVERAL),
                "is_short": question.kind == Kind.NUMBER,
                "answer": self.answers.get(name) if question.kind == Kind.FILE else None,
            }
            for name, question in self.questions.items()
        ]

    def clean_partner(self):
        places = self.cleaned_data["partner"]
        if len(places) > 1:
            raise forms.ValidationError(_("Name one place."), code="several")
        return places

    def clean_co_applicants(self):
        own = self.instance.authority_id
        return [one for one in self.cleaned_data["co_applicants"] if one.pk != own]

    @transaction.atomic
    def save_valid(self):
        """Write what is right and leave the rest as it was; returns the enrolment.

        Nothing is written, and None returned, when it was handed in meanwhile.
        """
        rows = Enrolment.objects.select_for_update(no_key=True)
        enrolment = rows.get(pk=self.instance.pk)
        if not enrolment.is_writable:
            return None
        right = self.right_values
        for name in set(right) & set(self.Meta.fields):
            setattr(enrolment, name, right[name])
        if "partner" in right:
            enrolment.division = next(iter(right["partner"]), None)
        enrolment.save()
        if "co_applicants" in right:
            enrolment.co_applicants.set(right["co_applicants"])
        for name in set(right) & set(self.questions):
            self._answer(enrolment, self.questions[name], right[name])
        return enrolment

    @staticmethod
    def _answer(enrolment, question, value):
        if question.kind == Kind.FILE:
            if value is None:
                return
            file, name = value
            values = {"file": file, "file_title": name}
        else:
            values = {"value": str(value) if isinstance(value, Decimal) else value or ""}
        enrolment.answers.update_or_create(question=question, defaults=values)

    @property
    def filled_errors(self):
        """Return what is wrong with what was filled in, by the anchor of its control."""
        return {
            self[name].auto_id: " ".join(errors)
            for name, errors in self.errors.items()
            if name in self.fields
        }
