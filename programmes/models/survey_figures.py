"""What the answers to a survey add up to: everything for staff, what may be told for others."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.models import Theme
from programmes.base.disclosure import (
    SMALLEST,
    Told,
    is_safe,
    nothing,
    tell_one,
    tell_several,
)

from .responses import COUNTED, ResponseState, SurveyAnswer
from .survey_questions import NO, YES, QuestionKind, chosen

YES_NO = ((YES, gettext_lazy("yes")), (NO, gettext_lazy("no")))
ONE = (QuestionKind.CHOICE, QuestionKind.YES_NO)
MANY = (QuestionKind.SEVERAL, QuestionKind.THEME)


@dataclass
class QuestionFigure:
    """One question with its possible answers, how many gave each, and what was said in full."""

    question: object
    options: list
    values: list = field(default_factory=list)
    # The question on which it depends; see asked() in survey_questions.py.
    origin: "QuestionFigure | None" = field(default=None, repr=False)

    @property
    def counts(self):
        """Return ``{code: number}`` of all possible answers, in their order."""
        found = dict.fromkeys((code for code, _label in self.options), 0)
        for value in self.values:
            for code in value if isinstance(value, list) else [value]:
                if code in found:
                    found[code] += 1
        return found

    @property
    def average(self):
        return round(sum(self.values) / len(self.values), 1) if self.values else None

    @property
    def everything(self):
        """Return all there is to tell, for staff."""
        return Told(len(self.values), self.counts)

    @property
    def told(self):
        """Return what everybody may read; see programmes/base/disclosure.py."""
        if self._tells_of_its_origin:
            return nothing(self.counts)
        if self.question.kind in ONE:
            return tell_one(self.counts)
        if self.question.kind in MANY:
            return tell_several(self.counts, len(self.values))
        enough = len(self.values) >= SMALLEST
        is_number = self.question.kind == QuestionKind.NUMBER
        return Told(len(self.values), {}) if enough and is_number else nothing({})

    @property
    def _tells_of_its_origin(self):
        """Return whether figures of this question would tell what is withheld of another."""
        if self.origin is None:
            return False
        wanted, told = set(self.question.shown_for), self.origin.told.numbers
        if any(told.get(one) is None for one in wanted):
            return True
        led_here = sum(bool(wanted & set(chosen(value))) for value in self.origin.values)
        return not is_safe(abs(led_here - len(self.values)))


def options_of(question, themes):
    """Return the code and label of every answer that can be counted."""
    if question.kind == QuestionKind.THEME:
        return [(one.slug, one.name) for one in themes]
    if question.kind == QuestionKind.YES_NO:
        return [(code, str(label)) for code, label in YES_NO]
    return question.options


def figures_of(survey, *, is_public):
    """Return the figures of a survey by code; for the public only what consent allows to count.

    What is not handed in counts for nobody.
    """
    themes = list(Theme.objects.all())
    figures = {
        one.pk: QuestionFigure(one, options_of(one, themes)) for one in survey.questions.all()
    }
    answers = SurveyAnswer.objects.with_consent().filter(
        response__survey=survey, response__state=ResponseState.SUBMITTED
    )
    if is_public:
        answers = answers.filter(allowed__in=COUNTED)
    for question, value in answers.order_by("pk").values_list("question", "value"):
        figures[question].values.append(value)
    by_code = {one.question.code: one for one in figures.values()}
    for one in by_code.values():
        one.origin = by_code.get(one.question.shown_when)
    return by_code


def said(value, options):
    """Return an answer in words."""
    labels = dict(options)
    if isinstance(value, list):
        return ", ".join(str(labels.get(one, one)) for one in value)
    return str(labels.get(value, value)) if value is not None else _("no answer")
