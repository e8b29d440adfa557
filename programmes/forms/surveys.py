"""The questions of a survey as a form, made of what staff wrote at the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.forms.fields import counted
from partnerships.models import Theme
from programmes.models.responses import Consent
from programmes.models.survey_figures import YES_NO
from programmes.models.survey_questions import QuestionKind, asked

TEXT = 2000
MOST = 10**12
AS_ALL = _("as for all answers")
CHECK = _("Filled in beforehand; change it if it is not right.")


class SurveyForm(forms.Form):
    """The questions that are asked, given the answers so far, each with what it may be used for.

    Nothing has to be filled in to save; what is missing is said when one hands in. A question is
    answered only if it was on the page: ``on_page`` carries which ones were.
    """

    consent = forms.ChoiceField(
        label=_("What may your answers be used for?"),
        help_text=_(
            "Each choice includes those above it. Below you can choose otherwise for one answer."
        ),
        choices=Consent.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, questions, values, prefilled, consents, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions, self.prefilled = questions, prefilled
        self.rows = []
        themes = [(one.slug, one.name) for one in Theme.objects.all()]
        fields = {one.code: field_of(one, themes) for one in questions}
        self.shown = asked(questions, self._so_far(fields, {**prefilled, **values}))
        for one in self.shown:
            self._ask(one, fields[one.code], values, consents)

    def _so_far(self, fields, values):
        """Return the answers on which others depend: as typed where they were on the page."""
        if not self.is_bound:
            return values
        typed = {
            code: fields[code].widget.value_from_datadict(self.data, self.files, f"q_{code}")
            for code in self.on_page
            if code in fields
        }
        return values | typed

    @property
    def on_page(self):
        listed = getattr(self.data, "getlist", lambda name: [self.data.get(name, "")])
        return set(listed("on_page"))

    def _ask(self, question, field, values, consents):
        code, name = question.code, question.address
        is_guess = code in self.prefilled and code not in values
        field.help_text = " ".join(
            str(one) for one in (question.help, CHECK if is_guess else "") if one
        )
        field.initial = values.get(code, self.prefilled.get(code))
        self.fields[name] = field
        self.fields[f"c_{code}"] = forms.ChoiceField(
            label=_("Use of this answer"),
            choices=[("", AS_ALL), *Consent.choices],
            required=False,
            initial=consents.get(code, ""),
        )
        self.rows.append((question, name, f"c_{code}"))

    @property
    def asked_fields(self):
        """Return each question with its control and that of its consent, for the page."""
        listed = (forms.RadioSelect, forms.CheckboxSelectMultiple)
        return [
            {
                "question": question,
                "field": self[name],
                "consent": self[consent],
                "is_list": isinstance(self.fields[name].widget, listed),
            }
            for question, name, consent in self.rows
        ]

    @property
    def answers(self):
        """Return ``{code: answer}`` of what was on the page and is right; None for an empty one."""
        right = {
            question.code: self.cleaned_data[name]
            for question, name, _consent in self.rows
            if question.code in self.on_page and name in self.cleaned_data
        }
        return {code: None if value in (None, "", []) else value for code, value in right.items()}

    @property
    def consents(self):
        found = {one.code: self.cleaned_data.get(f"c_{one.code}") for one in self.shown}
        return {code: value for code, value in found.items() if value is not None}

    @property
    def is_longer(self):
        """Return whether answers brought up questions that were not on the page."""
        return any(one.code not in self.on_page for one in self.shown)


def field_of(question, themes):
    """Return the control of a question."""
    label = question.text if question.is_required else _("%s (optional)") % question.text
    given = {"label": label, "required": False}
    kind = question.kind
    if kind == QuestionKind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=MOST, **given)
    if kind == QuestionKind.TEXT:
        field = forms.CharField(widget=forms.Textarea({"rows": 4}), **given)
        counted(field, TEXT)
        return field
    if kind in (QuestionKind.SEVERAL, QuestionKind.THEME):
        choices = themes if kind == QuestionKind.THEME else question.options
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **given
        )
    choices = YES_NO if kind == QuestionKind.YES_NO else question.options
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)
