"""Who is mailed that a survey waits, once; and two officials who begin at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import close_old_connections, connection

from programmes.actions import surveys as actions
from programmes.models import SurveyReminder, SurveyResponse
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import LocalAuthorityFactory
from tests.factories.surveys import SurveyFactory, SurveyResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(membership):
    """A survey that has come halfway."""
    return SurveyFactory(targets=[membership.authority])


def command(**options):
    call_command("send_survey_reminders", stdout=StringIO(), **options)


def test_reminder_is_mailed_once_to_who_can_answer(
    survey, membership, letters, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://chinapoort.example"
    MembershipFactory(authority=membership.authority, role="reader")
    survey.targets.add(LocalAuthorityFactory(name="Zonder mensen"))
    for _run in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            command()
    [(receivers, letter)] = letters
    assert receivers == [membership.user.email]
    text = letter.get_body(("plain",)).get_content()
    assert survey.title_nl in letter["Subject"]
    assert "https://chinapoort.example/mijn/behoefteonderzoek/" in text
    assert list(SurveyReminder.objects.values_list("step", flat=True)) == ["halfway"]


def test_who_handed_in_is_not_reminded(
    survey, membership, letters, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://chinapoort.example"
    SurveyResponseFactory(survey=survey, authority=membership.authority, handed_in=True)
    with django_capture_on_commit_callbacks(execute=True):
        command()
    assert letters == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_officials_who_begin_at_once_get_one_response():
    membership = MembershipFactory()
    survey = SurveyFactory(targets=[membership.authority])

    def begin(_turn):
        try:
            return actions.begin(survey=survey, authority=membership.authority).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(begin, range(8)))
    close_old_connections()
    assert keys == set(SurveyResponse.objects.values_list("pk", flat=True))
    assert len(keys) == 1
