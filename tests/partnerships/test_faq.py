"""Public answers: shown once cleared, found by theme, and never telling who asked."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partnerships.actions import questions as actions
from partnerships.models import FaqEntry
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import ThemeFactory, UserFactory
from tests.factories.questions import FaqEntryFactory, MessageFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    """A question of which three people of Rotterdam and staff wrote something."""
    membership = MembershipFactory(
        authority__name="Rotterdam", user__name="Anna de Wit", user__email="anna@stad.example"
    )
    question = QuestionFactory(authority=membership.authority, asked_by=membership.user)
    MessageFactory(question=question)
    MessageFactory(question=question, written_by=UserFactory(name="Bram Bos"))
    MessageFactory(question=question, written_by=UserFactory(name="Cees Vis", is_staff=True))
    return question


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ({"answer_nl": "De Rotterdamse aanpak."}, "Rotterdam"),
        ({"title_en": "What did Rotterdam do?"}, "Rotterdam"),
        ({"slug": "vraag-van-rotterdam"}, "Rotterdam"),
        ({"answer_nl": "Anna de Wit vroeg dit."}, "Anna de Wit"),
        ({"answer_nl": "Mail anna@stad.example."}, "anna@stad.example"),
        ({"answer_zh_hans": "Bram Bos 问。"}, "Bram Bos"),
    ],
)
def test_an_answer_that_tells_who_asked_is_refused_with_the_name(question, staff, texts, name):
    entry = FaqEntryFactory(draft=True, origin=question, **texts)
    with pytest.raises(ValidationError, match=f"“{name}”"):
        actions.publish_faq(entry=entry, by=staff)
    assert not FaqEntry.objects.public().exists()


def test_an_answer_without_names_is_published_and_taken_back(client, question, staff):
    entry = FaqEntryFactory(draft=True, origin=question, answer_nl="Zo, zegt Cees Vis.")
    address = reverse("faq-entry", args=[entry.slug])
    assert client.get(address).status_code == 404
    actions.publish_faq(entry=entry, by=staff)
    page = client.get(address).text
    assert "Zo, zegt Cees Vis." in page
    assert not any(name in page for name in ("Rotterdam", "Anna", "Bram", question.subject))
    actions.withdraw_faq(entry=entry)
    assert client.get(address).status_code == 404


def test_an_answer_outlives_its_question(question, staff):
    entry = FaqEntryFactory(origin=question)
    question.messages.all().delete()
    question.delete()
    entry.refresh_from_db()
    assert (entry.origin, entry.is_public) == (None, True)


def test_the_list_shows_what_is_cleared_by_theme(client):
    theme, other = ThemeFactory(), ThemeFactory()
    entry = FaqEntryFactory(title_nl="Hoe gaat een bezoek?")
    entry.themes.add(theme)
    FaqEntryFactory(title_nl="Wie tekent?")
    FaqEntryFactory(title_nl="Nog niet", draft=True).themes.add(theme, other)
    text = client.get(reverse("faq")).text
    assert [one in text for one in ("Hoe gaat", "Wie tekent?", "Nog niet")] == [True, True, False]
    assert (f"?theme={theme.slug}" in text, f"?theme={other.slug}" in text) == (True, False)
    text = client.get(reverse("faq"), {"theme": theme.slug}).text
    assert [one in text for one in ("Hoe gaat", "Wie tekent?")] == [True, False]


@pytest.mark.parametrize("query", ["?theme=nothing", "?colour=red", "?theme=a&theme=b"])
def test_an_address_that_is_not_understood_is_refused(client, query):
    assert client.get(reverse("faq") + query).status_code == 400


def test_an_answer_in_dutch_alone_is_marked_as_dutch(client):
    entry = FaqEntryFactory()
    assert f'<h1 class="nl-heading nl-heading--level-1" lang="nl">{entry.title_nl}' in (
        client.get(f"/en/questions/{entry.slug}/").text
    )


def test_public_answers_are_in_the_sitemap_and_drafts_are_not(client):
    shown, draft = FaqEntryFactory(), FaqEntryFactory(draft=True)
    text = client.get("/sitemap.xml").text
    assert (f"/vragen/{shown.slug}/" in text, f"/vragen/{draft.slug}/" in text) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_more_rows(client, count, django_assert_num_queries):
    theme = ThemeFactory()
    for _ in range(count):
        FaqEntryFactory().themes.add(theme)
    with django_assert_num_queries(2):
        text = client.get(reverse("faq")).text
    assert text.count('class="row__main"') == count


def test_the_desk_publishes_and_refuses_a_later_name(staff_client, question):
    entry = FaqEntryFactory(draft=True, origin=question)
    listed = reverse("admin:partnerships_faqentry_changelist")
    chosen = {"action": "publish", "_selected_action": [entry.pk], "confirmed": "yes"}
    staff_client.post(listed, chosen)
    entry.refresh_from_db()
    assert entry.is_public
    values = {
        "origin": question.pk,
        "slug": entry.slug,
        **{f"{name}_{code}": "" for name in ("title", "answer") for code in ("en", "zh_hans")},
        "title_nl": "Wat deed Rotterdam?",
        "answer_nl": "Iets.",
    }
    page = staff_client.post(reverse("admin:partnerships_faqentry_change", args=[entry.pk]), values)
    assert (page.status_code, "“Rotterdam”" in page.text) == (200, True)
    entry.refresh_from_db()
    assert entry.title_nl != "Wat deed Rotterdam?"


def test_the_desk_shows_a_question_and_leads_to_its_thread(staff_client, question):
    page = staff_client.get(reverse("admin:partnerships_question_change", args=[question.pk])).text
    assert question.get_absolute_url() in page
    added = staff_client.get(
        reverse("admin:partnerships_faqentry_add"), {"origin": question.pk}
    ).text
    assert f'<option value="{question.pk}" selected>' in added


@pytest.mark.parametrize(("action", "state"), [("share", "with_government"), ("close", "closed")])
def test_the_desk_takes_a_step_for_several_questions(staff_client, question, action, state):
    chosen = {"action": action, "_selected_action": [question.pk], "confirmed": "yes"}
    staff_client.post(reverse("admin:partnerships_question_changelist"), chosen)
    question.refresh_from_db()
    assert question.state == state
