"""The way of a survey: opened, answered, handed in, closed, and its answers removed in time."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.workflow import Publication
from partnerships.models import Agreement, LocalAuthority, Participant
from programmes.models import Need, Survey, SurveyAnswer, SurveyResponse
from programmes.models.responses import ResponseState
from programmes.models.survey_questions import asked

CLOSED = _("This survey is not open now. What you answered stands here still.")
OVER = _("This survey has closed, so it is put to nobody more.")
INCOMPLETE = _("Still to be answered: %(questions)s.")


@transaction.atomic
def open_survey(*, survey, by):
    """Let the chosen authorities answer from now until the closing; publish it if need be."""
    now = timezone.now()
    if not survey.questions.exists() or not survey.targets.exists():
        raise ValidationError(_("Add questions, and the authorities that are asked, first."))
    if survey.is_closed(at=now):
        raise ValidationError(_("The day of closing has passed. Choose a later one first."))
    if survey.publication != Publication.PUBLISHED:
        survey.move(to=Publication.PUBLISHED, by=by)
    if survey.opens_at > now:
        survey.opens_at = now
        survey.save(update_fields=["opens_at", "updated_at"])


@transaction.atomic
def close_survey(*, survey):
    """Close a survey before its time; from now on its figures can be read."""
    now = timezone.now()
    if not survey.is_open(at=now):
        raise ValidationError(_("Only an open survey can be closed."))
    survey.closes_at = now
    survey.save(update_fields=["closes_at", "updated_at"])


def with_tie(*, on):
    """Return the authorities of today that take part in a public running tie."""
    parties = Participant.objects.present(on=on).filter(
        agreement__in=Agreement.objects.public().running()
    )
    present = LocalAuthority.objects.existing(on=on)
    return present.filter(pk__in=parties.order_by().values("authority"))


def municipalities_and_provinces(*, on):
    """Return the municipalities and provinces that exist on a date."""
    kinds = (LocalAuthority.Kind.MUNICIPALITY, LocalAuthority.Kind.PROVINCE)
    return LocalAuthority.objects.existing(on=on).filter(kind__in=kinds)


@transaction.atomic
def put_to(*, survey, authorities):
    """Put a survey to authorities besides those that it is put to; returns how many are new."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.is_closed(at=timezone.now()):
        raise ValidationError(OVER, code="closed")
    new = list(authorities.exclude(pk__in=survey.targets.values("pk")))
    survey.targets.add(*new)
    return len(new)


def begin(*, survey, authority):
    """Return the response of an authority; two officials who begin at once get the same one."""
    _check_open(survey)
    if not survey.targets.filter(pk=authority.pk).exists():
        raise ValidationError(_("This survey is not put to your authority."))
    response, _is_new = SurveyResponse.objects.get_or_create(survey=survey, authority=authority)
    return response


def _check_open(survey):
    if not survey.is_open(at=timezone.now()):
        raise ValidationError(CLOSED, code="closed")


@transaction.atomic
def save_answers(*, response, values, consents, consent):
    """Write answers by code; None takes one away. What is not named stays as it was.

    What was handed in stays so, unless an answer brings up a question that must be answered.
    """
    response = _locked(response)
    questions = {one.code: one for one in response.survey.questions.all()}
    for code, value in values.items():
        if value is None:
            response.answers.filter(question=questions[code]).delete()
            continue
        told = {"value": value} | ({"consent": consents[code]} if code in consents else {})
        SurveyAnswer.objects.update_or_create(
            response=response, question=questions[code], defaults=told
        )
    if consent is not None:
        response.consent = consent
    if response.state == ResponseState.SUBMITTED:
        _drop_unasked(response)
        if response.missing() or not response.consent:
            response.state, response.submitted_by, response.submitted_at = "draft", None, None
    response.save()
    return response


def _locked(response):
    """Return the response for this transaction alone; refuses once the survey has closed."""
    rows = SurveyResponse.objects.select_for_update(of=("self",)).select_related("survey")
    locked = rows.get(pk=response.pk)
    _check_open(locked.survey)
    return locked


@transaction.atomic
def hand_in(*, response, by):
    """Hand the answers in; refuses while one is missing, and after the closing."""
    response = _locked(response)
    if missing := response.missing():
        names = "; ".join(str(one) for one in missing)
        raise ValidationError(INCOMPLETE, code="missing", params={"questions": names})
    if not response.consent:
        raise ValidationError(_("Choose first what your answers may be used for."), code="consent")
    _drop_unasked(response)
    response.state, response.submitted_by = ResponseState.SUBMITTED, by
    response.submitted_at = timezone.now()
    response.save()
    return response


def _drop_unasked(response):
    """Remove answers to questions that, after all, are not asked."""
    shown = asked(response.survey.questions.all(), response.values)
    response.answers.exclude(question__in=[one.pk for one in shown]).delete()


@transaction.atomic
def remove_answers(*, on, is_dry_run=False):
    """Remove the responses of surveys that closed longer ago than they promised to keep them.

    Needs that followed from them stay, without the way back to the answer. Returns how many went.
    """
    over = [one.pk for one in Survey.objects.all() if _ends(one) <= on]
    rows = SurveyResponse.objects.filter(survey__in=over)
    count = rows.count()
    if not is_dry_run:
        Need.objects.filter(answer__response__in=rows).update(answer=None)
        rows.delete()
    return count


def _ends(survey):
    """Return the first day on which the answers of a survey are no longer kept."""
    closed = timezone.localdate(survey.closes_at)
    months = closed.month - 1 + survey.retention_months
    # The day itself may be missing in that month; the first of the next one is never too soon.
    return closed.replace(year=closed.year + (months + 1) // 12, month=(months + 1) % 12 + 1, day=1)
