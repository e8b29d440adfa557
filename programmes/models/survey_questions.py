"""The questions of a survey: staff writes them at the desk, with when each is asked."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of
from partnerships.base.translation import LANGUAGES, translated
from partnerships.models import Theme
from partnerships.models.histories import tracked

from .surveys import Survey

YES, NO = "yes", "no"


class QuestionKind(models.TextChoices):
    """What an answer looks like."""

    TEXT = "text", _("text")
    CHOICE = "choice", _("one of several answers")
    SEVERAL = "several", _("several answers")
    NUMBER = "number", _("number")
    YES_NO = "yes_no", _("yes or no")
    THEME = "theme", _("themes")


class Prefill(models.TextChoices):
    """From where an answer is filled in beforehand."""

    TIES = "ties", _("number of ties in the register")
    POPULATION = "population", _("population")
    THEMES = "themes", _("themes of the ties")
    FORMER = "former", _("answer in the former wave")


LISTED = (QuestionKind.CHOICE, QuestionKind.SEVERAL)
# What can stand in the answers of which kind.
FITTING = {
    Prefill.TIES: (QuestionKind.NUMBER,),
    Prefill.POPULATION: (QuestionKind.NUMBER,),
    Prefill.THEMES: (QuestionKind.THEME,),
    Prefill.FORMER: tuple(QuestionKind),
}
# A row of figures has this place for those whose answers are withheld.
RESERVED = {"rest"}
CODE = RegexValidator(r"^[a-z][a-z0-9_]*$", _("A code is small letters, digits and underscores."))


@tracked()
class SurveyQuestion(Timestamped):
    """A question with what can be answered, and the answer elsewhere on which it depends."""

    Kind = QuestionKind

    survey = models.ForeignKey(
        Survey, on_delete=models.CASCADE, related_name="questions", verbose_name=_("survey")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    code = models.CharField(
        _("code"),
        max_length=40,
        validators=[CODE],
        help_text=_("The same in every wave, such as main_theme."),
    )

    # Content
    text = translated(models.CharField(_("question"), max_length=300))
    help = translated(models.CharField(_("explanation"), max_length=500), required=False)
    kind = models.CharField(_("kind"), max_length=7, choices=QuestionKind)
    choices = models.TextField(
        _("answers"),
        max_length=4000,
        blank=True,
        help_text=_("One on each line: code | Dutch | English | Chinese."),
    )
    is_required = models.BooleanField(_("must be answered"), default=False)

    # Routing
    shown_when = models.CharField(
        _("only asked after question"),
        max_length=40,
        blank=True,
        help_text=_("The code of an earlier question; empty: it is always asked."),
    )
    shown_for = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("if the answer is"),
        default=list,
        blank=True,
        help_text=_("Codes of answers with commas between; yes or no; or the slugs of themes."),
    )

    # Use
    prefill = models.CharField(
        _("filled in beforehand from"), max_length=10, choices=Prefill, blank=True
    )
    is_need = models.BooleanField(_("an answer is a need"), default=False)
    need_theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("theme of the need"),
    )

    class Meta:
        verbose_name = _("question of a survey")
        verbose_name_plural = _("questions of surveys")
        ordering = ["survey", "position", "pk"]
        constraints = [
            is_one_of("kind", QuestionKind),
            is_one_of("prefill", Prefill, blank=True),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z][a-z0-9_]*$"),
                name="%(app_label)s_%(class)s_code_is_plain",
                violation_error_message=_("A code is small letters, digits and underscores."),
            ),
            models.UniqueConstraint(
                fields=["survey", "code"],
                name="%(app_label)s_%(class)s_code_once",
                violation_error_message=_("Another question of this survey has this code."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LISTED) ^ Q(choices=""),
                name="%(app_label)s_%(class)s_lists_its_answers",
                violation_error_message=_(
                    "List the answers of a question with a choice, and of no other."
                ),
            ),
        ]

    def __str__(self):
        return self.text

    def clean(self):
        if self.prefill and self.kind not in FITTING[self.prefill]:
            message = _("This cannot be filled in beforehand in a question of this kind.")
            raise ValidationError({"prefill": message})
        if self.kind in LISTED:
            self._check_choices()

    def _check_choices(self):
        codes = [code for code, _label in self.options]
        if not codes or len(set(codes)) < len(codes) or RESERVED & set(codes) or not all(codes):
            message = _("Give each answer a code of its own: code | Dutch | English | Chinese.")
            raise ValidationError({"choices": message})

    @property
    def options(self):
        """Return the code and label of each answer that is listed, in the reader's language."""
        rows = [[part.strip() for part in one.split("|")] for one in self.choices.splitlines()]
        place = LANGUAGES.index(get_language() or LANGUAGES[0]) + 1
        return [(row[0], _label(row, place)) for row in rows if any(row)]

    @property
    def address(self):
        return f"q_{self.code}"


def _label(row, place):
    """Return what stands at a place of a row, else the Dutch, else the code itself."""
    return next((row[one] for one in (place, 1, 0) if one < len(row) and row[one]), row[0])


def chosen(value):
    """Return an answer as the codes on which another question can depend."""
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def asked(questions, values):
    """Return the questions that are asked, in order, given ``{code: answer}`` so far.

    A question depends on an earlier one that is asked itself; on any other it never is.
    """
    shown = {}
    for question in questions:
        if question.shown_when and question.shown_when not in shown:
            continue
        value = values.get(question.shown_when)
        if question.shown_when and not set(chosen(value)) & set(question.shown_for):
            continue
        shown[question.code] = question
    return list(shown.values())
