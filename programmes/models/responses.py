"""What an authority answers to a survey, and what each answer may be used for."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, is_one_of, person, who_and_when
from partnerships.models import LocalAuthority
from partnerships.models.histories import tracked

from .survey_questions import SurveyQuestion, asked
from .surveys import Survey


class Consent(models.TextChoices):
    """What an answer may be used for; each allows all that those before it allow."""

    NONE = "none", _("only VNG International reads it")
    AGGREGATE = "aggregate", _("counted in figures, without our name")
    GOVERNMENT = "government", _("also shared with national government, with our name")
    NAMED = "named", _("also shown to other authorities, with our name")


COUNTED = (Consent.AGGREGATE, Consent.GOVERNMENT, Consent.NAMED)
SHARED = (Consent.GOVERNMENT, Consent.NAMED)


class ResponseState(models.TextChoices):
    """How far an authority is with its answers."""

    DRAFT = "draft", _("not handed in")
    SUBMITTED = "submitted", _("handed in")


class SurveyResponseQuerySet(models.QuerySet):
    def submitted(self):
        return self.filter(state=ResponseState.SUBMITTED)

    def kept_by(self, user):
        """Return what the authorities answer whose own matters a person sees."""
        return self if user.is_staff else self.filter(authority__in=user.reads_for)

    def writable_by(self, user, *, at):
        """Return what a person may change: of the own authorities, while the survey is open."""
        surveys = Survey.objects.open(at=at).order_by().values("pk")
        rows = self.filter(survey__in=surveys)
        return rows if user.is_staff else rows.filter(authority__in=user.writes_for)


@tracked()
class SurveyResponse(Timestamped):
    """The answers of one authority to one survey, to be changed until it closes."""

    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="responses", verbose_name=_("survey")
    )
    authority = models.ForeignKey(
        LocalAuthority,
        on_delete=models.PROTECT,
        related_name="survey_responses",
        verbose_name=_("authority"),
    )
    consent = models.CharField(
        _("what the answers may be used for"), max_length=10, choices=Consent, blank=True
    )
    state = models.CharField(
        _("state"), max_length=9, choices=ResponseState, default=ResponseState.DRAFT
    )
    submitted_by = person(_("handed in by"), editable=False)
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True, editable=False)

    objects = SurveyResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["survey", "authority__sort_name_nl", "pk"]
        constraints = [
            is_one_of("state", ResponseState),
            is_one_of("consent", Consent, blank=True),
            who_and_when("submitted_by", "submitted_at"),
            models.CheckConstraint(
                condition=Q(state=ResponseState.DRAFT) ^ Q(submitted_at__isnull=False),
                name="%(app_label)s_%(class)s_handed_in_when",
                violation_error_message=_("What is handed in has a moment, and nothing else."),
            ),
            models.UniqueConstraint(
                fields=["survey", "authority"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This authority answers this survey already."),
            ),
        ]

    def __str__(self):
        return f"{self.survey} – {self.authority}"

    def get_absolute_url(self):
        return reverse("my-survey", args=[self.pk])

    @property
    def values(self):
        """Return ``{code: answer}`` of all that is answered."""
        return {one.question.code: one.value for one in self.answers.select_related("question")}

    def missing(self):
        """Return the questions that must be answered and are not, as far as they are asked."""
        values = self.values
        shown = asked(self.survey.questions.all(), values)
        return [one for one in shown if one.is_required and one.code not in values]


class SurveyAnswerQuerySet(models.QuerySet):
    def with_consent(self):
        """Add ``allowed``: what the answer itself may be used for, else the whole response."""
        own = models.Case(
            models.When(consent="", then=F("response__consent")), default=F("consent")
        )
        return self.annotate(allowed=own)


# What was answered before is not kept: the promise on privacy holds for it too.
@tracked(model_exclude=("value",))
class SurveyAnswer(Timestamped):
    """One answer: a text, number, code or list of codes, and what it may be used for."""

    response = models.ForeignKey(
        SurveyResponse, on_delete=models.CASCADE, related_name="answers", verbose_name=_("response")
    )
    question = models.ForeignKey(
        SurveyQuestion, on_delete=models.PROTECT, related_name="answers", verbose_name=_("question")
    )
    value = models.JSONField(_("answer"))
    consent = models.CharField(
        _("may be used for"),
        max_length=10,
        choices=Consent,
        blank=True,
        help_text=_("Empty: as for the whole response."),
    )

    objects = SurveyAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a survey")
        verbose_name_plural = _("answers to surveys")
        ordering = ["response", "question__position", "pk"]
        constraints = [
            is_one_of("consent", Consent, blank=True),
            models.UniqueConstraint(
                fields=["response", "question"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("A question is answered once."),
            ),
        ]

    def __str__(self):
        return str(self.value)
