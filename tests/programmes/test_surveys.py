"""What everybody reads of a survey: why it was held, and figures as far as they may be told."""

import csv

import pytest
from django.urls import reverse

from programmes.models import SurveyQuestion
from tests.factories.partnerships import ThemeFactory, UserFactory
from tests.factories.surveys import SurveyFactory, SurveyQuestionFactory
from tests.programmes.answering import answered

pytestmark = pytest.mark.django_db


def page(client, survey):
    return client.get(survey.get_absolute_url())


def numbers(client, survey):
    """Return the numbers of authorities in the file of a survey, by question and answer."""
    answer = client.get(reverse("survey-file", args=[survey.slug]))
    lines = list(csv.reader(answer.text.removeprefix("\ufeff").splitlines()))
    assert lines[0] == ["wave", "year", "question", "answer", "text", "label", "authorities"]
    return {(line[2], line[3]): line[6] for line in lines[1:]}


def test_list_shows_published_surveys_only(client):
    shown, hidden = SurveyFactory(), SurveyFactory(publication="draft")
    text = client.get(reverse("surveys")).text
    assert shown.title_nl in text
    assert hidden.title_nl not in text
    assert page(client, hidden).status_code == 404


def test_open_survey_says_why_it_is_held_and_shows_no_figure(client):
    survey = answered({"yes": 8, "no": 9}, survey=SurveyFactory(), code="wil")
    text = page(client, survey).text
    assert survey.purpose_nl in text
    assert survey.privacy_nl in text
    assert "17 overheden" not in text
    assert client.get(reverse("survey-file", args=[survey.slug])).status_code == 404
    assert client.get(reverse("survey-picture", args=[survey.slug, "wil"])).status_code == 404


def test_closed_survey_shows_groups_of_five_as_picture_table_and_file(client):
    survey = answered({"yes": 5, "no": 12}, code="wil")
    text = page(client, survey).text
    assert "17 overheden hebben geantwoord." in text
    assert '<td class="num">5</td>' in text
    picture = client.get(reverse("survey-picture", args=[survey.slug, "wil"]))
    assert picture.text.startswith("<svg")
    assert numbers(client, survey) == {("wil", "yes"): "5", ("wil", "no"): "12"}


def test_group_of_four_is_shown_nowhere_and_nor_is_what_it_leaves(client):
    survey = answered({"yes": 4, "no": 12}, code="wil")
    text = page(client, survey).text
    assert "16" not in text
    assert '<td class="num">' not in text
    assert "Te weinig overheden" in text
    assert numbers(client, survey) == {("wil", "yes"): "", ("wil", "no"): ""}
    assert client.get(reverse("survey-picture", args=[survey.slug, "wil"])).status_code == 404


def test_small_answer_of_several_is_hidden_in_a_larger_rest(client):
    options = "a | Aap\nb | Noot\nc | Mies"
    survey = answered({"a": 9, "b": 2, "c": 6}, kind="choice", choices=options, code="wat")
    found = numbers(client, survey)
    assert found == {("wat", "a"): "9", ("wat", "b"): "", ("wat", "c"): "", ("wat", "rest"): "8"}
    assert "de antwoorden met een streepje, samen" in page(client, survey).text


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"yes": 6, "no": 5}, 6, "6"),
        ({"yes": 11, "no": 5}, 6, "6"),
        # Two who said yes did not answer further: they would follow by subtraction.
        ({"yes": 8, "no": 5}, 6, ""),
        # How many said no is withheld; how many were asked further would tell it.
        ({"yes": 6, "no": 3}, 6, ""),
    ],
)
def test_question_that_follows_from_an_answer_tells_nothing_withheld(client, first, second, told):
    survey = answered(first, code="wil")
    then = {"shown_when": "wil", "shown_for": ["yes"], "kind": "choice", "choices": "a | Aap"}
    answered({"a": second}, survey=survey, code="wat", **then)
    assert numbers(client, survey)["wat", "a"] == told


def test_question_that_follows_from_a_withheld_one_of_several_is_withheld(client):
    options = "a | Aap\nb | Noot\nc | Mies"
    survey = answered({"a": 6, "b": 2, "c": 9}, kind="choice", choices=options, code="wat")
    then = {"shown_when": "wat", "shown_for": ["a"], "kind": "number", "code": "vaak"}
    answered({3: 6}, survey=survey, **then)
    assert numbers(client, survey)["wat", "rest"] == "8"
    assert "Gemiddeld" not in page(client, survey).text


def test_themes_are_counted_each_for_itself(client):
    water, port = ThemeFactory(slug="water"), ThemeFactory(slug="haven")
    survey = answered({(water.slug,): 6, (water.slug, port.slug): 6}, kind="theme", code="thema")
    found = numbers(client, survey)
    assert found == {("thema", "water"): "12", ("thema", "haven"): "6"}


def test_number_is_told_as_an_average_of_five(client):
    survey = answered({2: 4, 7: 1}, kind="number", code="hoeveel")
    assert "Gemiddeld 3,0, volgens 5 overheden." in page(client, survey).text.replace("3.0", "3,0")
    few = answered({2: 4}, kind="number", code="hoeveel")
    assert "Gemiddeld" not in page(client, few).text


def test_answer_without_consent_does_not_count(client):
    survey = answered({"yes": 5, "no": 5}, code="wil")
    question = survey.questions.get()
    answered({"yes": 3}, survey=survey, consent="none", code="anders")
    survey.questions.exclude(pk=question.pk).first().answers.update(question=question)
    assert numbers(client, survey)["wil", "yes"] == "5"


