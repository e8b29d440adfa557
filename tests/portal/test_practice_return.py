"""Returning practices at the desk: a page with what was asked before, and one box for questions."""

import html
import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.actions import practices as actions
from tests.factories.partnerships import PracticeFactory, PracticeMoveFactory, UserFactory

pytestmark = pytest.mark.django_db
CHANGELIST = "/beheer/partnerships/practice/"


def submitted(**given):
    return PracticeFactory(ready=True, publication="submitted", **given)


@pytest.fixture
def ask(staff_client):
    """Open or send the page of questions for some practices."""

    def chosen(*practices, **given):
        keys = [practice.pk for practice in practices]
        values = {"action": "return_", "_selected_action": keys, **given}
        return staff_client.post(CHANGELIST, values)

    return chosen


def named(page):
    """Return the practices that a page says it will return."""
    return re.findall(r'<section class="module returned">\s*<h2>(.*?)</h2>', page.text)


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_action_leads_to_a_page_and_changes_nothing_yet(ask):
    practice = submitted(title_nl="Sluis", created_by=UserFactory(email="jan@example.org"))
    page = ask(practice)
    practice.refresh_from_db()
    assert (page.status_code, practice.publication) == (200, "submitted")
    assert named(page) == ["Sluis"]
    assert "Schrijver: jan@example.org" in page.text
    assert f'<a class="closelink" href="{CHANGELIST}">Annuleren</a>' in page.text


def test_page_shows_former_questions_and_what_was_said_with_every_step(ask):
    author, colleague = UserFactory(name="Jan"), UserFactory(name="Eva")
    practice = PracticeFactory(ready=True, draft=True, created_by=author)
    actions.submit(practice=practice, by=author)
    actions.return_(practice=practice, by=colleague, questions="Wat kostte het?\nEn wie betaalde?")
    actions.submit(practice=practice, by=author)
    steps = re.search(r'<ol class="steps">(.*?)</ol>', ask(practice).text, re.DOTALL)[1]
    assert [step.split(" · ", 1)[1] for step in re.findall(r"<li>(.*?)</li>", steps)] == [
        "Jan · concept → ingediend",
        "Eva · ingediend → teruggestuurd"
        "<blockquote>Wat kostte het?<br>En wie betaalde?</blockquote>",
        "Jan · teruggestuurd → ingediend",
    ]


@pytest.mark.parametrize("typed", ["", "  \n"])
def test_without_a_question_nothing_is_returned_and_the_reason_stands_at_the_box(ask, typed):
    practice = submitted()
    page = ask(practice, confirmed="yes", questions=typed)
    practice.refresh_from_db()
    assert practice.publication == "submitted"
    assert page.context["form"].errors == {
        "questions": ["Zeg wat de schrijver moet beantwoorden of veranderen."]
    }
    box = re.search(r"<textarea[^>]*>", page.text)[0]
    assert 'aria-invalid="true"' in box
    described = re.search(r'aria-describedby="([^"]*)"', box)[1].split()
    assert [f'id="{one}"' in page.text for one in described] == [True, True]
    assert "<title>Fout: " in page.text


def test_what_was_typed_stays_when_it_is_refused(ask):
    typed = "Wat <kostte> het?\x00"
    page = ask(submitted(), confirmed="yes", questions=typed)
    assert list(page.context["form"].errors) == ["questions"]
    assert html.escape(typed) in page.text


def test_the_same_questions_go_to_each_and_every_one_is_listed(ask):
    practices = [submitted(title_nl=name) for name in ("Dijk", "Kade", "Sluis")]
    assert named(ask(*practices)) == ["Dijk", "Kade", "Sluis"]
    answer = ask(*practices, confirmed="yes", questions=" Wanneer? ")
    assert told(answer) == ["3 praktijken gewijzigd."]
    assert [practice.moves.get().message for practice in practices] == ["Wanneer?"] * 3


def test_what_is_not_submitted_is_left_out_and_counted(ask):
    drafts = [PracticeFactory(draft=True, title_nl=f"Concept {number}") for number in (1, 2)]
    page = ask(submitted(title_nl="Dijk"), *drafts)
    assert named(page) == ["Dijk"]
    assert "2 andere die u koos zijn niet ingediend en blijven zoals ze zijn." in page.text


def test_when_nothing_is_submitted_there_is_no_box_and_only_a_way_back(ask):
    page = ask(PracticeFactory(draft=True))
    assert "Alleen een ingediende praktijk kan worden teruggestuurd." in page.text
    assert ("<textarea" in page.text, 'class="default"' in page.text) == (False, False)
    assert "Annuleren</a>" in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_practice_and_for_three(ask, count):
    practices = [submitted() for _one in range(count)]
    for practice in practices:
        PracticeMoveFactory(practice=practice)
    with CaptureQueriesContext(connection) as captured:
        assert len(named(ask(*practices))) == count
    assert len(captured) == 9


@pytest.mark.parametrize(
    ("state", "buttons"),
    [("draft", 0), ("submitted", 1), ("returned", 0), ("published", 0), ("archived", 0)],
)
def test_form_of_a_submitted_practice_has_a_button_that_returns(staff_client, state, buttons):
    practice = PracticeFactory(publication=state)
    page = staff_client.get(reverse("admin:partnerships_practice_change", args=[practice.pk]))
    assert page.text.count('<button type="submit">Terugsturen met vragen</button>') == buttons


def test_button_of_the_form_opens_the_page_and_cancel_leads_back_to_the_form(staff_client, ask):
    practice = submitted(title_nl="Sluis")
    address = reverse("admin:partnerships_practice_change", args=[practice.pk])
    form = re.search(
        r'<form method="post" action="([^"]+)">(.*?)</form>',
        staff_client.get(address).text,
        re.DOTALL,
    )
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', form[2]))
    page = staff_client.post(form[1], sent)
    assert named(page) == ["Sluis"]
    assert f'href="{address}">Annuleren</a>' in page.text
    refused = ask(practice, confirmed="yes", from_record="yes", questions="")
    assert f'href="{address}">Annuleren</a>' in refused.text


def test_list_has_no_box_for_questions_beside_it(staff_client):
    submitted()
    page = staff_client.get(CHANGELIST)
    assert 'name="questions"' not in page.text
    assert '<option value="return_">Terugsturen met vragen</option>' in page.text
