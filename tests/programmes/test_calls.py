"""Calls as everybody reads them."""

import pytest
from django.urls import reverse

from tests.factories.calls import CallFactory, CallQuestionFactory, CriterionFactory
from tests.factories.questions import FaqEntryFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_call_costs_the_same_for_one_question_and_for_three(
    client, count, django_assert_num_queries
):
    call = CallFactory()
    for _number in range(count):
        CallQuestionFactory(call=call)
        CriterionFactory(call=call)
        call.faq.add(FaqEntryFactory())
    with django_assert_num_queries(6):
        client.get(call.get_absolute_url())


def test_public_list_tells_state_and_deadline_and_hides_drafts(client):
    CallFactory(title_nl="Open ronde", closes_at="2030-06-01T00:00+02:00")
    CallFactory(title_nl="Voorbij", closed=True)
    CallFactory(title_nl="In voorbereiding", publication="draft")
    CallFactory(title_nl="Verborgen", programme__publication="draft")
    text = client.get(reverse("calls")).text
    assert "31 mei 2030, tot en met 23:59:59 uur Nederlandse tijd (CEST)" in text
    assert [name in text for name in ("Open ronde", "Voorbij")] == [True, True]
    assert [name in text for name in ("In voorbereiding", "Verborgen")] == [False, False]


def test_answers_that_were_given_stand_with_the_call_once_they_are_public(client):
    call = CallFactory()
    call.faq.add(
        FaqEntryFactory(title_nl="Telt een dorp mee?", answer_nl="Ja, als deel van de gemeente."),
        FaqEntryFactory(title_nl="Wordt nog bedacht?", draft=True),
    )
    text = client.get(call.get_absolute_url()).text
    assert [one in text for one in ("Telt een dorp mee?", "Ja, als deel van de gemeente.")] == [
        True,
        True,
    ]
    assert "Wordt nog bedacht?" not in text