def test_consent_of_one_answer_goes_before_that_of_the_response(client):
    survey = answered({"yes": 6, "no": 5}, code="wil")
    one = survey.questions.get().answers.filter(value="yes").first()
    type(one).objects.filter(pk=one.pk).update(consent="none")
    assert numbers(client, survey)["wil", "yes"] == "5"


def test_what_is_not_handed_in_counts_for_nobody(client, staff_client):
    survey = answered({"yes": 5, "no": 6}, code="wil")
    draft = survey.responses.filter(answers__value="no").first()
    type(draft).objects.filter(pk=draft.pk).update(
        state="draft", submitted_at=None, submitted_by=None
    )
    assert numbers(client, survey)["wil", "no"] == "5"


def test_former_wave_stands_beside_this_one_under_the_same_rule(client):
    former = answered({"yes": 3, "no": 8}, code="wil")
    survey = answered({"yes": 7, "no": 8}, survey=SurveyFactory(closed=True, former=former))
    survey.questions.update(code="wil")
    text = page(client, survey).text
    assert "Vorige ronde" in text
    assert '<td class="num">7</td><td class="num">–</td>' in text
    safe = answered({"yes": 6, "no": 9}, code="wil")
    type(survey).objects.filter(pk=survey.pk).update(former=safe)
    assert '<td class="num">7</td><td class="num">6</td>' in page(client, survey).text


def test_former_wave_that_is_no_longer_public_is_not_compared(client):
    former = answered({"yes": 6, "no": 9}, survey=SurveyFactory(closed=True, publication="draft"))
    former.questions.update(code="wil")
    survey = answered({"yes": 7, "no": 8}, survey=SurveyFactory(closed=True, former=former))
    survey.questions.update(code="wil")
    assert "Vorige ronde" not in page(client, survey).text


def test_texts_are_never_public(client):
    survey = answered({"Wij zoeken een partner": 6}, kind="text")
    assert "partner" not in page(client, survey).text


def test_officials_see_no_more_than_the_public(official_client):
    survey = answered({"yes": 4, "no": 12}, code="wil")
    assert numbers(official_client, survey) == {("wil", "yes"): "", ("wil", "no"): ""}


def test_staff_sees_every_number_every_text_and_the_response(staff_client):
    survey = answered({"yes": 4, "no": 2}, consent="none", code="wil")
    answered({"Wij zoeken een partner": 1}, kind="text", survey=survey)
    survey.targets.set([one.authority for one in survey.responses.all()[:5]])
    address = reverse("admin:programmes_survey_results", args=[survey.pk])
    text = staff_client.get(address).text
    assert "<td>4</td>" in text
    assert "Wij zoeken een partner" in text
    assert "hebben ingediend: 100%." in text
    picture = reverse("admin:programmes_survey_picture", args=[survey.pk, "wil"])
    assert staff_client.get(picture).text.startswith("<svg")


def test_results_at_the_desk_are_for_staff_alone(official_client):
    survey = answered({"yes": 4})
    address = reverse("admin:programmes_survey_results", args=[survey.pk])
    assert official_client.get(address).status_code == 302


def test_page_costs_the_same_for_one_question_and_three(client, django_assert_num_queries):
    survey = answered({"yes": 5, "no": 5})
    page(client, survey)
    with django_assert_num_queries(4):
        page(client, survey)
    for _one in range(2):
        SurveyQuestionFactory(survey=survey, kind="yes_no")
    with django_assert_num_queries(4):
        page(client, survey)


def questions_of(**more):
    """Return what staff types into the first two questions of a survey at the desk."""
    rows = [
        {"position": 1, "code": "wil", "kind": "yes_no", "text_nl": "Wilt u?"},
        {"position": 2, "code": "wat", "kind": "text", "text_nl": "Wat?", **more},
    ]
    counts = {"TOTAL_FORMS": 2, "INITIAL_FORMS": 0}
    typed = {f"questions-{name}": value for name, value in counts.items()}
    return typed | {
        f"questions-{at}-{name}": value
        for at, row in enumerate(rows)
        for name, value in row.items()
    }


def typed_survey(**more):
    return {
        "title_nl": "Wat hebt u nodig?",
        "slug": "wat-hebt-u-nodig",
        "wave": 1,
        "year": 2026,
        "retention_months": 24,
        "purpose_nl": "Wij willen het weten.",
        "privacy_nl": "Alleen wij lezen het.",
        "opens_at_0": "2026-01-01",
        "opens_at_1": "09:00",
        "closes_at_0": "2036-01-01",
        "closes_at_1": "09:00",
        **questions_of(**more),
    }


def test_staff_writes_questions_with_routing_at_the_desk(staff_client):
    typed = typed_survey(shown_when="wil", shown_for="yes")
    answer = staff_client.post(reverse("admin:programmes_survey_add"), typed)
    assert answer.status_code == 302
    rows = SurveyQuestion.objects.values_list("code", "shown_when", "shown_for")
    assert list(rows) == [("wil", "", []), ("wat", "wil", ["yes"])]


@pytest.mark.parametrize("wrong", [{"shown_when": "wat"}, {"shown_when": "wil"}])
def test_routing_that_cannot_be_is_refused_at_the_desk(staff_client, wrong):
    answer = staff_client.post(reverse("admin:programmes_survey_add"), typed_survey(**wrong))
    assert answer.status_code == 200
    assert "errorlist" in answer.text


def test_public_pages_name_nobody_who_answered(client):
    user = UserFactory(name="Jan Jansen")
    survey = answered({"yes": 6, "no": 6})
    survey.responses.update(submitted_by=user)
    assert "Jansen" not in page(client, survey).text
