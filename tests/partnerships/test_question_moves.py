"""The way of a question: every move, every refusal, and a mail to the other sides."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnerships.actions import accounts
from partnerships.actions import questions as actions
from partnerships.models.questions import MOVES, QuestionState
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import UserFactory
from tests.factories.questions import MessageFactory, QuestionFactory

pytestmark = pytest.mark.django_db

SECRET = "Vertrouwelijke inhoud"
STAFF = "desk@vng.example"


@pytest.fixture
def sides(membership, staff):
    """The three sides of a thread."""
    return {"asker": membership.user, "staff": staff, "liaison": UserFactory(is_liaison=True)}


@pytest.fixture
def question(membership):
    question = QuestionFactory(
        authority=membership.authority, asked_by=membership.user, subject="Bezoek"
    )
    MessageFactory(question=question)
    return question


@pytest.fixture
def run(django_capture_on_commit_callbacks, settings, mailoutbox):
    """Run an action as if its transaction had ended; returns who is mailed."""
    settings.STAFF_EMAIL, settings.SITE_URL = STAFF, "https://portal.example"

    def act(action, **given):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            action(**given)
        return sorted(to for mail in mailoutbox for to in mail.to)

    return act


def in_state(question, state, **given):
    question.state = state
    question.shared_by, question.shared_at = question.asked_by, timezone.now()
    for name, value in given.items():
        setattr(question, name, value)
    question.save()
    return question


@pytest.mark.parametrize("then", QuestionState)
@pytest.mark.parametrize("now", QuestionState)
def test_a_question_moves_as_the_table_says_and_not_otherwise(question, now, then):
    in_state(question, now)
    if then in MOVES[now]:
        question.move(to=then)
        question.refresh_from_db()
        assert question.state == then
        return
    with pytest.raises(ValidationError, match="kan niet"):
        question.move(to=then)
    question.refresh_from_db()
    assert question.state == now


@pytest.mark.parametrize(
    ("now", "side", "then"),
    [
        ("new", "asker", "new"),
        ("new", "staff", "with_vng"),
        ("with_vng", "asker", "with_vng"),
        ("with_government", "staff", "with_government"),
        ("with_government", "asker", "with_government"),
        ("with_government", "liaison", "with_vng"),
        ("answered", "staff", "answered"),
        ("answered", "asker", "with_vng"),
        ("answered", "liaison", "with_vng"),
        ("closed", "asker", "with_vng"),
        ("closed", "staff", "with_vng"),
        ("closed", "liaison", "with_vng"),
    ],
)
def test_a_message_says_whose_turn_it_is(question, sides, now, side, then):
    in_state(question, now)
    actions.reply(question=question, by=sides[side], text="Nog iets.")
    question.refresh_from_db()
    assert (question.state, question.messages.count()) == (then, 2)


@pytest.mark.parametrize(("action", "state"), [("answer", "closed"), ("close", "closed")])
def test_a_refused_step_writes_nothing_and_mails_nobody(run, question, staff, action, state):
    in_state(question, state)
    given = {"text": "Antwoord."} if action == "answer" else {}
    with pytest.raises(ValidationError):
        run(getattr(actions, action), question=question, by=staff, **given)
    question.refresh_from_db()
    assert (question.state, question.messages.count()) == (state, 1)


def test_each_step_mails_the_other_sides_and_not_the_own(run, question, sides, mailoutbox):
    asker, staff, liaison = sides.values()
    given = {"question": question}
    assert run(actions.reply, **given, by=asker, text=SECRET) == [STAFF]
    assert run(actions.reply, **given, by=staff, text=SECRET) == [asker.email]
    assert run(actions.share, **given, by=staff) == sorted([asker.email, liaison.email])
    assert run(actions.reply, **given, by=liaison, text=SECRET) == sorted([STAFF, asker.email])
    assert run(actions.answer, **given, by=staff, text=SECRET) == sorted(
        [asker.email, liaison.email]
    )
    assert run(actions.close, **given, by=asker) == sorted([STAFF, liaison.email])


@pytest.mark.parametrize("action", ["reply", "answer", "share", "close"])
def test_a_mail_tells_the_subject_and_the_way_and_nothing_else(
    run, question, sides, mailoutbox, action
):
    given = {"text": SECRET} if action in ("reply", "answer") else {}
    run(getattr(actions, action), question=question, by=sides["staff"], **given)
    mail = mailoutbox[0]
    assert "Bezoek" in mail.subject
    assert f"https://portal.example/mijn/vragen/{question.pk}/" in mail.body
    assert SECRET not in mail.body + mail.alternatives[0].content


def test_asking_is_mailed_to_staff_alone(run, membership, mailoutbox, sides):
    given = {"authority": membership.authority, "by": membership.user}
    assert run(actions.ask, **given, subject="Bezoek", text=SECRET) == [STAFF]
    assert SECRET not in mailoutbox[0].body


def test_sharing_is_stamped_once_and_can_be_repeated(question, staff):
    actions.share(question=question, by=question.asked_by)
    question.refresh_from_db()
    first = question.shared_at
    actions.reply(question=question, by=UserFactory(is_liaison=True), text="Gezien.")
    actions.share(question=question, by=staff)
    question.refresh_from_db()
    assert (question.state, question.shared_by) == ("with_government", question.asked_by)
    assert question.shared_at == first


def test_coordinators_are_told_when_the_asker_left(run, question, membership, staff):
    boss = MembershipFactory(authority=membership.authority, role="coordinator").user
    accounts.end_membership(membership=membership, by=staff)
    assert run(actions.answer, question=question, by=staff, text="Zo.") == [boss.email]
