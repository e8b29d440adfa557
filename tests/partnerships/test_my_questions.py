"""Questions in the workspace: who asks, who sees, who writes, and what is told otherwise."""

import pytest
from django.urls import reverse

from partnerships.models import Attachment, Message, Question
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import ThemeFactory, UserFactory
from tests.factories.questions import AttachmentFactory, MessageFactory, QuestionFactory

from .documents import PDF, sent

pytestmark = pytest.mark.django_db
NEW, LIST = "my-question-new", "my-questions"


@pytest.fixture
def asked(membership):
    """A question of the official's own authority with one message and one file."""
    question = QuestionFactory(
        authority=membership.authority, asked_by=membership.user, subject="Bezoek aan Wuhan"
    )
    AttachmentFactory(message=MessageFactory(question=question))
    return question


@pytest.fixture
def liaison_client(client):
    client.force_login(UserFactory(is_liaison=True))
    return client


def typed(membership, **given):
    return {
        "authority": membership.authority_id,
        "subject": "Bezoek",
        "text": "Wat moeten we weten?",
        **given,
    }


def addresses(question):
    """Return every address of a question: to look at, and to change something."""
    file = Attachment.objects.get(message__question=question)
    seen = [
        reverse("my-question", args=[question.pk]),
        reverse("my-question-attachment", args=[question.pk, file.pk]),
    ]
    steps = [
        reverse("my-question", args=[question.pk]),
        *(reverse(f"my-question-{step}", args=[question.pk]) for step in ("share", "close")),
    ]
    return seen, steps


