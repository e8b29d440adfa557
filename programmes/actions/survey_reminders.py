"""Who is mailed that a survey waits for an answer."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from partnerships.base.mails import address_for_reader, mail_on_commit
from partnerships.models import LocalAuthority, Membership
from programmes.models import Survey, SurveyReminder, SurveyResponse
from programmes.models.surveys import SurveyStep

# Before the closing.
LAST_DAYS = dt.timedelta(days=7)


def step_at(survey, at):
    """Return the step at which an open survey is at a moment."""
    if survey.closes_at - LAST_DAYS <= at:
        return SurveyStep.LAST
    halfway = survey.opens_at + (survey.closes_at - survey.opens_at) / 2
    return SurveyStep.HALFWAY if halfway <= at else SurveyStep.OPENED


def send_survey_reminders(*, at, is_dry_run=False):
    """Mail who can answer for an authority that has not handed in; returns how many mails went.

    Safe to run often and in parallel: each step of an authority is noted once, in the same
    transaction. A dry run does the same and then takes it back, mails included.
    """
    sent = 0
    with transaction.atomic():
        for survey in Survey.objects.open(at=at):
            step = step_at(survey, at)
            done = SurveyResponse.objects.submitted().filter(survey=survey)
            late = survey.targets.exclude(pk__in=done.values("authority"))
            sent += sum(_remind(survey, one, step) for one in late.order_by("pk"))
        transaction.set_rollback(is_dry_run)
    return sent


def _remind(survey, authority: LocalAuthority, step):
    """Mail the people who keep the record of one authority; without people the step stays open."""
    members = Membership.objects.current().writing().filter(authority=authority)
    members = list(members.select_related("user").order_by("pk"))
    if not members:
        return 0
    _row, is_new = SurveyReminder.objects.get_or_create(
        survey=survey, authority=authority, step=step, defaults={"sent_at": timezone.now()}
    )
    if not is_new:
        return 0
    for member in members:
        mail_on_commit(
            "emails/surveys/reminder.txt",
            to=member.user.email,
            survey=survey,
            authority=authority,
            is_first=step == SurveyStep.OPENED,
            address=address_for_reader("my-surveys", site=settings.SITE_URL),
        )
    return len(members)
