"""The way of a question: asked, passed on, answered, closed; every step mails the other sides.

Mails tell the subject and where to read on, never what was written.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from partnerships.base.mails import address_for_reader, mail_on_commit
from partnerships.base.workflow import check_names_nobody
from partnerships.models import Attachment, Membership, Message, Question, User
from partnerships.models.questions import QuestionState as State


@transaction.atomic
def ask(*, authority, by, subject, text, themes=(), files=()):
    """Put a question of an authority to the contact point."""
    question = Question(authority=authority, asked_by=by, subject=subject)
    question.full_clean()
    question.save()
    question.themes.set(themes)
    _write(question, by, text, files)
    _tell(question, by, "emails/questions/asked.txt")
    return question


@transaction.atomic
def reply(*, question, by, text, files=()):
    """Write a message in a thread; what was ended is open again, and it is VNG's turn.

    A first message of staff says that the question is being looked at.
    """
    question = _locked(question)
    _write(question, by, text, files)
    takes_up = question.state == State.NEW and by.is_staff
    returns = question.state == State.WITH_GOVERNMENT and _speaks_for_government(by, question)
    asks_on = question.state == State.ANSWERED and not by.is_staff
    if takes_up or returns or asks_on or question.state == State.CLOSED:
        question.move(to=State.WITH_VNG)
    else:
        question.save(update_fields=["updated_at"])
    _tell(question, by, "emails/questions/replied.txt")
    return question


@transaction.atomic
def share(*, question, by):
    """Let national government read the whole thread, and ask it for a reply."""
    question = _locked(question)
    if not question.is_shared:
        question.shared_by, question.shared_at = by, timezone.now()
    question.move(to=State.WITH_GOVERNMENT)
    _tell(question, by, "emails/questions/shared.txt")
    return question


@transaction.atomic
def answer(*, question, by, text, files=()):
    """Write the message that answers a question."""
    question = _locked(question)
    _write(question, by, text, files)
    question.move(to=State.ANSWERED)
    _tell(question, by, "emails/questions/answered.txt")
    return question


@transaction.atomic
def close(*, question, by):
    """End a question; a new message opens it again."""
    question = _locked(question)
    question.move(to=State.CLOSED)
    _tell(question, by, "emails/questions/closed.txt")
    return question


@transaction.atomic
def publish_faq(*, entry, by):
    """Show an answer to everybody; raises ValidationError when it tells who asked."""
    check_names_nobody(entry)
    entry.cleared_by, entry.cleared_at = by, timezone.now()
    entry.save(update_fields=["cleared_by", "cleared_at", "updated_at"])
    return entry


@transaction.atomic
def withdraw_faq(*, entry):
    """Take an answer from the public; it can be published again."""
    entry.cleared_by = entry.cleared_at = None
    entry.save(update_fields=["cleared_by", "cleared_at", "updated_at"])
    return entry


def _locked(question):
    return Question.objects.select_for_update().get(pk=question.pk)


def _write(question, by, text, files):
    message = Message(question=question, written_by=by, written_at=timezone.now(), text=text)
    message.full_clean()
    message.save()
    for file, name in files:
        Attachment.objects.create(message=message, file=file, name=name)


def _speaks_for_government(user, question):
    own = question.authority_id in user.reads_for
    return user.is_liaison and not user.is_staff and not own


def _tell(question, by, template):
    """Mail every side of a thread but the one that took the step."""
    address = address_for_reader("my-question", question.pk)
    receivers = [] if by.is_staff else [settings.STAFF_EMAIL]
    receivers += [one.email for one in _asking(question) if one != by]
    if question.is_shared:
        liaisons = User.objects.active().filter(is_liaison=True, is_staff=False)
        receivers += [one.email for one in liaisons if one != by]
    for receiver in dict.fromkeys(receivers):
        mail_on_commit(template, to=receiver, question=question, address=address)


def _asking(question):
    """Return who asked, or the coordinators when that person no longer acts for the authority."""
    current = Membership.objects.current().filter(authority=question.authority)
    if question.asked_by.is_active and (
        question.asked_by.is_staff or current.filter(user=question.asked_by).exists()
    ):
        return [question.asked_by]
    return [one.user for one in Membership.objects.coordinators_of(question.authority)]
