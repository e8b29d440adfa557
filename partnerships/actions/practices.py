"""The way of a practice between its author and the public; every step mails the other side."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from partnerships.base.mails import address_at_desk, address_for_reader, mail_on_commit
from partnerships.base.translation import DUTCH
from partnerships.base.workflow import Publication, check_names_nobody, checked_questions


@transaction.atomic
def submit(*, practice, by):
    """Hand a practice to staff, for the first time or with the questions answered.

    Raises ValidationError with all reasons at once when something is missing.
    """
    check_complete(practice)
    former = practice.moves.filter(to_state=Publication.RETURNED).last()
    practice.move(to=Publication.SUBMITTED, by=by)
    mail_on_commit(
        "emails/practices/submitted.txt",
        to=settings.STAFF_EMAIL,
        practice=practice,
        former=former.message if former else "",
        address=address_at_desk(practice),
    )
    return practice


@transaction.atomic
def return_(*, practice, by, questions):
    """Give a submitted practice back to its author, with what should be answered or changed."""
    questions = checked_questions(questions)
    practice.move(to=Publication.RETURNED, by=by, message=questions)
    _mail_author(
        practice,
        by,
        "emails/practices/returned.txt",
        message=questions,
        address=address_for_reader("my-practice", practice.pk),
    )
    return practice


@transaction.atomic
def publish(*, practice, by, message=""):
    """Show a practice to everybody, who find it from the moment this is committed.

    Raises ValidationError with all reasons at once when something is missing, or when a practice
    that is to name nobody does so.
    """
    check_complete(practice)
    practice.move(to=Publication.PUBLISHED, by=by, message=message)
    type(practice).objects.filter(pk=practice.pk).reindex()
    address = address_for_reader("practice", practice.slug)
    _mail_author(practice, by, "emails/practices/published.txt", message=message, address=address)
    return practice


@transaction.atomic
def archive(*, practice, by, message=""):
    """Take a practice from the public; it can be published again."""
    practice.move(to=Publication.ARCHIVED, by=by, message=message)
    _mail_author(practice, by, "emails/practices/archived.txt", message=message)
    return practice


def check_complete(practice):
    """Refuse, with all reasons at once, a practice that cannot be shown to everybody."""
    reasons = [ValidationError(sentence, code="missing") for sentence in practice.missing.values()]
    try:
        check_names_nobody(practice)
    except ValidationError as error:
        reasons.append(error)
    if reasons:
        raise ValidationError(reasons)


def _mail_author(practice, by, template, **said):
    """Tell the author what staff did; nobody is told of an own step or of an import."""
    author = practice.created_by
    if author and author != by and author.is_active:
        mail_on_commit(template, to=author.email, language=DUTCH, practice=practice, **said)
