"""Staff puts a survey to many authorities by one button, and is told how many came to it."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from partnerships.models import LocalAuthority
from tests.factories.partnerships import (
    AgreementFactory,
    LocalAuthorityFactory,
    ParticipantFactory,
    ProvinceFactory,
)
from tests.factories.surveys import SurveyFactory

pytestmark = pytest.mark.django_db
CHANGELIST = reverse("admin:programmes_survey_changelist")
ACTIONS = ["put_to_tied", "put_to_all"]


def press(client, action, survey, **more):
    chosen = {"action": action, "_selected_action": [survey.pk], "from_record": "yes", **more}
    return client.post(CHANGELIST, chosen)


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def asked(survey):
    return set(survey.targets.values_list("name", flat=True))


@pytest.fixture
def register():
    """Authorities with a tie that runs, ended, is a draft, was left, and one that is no more."""
    province = ProvinceFactory(name="Zeeland")
    names = ("Loopt", "Beëindigd", "Concept", "Vertrokken")
    places = {name: LocalAuthorityFactory(name=name, province=province) for name in names}
    gone = LocalAuthorityFactory(
        name="Opgeheven", province=province, valid_until=timezone.localdate()
    )
    water = LocalAuthorityFactory(
        name="Delfland", kind="water_authority", code="WS0372", province=None
    )
    running = AgreementFactory(authorities=[places["Loopt"], gone, water], status="active")
    ParticipantFactory(agreement=running, authority=places["Vertrokken"], until_on="2001")
    AgreementFactory(authorities=[places["Beëindigd"]], status="ended")
    AgreementFactory(authorities=[places["Concept"]], draft=True)
    return places


def test_survey_is_put_to_all_that_take_part_in_a_public_running_tie(staff_client, register):
    survey = SurveyFactory(title_nl="Behoeften", targets=[register["Concept"]])
    answer = press(staff_client, "put_to_tied", survey, confirmed="yes")
    assert asked(survey) == {"Concept", "Loopt", "Delfland"}
    assert told(answer) == ["“Behoeften” is aan nog 2 overheden voorgelegd."]


def test_survey_is_put_to_all_municipalities_and_provinces_of_today(staff_client, register):
    survey = SurveyFactory(title_nl="Behoeften", publication="draft")
    answer = press(staff_client, "put_to_all", survey, confirmed="yes")
    assert asked(survey) == {"Loopt", "Beëindigd", "Concept", "Vertrokken", "Zeeland"}
    assert told(answer) == ["“Behoeften” is aan nog 5 overheden voorgelegd."]


@pytest.mark.parametrize("action", ACTIONS)
def test_second_press_adds_nobody_and_writes_no_log(staff_client, register, staff, action):
    survey = SurveyFactory(title_nl="Behoeften")
    press(staff_client, action, survey, confirmed="yes")
    before = asked(survey)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (staff, str(survey.pk))
    assert f"aan nog {len(before)} overheden voorgelegd" in entry.change_message
    answer = press(staff_client, action, survey, confirmed="yes")
    assert told(answer)[-1] == "“Behoeften” is aan nog 0 overheden voorgelegd."
    assert asked(survey) == before
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_is_asked_before_staff_says_yes(staff_client, register, action):
    survey = SurveyFactory(title_nl="Behoeften")
    assert "Behoeften" in press(staff_client, action, survey).text
    assert asked(survey) == set()


@pytest.mark.parametrize("action", ACTIONS)
def test_survey_that_has_closed_is_put_to_nobody_more(staff_client, register, action):
    survey = SurveyFactory(title_nl="Voorbij", closed=True)
    answer = press(staff_client, action, survey, confirmed="yes")
    assert told(answer) == [
        "Voorbij: Dit onderzoek is gesloten en wordt daarom aan niemand meer voorgelegd."
    ]
    assert asked(survey) == set()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(("days", "is_there"), [(1, True), (-1, False)])
def test_buttons_stand_on_the_page_of_a_survey_until_it_closes(staff_client, days, is_there):
    survey = SurveyFactory(closes_at=timezone.now() + dt.timedelta(days=days))
    text = staff_client.get(reverse("admin:programmes_survey_change", args=[survey.pk])).text
    assert [f'value="{action}"' in text for action in ACTIONS] == [is_there, is_there]


@pytest.mark.parametrize("number", [1, 3])
def test_pressing_costs_the_same_for_one_authority_and_for_three(
    staff_client, number, django_assert_num_queries
):
    province = ProvinceFactory()
    LocalAuthorityFactory.create_batch(number, province=province)
    survey = SurveyFactory()
    staff_client.get(CHANGELIST)
    with django_assert_num_queries(10):
        press(staff_client, "put_to_all", survey, confirmed="yes")
    assert survey.targets.count() == LocalAuthority.objects.count()
