"""An official answers a survey: routing, what is known beforehand, saving, handing in, changing."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import SurveyResponse
from programmes.models.survey_questions import asked
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import AgreementFactory, ThemeFactory
from tests.factories.surveys import (
    SurveyAnswerFactory,
    SurveyFactory,
    SurveyQuestionFactory,
    SurveyResponseFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(membership):
    """An open survey: whether one wants to, and if so what and how often; a remark from all."""
    survey = SurveyFactory(targets=[membership.authority])

    def ask(position, code, kind, **more):
        SurveyQuestionFactory(survey=survey, position=position, code=code, kind=kind, **more)

    ask(1, "wil", "yes_no", is_required=True)
    if_so = {"shown_when": "wil", "shown_for": ["yes"]}
    ask(2, "wat", "choice", choices="les | Les | Lesson\ngeld | Geld", is_required=True, **if_so)
    ask(3, "vaak", "number", shown_when="wat", shown_for=["les"])
    ask(4, "nog", "text")
    return survey


@pytest.fixture
def response(survey, membership):
    return SurveyResponseFactory(survey=survey, authority=membership.authority)


def sent(client, response, *, script=False, **values):
    """Send the form as a page shows it: each question that is named was on the page."""
    on_page = [name for name in values if name != "consent"]
    typed = {name if name == "consent" else f"q_{name}": value for name, value in values.items()}
    headers = {"X-Saved-By": "script"} if script else {}
    address = response.get_absolute_url()
    return client.post(address, {**typed, "on_page": on_page}, headers=headers)


def codes(client, response):
    """Return the questions that the page asks."""
    form = client.get(response.get_absolute_url()).context["form"]
    return [one.code for one in form.shown]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, ["wil", "nog"]),
        ({"wil": "no"}, ["wil", "nog"]),
        ({"wil": "yes"}, ["wil", "wat", "nog"]),
        ({"wil": "yes", "wat": "les"}, ["wil", "wat", "vaak", "nog"]),
        # What depends on a question that is not asked is not asked either.
        ({"wil": "no", "wat": "les"}, ["wil", "nog"]),
    ],
)
def test_questions_that_are_asked_follow_from_the_answers(survey, values, shown):
    assert [one.code for one in asked(survey.questions.all(), values)] == shown


def test_one_of_several_answers_is_enough_to_ask_further(survey):
    survey.questions.filter(code="wil").update(kind="several", choices="yes | Ja\nno | Nee")
    shown = asked(survey.questions.all(), {"wil": ["no", "yes"]})
    assert [one.code for one in shown] == ["wil", "wat", "nog"]


def test_survey_that_waits_is_a_task_until_it_is_handed_in(official_client, survey, response):
    text = official_client.get(reverse("workspace")).text
    assert f"Beantwoord “{survey}”" in text
    SurveyResponse.objects.update(
        state="submitted", submitted_at=timezone.now(), submitted_by=MembershipFactory().user
    )
    assert f"Beantwoord “{survey}”" not in official_client.get(reverse("workspace")).text


def test_official_begins_and_comes_to_the_questions(official_client, survey, membership):
    assert survey.title_nl in official_client.get(reverse("my-surveys")).text
    address = reverse("my-survey-begin", args=[survey.pk])
    answer = official_client.post(address, {"authority": membership.authority_id})
    again = official_client.post(address, {"authority": membership.authority_id})
    response = SurveyResponse.objects.get()
    assert answer.url == again.url == response.get_absolute_url()
    assert codes(official_client, response) == ["wil", "nog"]


def test_authority_that_is_not_asked_cannot_begin(official_client, survey, membership):
    survey.targets.clear()
    address = reverse("my-survey-begin", args=[survey.pk])
    answer = official_client.post(address, {"authority": membership.authority_id}, follow=True)
    assert "niet aan uw overheid voorgelegd" in answer.text
    assert not SurveyResponse.objects.exists()


def test_answer_brings_up_further_questions_without_script(official_client, response):
    answer = sent(official_client, response, wil="yes", nog="Dank", consent="aggregate")
    assert answer.url == response.get_absolute_url()
    assert codes(official_client, response) == ["wil", "wat", "nog"]
    answer = sent(official_client, response, wil="yes", wat="les", nog="Dank")
    assert codes(official_client, response) == ["wil", "wat", "vaak", "nog"]
    answer = sent(official_client, response, wil="yes", wat="les", vaak="3", nog="Dank")
    assert answer.url == reverse("my-survey-review", args=[response.pk])
    assert response.values == {"wil": "yes", "wat": "les", "vaak": 3, "nog": "Dank"}


def test_what_is_typed_is_saved_as_one_goes_and_what_is_wrong_is_marked(official_client, response):
    told = sent(official_client, response, script=True, wil="yes", wat="les", vaak="veel").json()
    assert list(told["errors"]) == ["id_q_vaak"]
    assert told["address"] == response.get_absolute_url()
    assert response.values == {"wil": "yes", "wat": "les"}


def test_what_is_wrong_stays_on_the_page(official_client, response):
    answer = sent(official_client, response, wil="yes", wat="les", vaak="veel")
    assert answer.status_code == 400
    assert 'value="veel"' in answer.text
    long = "a" * 2001
    answer = sent(official_client, response, wil="no", nog=long)
    assert "Dit is 1 teken te lang: hoogstens 2000." in answer.text
    assert long in answer.text


@pytest.mark.parametrize("value", ["", "\x00🙂", "-1", "9" * 40])
@pytest.mark.parametrize("kind", ["text", "choice", "several", "number", "yes_no", "theme"])
def test_nobody_breaks_a_question_by_what_is_sent(official_client, response, kind, value):
    choices = "a | Aap" if kind in ("choice", "several") else ""
    SurveyQuestionFactory(survey=response.survey, code="raar", kind=kind, choices=choices)
    answer = sent(official_client, response, raar=value, wil=value, consent=value)
    assert answer.status_code in (302, 400)


def test_what_was_not_on_the_page_stays_as_it_was(official_client, response):
    sent(official_client, response, wil="yes", wat="les", nog="Dank")
    sent(official_client, response, wil="no")
    assert response.values == {"wil": "no", "wat": "les", "nog": "Dank"}
    sent(official_client, response, wil="no", nog="")
    assert response.values == {"wil": "no", "wat": "les"}


def test_what_must_be_answered_is_asked_for_when_one_hands_in(official_client, response):
    sent(official_client, response, wil="yes", consent="aggregate")
    review = reverse("my-survey-review", args=[response.pk])
    assert "Nog te beantwoorden" in official_client.get(review).text
    answer = official_client.post(review, follow=True)
    assert f"Nog te beantwoorden: {response.survey.questions.get(code='wat')}." in answer.text
    response.refresh_from_db()
    assert response.state == "draft"


def test_consent_must_be_chosen_before_one_hands_in(official_client, response):
    sent(official_client, response, wil="no")
    review = reverse("my-survey-review", args=[response.pk])
    assert "Kies eerst waarvoor" in official_client.post(review, follow=True).text


def handed_in(client, response):
    sent(client, response, wil="no", wat="les", nog="Dank", consent="named")
    client.post(reverse("my-survey-review", args=[response.pk]))
    response.refresh_from_db()
    return response


def test_answers_are_handed_in_without_those_that_are_not_asked(
    official_client, response, membership
):
    SurveyAnswerFactory(
        response=response, question=response.survey.questions.get(code="wat"), value="les"
    )
    handed_in(official_client, response)
    assert (response.state, response.submitted_by) == ("submitted", membership.user)
    assert response.values == {"wil": "no", "nog": "Dank"}


def test_answers_can_be_changed_and_stay_handed_in(official_client, response):
    handed_in(official_client, response)
    sent(official_client, response, wil="no", nog="Beter")
    response.refresh_from_db()
    assert response.state == "submitted"
    assert response.values == {"wil": "no", "nog": "Beter"}


def test_change_that_brings_up_a_question_takes_the_answers_back(official_client, response):
    handed_in(official_client, response)
    sent(official_client, response, wil="yes", nog="Dank")
    response.refresh_from_db()
    assert (response.state, response.submitted_by, response.submitted_at) == ("draft", None, None)


def test_nothing_changes_once_it_has_closed(official_client, response):
    handed_in(official_client, response)
    now = timezone.now()
    type(response.survey).objects.update(opens_at=now - timezone.timedelta(2), closes_at=now)
    assert sent(official_client, response, wil="yes").status_code == 403
    review = reverse("my-survey-review", args=[response.pk])
    assert official_client.get(response.get_absolute_url()).url == review
    assert official_client.post(review).status_code == 403
    assert "Dank" in official_client.get(review).text
    assert response.values == {"wil": "no", "nog": "Dank"}


def test_one_answer_can_be_used_otherwise(official_client, response):
    values = {"q_wil": "no", "on_page": ["wil"], "c_wil": "government", "consent": "none"}
    official_client.post(response.get_absolute_url(), values)
    response.refresh_from_db()
    assert (response.consent, response.answers.get().consent) == ("none", "government")


def test_reader_sees_the_answers_and_changes_nothing(client, response):
    reader = MembershipFactory(authority=response.authority, role="reader")
    client.force_login(reader.user)
    review = reverse("my-survey-review", args=[response.pk])
    assert client.get(response.get_absolute_url()).url == review
    assert sent(client, response, wil="no").status_code == 403


def test_answers_of_another_authority_are_not_there(client, response):
    client.force_login(MembershipFactory(role="coordinator").user)
    assert client.get(response.get_absolute_url()).status_code == 404
    assert sent(client, response, wil="no").status_code == 404


def test_what_the_register_knows_is_filled_in_and_can_be_changed(official_client, membership):
    authority = membership.authority
    type(authority).objects.filter(pk=authority.pk).update(
        population=650_000, population_on="2026-01-01"
    )
    AgreementFactory(authorities=[authority], status="active", themes=[ThemeFactory(slug="water")])
    AgreementFactory(authorities=[authority], status="ended")
    survey = SurveyFactory(targets=[authority])
    for position, (prefill, kind) in enumerate(
        [("ties", "number"), ("population", "number"), ("themes", "theme")]
    ):
        SurveyQuestionFactory(
            survey=survey, position=position, code=prefill, kind=kind, prefill=prefill
        )
    response = SurveyResponseFactory(survey=survey, authority=authority)
    page = official_client.get(response.get_absolute_url())
    initial = {name: field.initial for name, field in page.context["form"].fields.items()}
    assert initial["q_ties"] == 1
    assert initial["q_population"] == 650_000
    assert initial["q_themes"] == ["water"]
    assert page.text.count("Vooraf ingevuld") == 3
    assert response.values == {}
    sent(official_client, response, ties="2")
    page = official_client.get(response.get_absolute_url())
    assert page.context["form"].fields["q_ties"].initial == 2
    assert page.text.count("Vooraf ingevuld") == 2


def test_answer_of_last_time_is_filled_in_if_it_can_be_given_again(official_client, membership):
    former = SurveyFactory(closed=True)
    listed = {"kind": "choice", "choices": "a | Aap\nb | Noot"}
    last = SurveyResponseFactory(survey=former, authority=membership.authority, handed_in=True)
    for code, value in (("blijft", "a"), ("verdwijnt", "b")):
        question = SurveyQuestionFactory(survey=former, code=code, **listed)
        SurveyAnswerFactory(response=last, question=question, value=value)
    survey = SurveyFactory(former=former, targets=[membership.authority])
    for code in ("blijft", "verdwijnt"):
        SurveyQuestionFactory(
            survey=survey, code=code, prefill="former", kind="choice", choices="a | Aap"
        )
    response = SurveyResponseFactory(survey=survey, authority=membership.authority)
    form = official_client.get(response.get_absolute_url()).context["form"]
    assert form.prefilled == {"blijft": "a"}


def test_list_costs_the_same_for_one_survey_and_three(
    official_client, survey, membership, django_assert_num_queries
):
    official_client.get(reverse("my-surveys"))
    with django_assert_num_queries(5) as first:
        official_client.get(reverse("my-surveys"))
    for _one in range(2):
        other = SurveyFactory(targets=[membership.authority])
        SurveyResponseFactory(survey=other, authority=membership.authority)
    with django_assert_num_queries(len(first)):
        official_client.get(reverse("my-surveys"))