def test_an_official_asks_with_a_file(official_client, membership):
    theme = ThemeFactory()
    values = typed(membership, themes=[theme.pk], files=[sent(PDF, "brief.pdf")])
    answer = official_client.post(reverse(NEW), values)
    question = Question.objects.get()
    assert answer.url == reverse("my-question", args=[question.pk])
    assert (question.state, question.asked_by) == ("new", membership.user)
    assert [message.text for message in question.messages.all()] == ["Wat moeten we weten?"]
    assert list(question.themes.all()) == [theme]
    assert Attachment.objects.get().name == "brief.pdf"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"subject": ""}, "id_subject"),
        ({"subject": "x" * 121}, "id_subject"),
        ({"text": ""}, "id_text"),
        ({"text": "x" * 4001}, "id_text"),
        ({"authority": "999999"}, "id_authority"),
        ({"themes": ["999999"]}, "id_themes"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_typed_is_lost(
    official_client, membership, wrong, field
):
    page = official_client.post(reverse(NEW), typed(membership, **wrong))
    assert (page.status_code, Question.objects.count()) == (400, 0)
    assert f'href="#{field}"' in page.text
    kept = typed(membership, **wrong)
    assert all(kept[name] in page.text for name in ("subject", "text"))


@pytest.mark.parametrize(
    "files",
    [
        [sent(b"MZ\x90\x00", "verslag.pdf")],
        [sent(PDF, "goed.pdf"), sent(b"<svg/>", "logo.svg")],
        [sent(PDF, f"{number}.pdf") for number in range(4)],
    ],
)
def test_a_refused_file_keeps_back_the_message_and_the_text_stays(
    official_client, membership, files
):
    page = official_client.post(reverse(NEW), typed(membership, files=files))
    assert (page.status_code, Question.objects.count(), Attachment.objects.count()) == (400, 0, 0)
    assert 'href="#id_files"' in page.text
    assert "Wat moeten we weten?" in page.text
    assert "Kies uw bestanden opnieuw" in page.text


def test_a_question_is_asked_for_an_own_authority_alone(official_client, membership):
    other = MembershipFactory().authority_id
    page = official_client.post(reverse(NEW), typed(membership, authority=other))
    assert (page.status_code, Question.objects.count()) == (400, 0)


def test_colleagues_see_the_thread_and_readers_do_not_write(client, asked, membership):
    reader = MembershipFactory(authority=membership.authority, role="reader").user
    client.force_login(reader)
    seen, steps = addresses(asked)
    assert client.get(seen[0]).status_code == 200
    assert client.get(seen[1]).getvalue().startswith(b"%PDF-")
    assert [client.post(address, {"text": "x"}).status_code for address in steps] == [404] * 3
    assert "Verstuur het bericht" not in client.get(seen[0]).text
    assert client.get(reverse(NEW)).status_code == 403
    assert Message.objects.count() == 1


@pytest.mark.parametrize("who", ["other", "liaison", "nobody"])
def test_others_find_nothing_at_any_address(client, asked, who):
    user = {
        "other": lambda: MembershipFactory(role="coordinator").user,
        "liaison": lambda: UserFactory(is_liaison=True),
        "nobody": UserFactory,
    }[who]()
    client.force_login(user)
    seen, steps = addresses(asked)
    expected = 403 if who == "nobody" else 404
    assert {client.get(address).status_code for address in seen} == {expected}
    assert {client.post(address, {"text": "x"}).status_code for address in steps} == {expected}
    assert "Bezoek aan Wuhan" not in client.get(reverse(LIST)).text
    asked.refresh_from_db()
    assert (asked.state, asked.messages.count()) == ("new", 1)


def test_a_file_is_found_under_its_own_question_alone(official_client, asked, membership):
    other = AttachmentFactory(message__question__authority=MembershipFactory().authority)
    address = reverse("my-question-attachment", args=[asked.pk, other.pk])
    assert official_client.get(address).status_code == 404


def test_strangers_are_led_to_sign_in(client, asked):
    for address in addresses(asked)[0]:
        assert client.get(address).url.startswith(reverse("account_login"))


def test_a_file_is_saved_and_never_shown(official_client, asked):
    answer = official_client.get(addresses(asked)[0][1])
    assert answer.getvalue() == b"%PDF-1.7\n%%EOF"
    wanted = {
        "Content-Disposition": 'attachment; filename="brief.pdf"',
        "Content-Type": "application/octet-stream",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    assert {name: answer[name] for name in wanted} == wanted
    assert "no-store" in answer["Cache-Control"]


def test_a_liaison_sees_and_answers_what_is_shared_and_takes_no_step(liaison_client):
    shared = QuestionFactory(shared=True, state="with_government", subject="Gedeelde vraag")
    QuestionFactory(subject="Eigen vraag")
    text = liaison_client.get(reverse(LIST)).text
    assert ("Gedeelde vraag" in text, "Eigen vraag" in text) == (True, False)
    address = reverse("my-question", args=[shared.pk])
    page = liaison_client.get(address).text
    assert "Verstuur als antwoord" not in page
    assert "Sluit de vraag" not in page
    liaison_client.post(address, {"text": "Zo zien wij het.", "answer": "1"})
    shared.refresh_from_db()
    assert (shared.state, shared.messages.get().text) == ("with_vng", "Zo zien wij het.")
    for step in ("share", "close"):
        address = reverse(f"my-question-{step}", args=[shared.pk])
        assert liaison_client.post(address).status_code == 404


def test_a_liaison_comes_into_the_workspace_and_no_further(liaison_client):
    QuestionFactory(shared=True, state="with_government", subject="Gedeelde vraag")
    text = liaison_client.get(reverse("workspace")).text
    assert "Reageer op “Gedeelde vraag”" in text
    for name in ("my-practices", "colleagues", "my-checklists", NEW):
        assert reverse(name) not in text
        assert liaison_client.get(reverse(name)).status_code == 403


def test_staff_answers_shares_and_closes_in_the_thread(staff_client, asked):
    address = reverse("my-question", args=[asked.pk])
    page = staff_client.get(address).text
    assert f"{reverse('admin:partnerships_faqentry_add')}?origin={asked.pk}" in page
    staff_client.post(reverse("my-question-share", args=[asked.pk]))
    staff_client.post(address, {"text": "Het antwoord.", "answer": "1"})
    asked.refresh_from_db()
    assert (asked.state, asked.is_shared) == ("answered", True)
    staff_client.post(reverse("my-question-close", args=[asked.pk]))
    asked.refresh_from_db()
    assert asked.state == "closed"
    answer = staff_client.post(address, {"text": "Nog een.", "answer": "1"})
    assert (answer.status_code, "Nog een." in answer.text) == (400, True)


def test_an_official_cannot_give_the_answer(official_client, asked):
    official_client.post(reverse("my-question", args=[asked.pk]), {"text": "Dank.", "answer": "1"})
    asked.refresh_from_db()
    assert asked.state == "new"


@pytest.mark.parametrize("step", ["share", "close"])
def test_a_step_needs_a_press(official_client, asked, step):
    address = reverse(f"my-question-{step}", args=[asked.pk])
    assert official_client.get(address).status_code == 405
    assert official_client.post(address).status_code == 302
    again = official_client.post(address, follow=True)
    assert "kan niet" in again.text


def test_an_answer_waits_for_who_asked_until_it_is_closed(official_client, asked):
    Question.objects.update(state="answered")
    assert (
        "Uw vraag “Bezoek aan Wuhan” is beantwoord"
        in official_client.get(reverse("workspace")).text
    )
    official_client.post(reverse("my-question-close", args=[asked.pk]))
    assert "is beantwoord" not in official_client.get(reverse("workspace")).text


def test_the_desk_counts_the_open_questions(staff_client):
    for state in ("new", "with_vng", "answered", "closed"):
        QuestionFactory(state=state)
    QuestionFactory(shared=True, state="with_government")
    queues = staff_client.get(reverse("admin:index")).context["waiting"]
    [queue] = [queue for queue in queues if queue["label"] == "te beantwoorden vragen"]
    assert queue["count"] == 3
    assert "3 vragen wachten op antwoord" in staff_client.get(reverse("workspace")).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_more_rows(
    official_client, membership, count, django_assert_num_queries
):
    for _ in range(count):
        MessageFactory(question__authority=membership.authority)
    with django_assert_num_queries(4):
        text = official_client.get(reverse(LIST)).text
    assert text.count('class="row__main"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_thread_costs_the_same_for_more_messages(
    official_client, membership, asked, count, django_assert_num_queries
):
    for _ in range(count):
        AttachmentFactory(message=MessageFactory(question=asked, written_by=UserFactory()))
    with django_assert_num_queries(10):
        text = official_client.get(reverse("my-question", args=[asked.pk])).text
    assert text.count("thread__head") == count + 1
