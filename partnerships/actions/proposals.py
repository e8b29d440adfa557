"""The way of a proposal between an authority and staff, until the record says it or it is dropped.

The form is given: the one in which a change is proposed is the one through which it is written.
"""

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base.mails import address_at_desk, address_for_reader, mail_on_commit
from partnerships.base.refusals import explain
from partnerships.base.workflow import Publication
from partnerships.models import Proposal

State = Proposal.State

UNCHANGED = _("Nothing differs from what the portal says now. Change at least one thing.")
WAITS = _("A proposal of your authority waits already. Withdraw that one, then propose this.")
NOT_PUBLIC = _("Only what is public can be changed by a proposal. Write to VNG International.")
# Of each noun: the page on which a change is proposed, and where its proposer reads what became
# of it.
FORMS = {
    "agreement": "my-proposal",
    "practice": "my-practice-proposal",
    "exchange": "my-exchange-proposal",
}
PAGES = FORMS | {"agreement": "my-agreement"}
CONFLICT = _("The record has changed since. Look at all three columns and confirm what you accept.")


@transaction.atomic
def keep(*, record, authority, by, changes, today, note=""):
    """Keep what an authority is writing as its one open proposal; nobody else sees it yet.

    ``today`` is what the record holds, by field. What was proposed before keeps the base it had.
    Raises ValidationError when the record is not public, or a proposal waits for staff.
    """
    # One at a time, so that two colleagues make one proposal.
    record = _locked(record)
    if record.publication != Publication.PUBLISHED:
        raise ValidationError(NOT_PUBLIC, code="publication")
    proposal = Proposal.objects.open().about(record).filter(authority=authority).first()
    if proposal is None:
        proposal = Proposal(authority=authority, **{record._meta.model_name: record})
    elif not proposal.is_writable:
        raise ValidationError(WAITS, code="waits")
    proposal.base = {name: proposal.base.get(name, today[name]) for name in changes}
    proposal.changes, proposal.note = changes, note
    proposal.proposed_by, proposal.proposed_at = by, timezone.now()
    proposal.full_clean()
    proposal.save()
    return proposal


@transaction.atomic
def propose(*, record, authority, by, changes, today, note=""):
    """Hand a change to staff; raises ValidationError when nothing would change."""
    if not changes:
        raise ValidationError(UNCHANGED, code="unchanged")
    proposal = keep(
        record=record, authority=authority, by=by, changes=changes, today=today, note=note
    )
    _undecided(proposal, State.SUBMITTED)
    proposal.save()
    mail_on_commit(
        "emails/proposals/submitted.txt",
        to=settings.STAFF_EMAIL,
        proposal=proposal,
        address=address_at_desk(proposal),
    )
    return proposal


@transaction.atomic
def withdraw(*, proposal, by):
    """Drop a proposal before staff accepts it."""
    proposal = _locked(proposal)
    if not proposal.is_open:
        raise _too_late(proposal)
    _undecided(proposal, State.WITHDRAWN)
    with pghistory.context(user=by.pk):
        proposal.save()
    return proposal


@transaction.atomic
def return_(*, proposal, by, reason):
    """Give a proposal back with a question or the reason why it is not accepted."""
    if not reason.strip():
        raise ValidationError(_("Say what the authority should answer or change."), code="reason")
    proposal = _waiting(proposal)
    _decided(proposal, State.RETURNED, by)
    proposal.reason = reason.strip()
    proposal.full_clean()
    proposal.save()
    _mail_proposer(proposal, "emails/proposals/returned.txt")
    return proposal


@transaction.atomic
def accept(*, proposal, by, form, seen=None):
    """Write the change to the record as it is today, through the form it was proposed in.

    ``seen`` is what staff saw in the fields of the proposal. Raises ValidationError with the
    reasons when the change no longer fits the record, or when the record says something else than
    when it was proposed and staff has not seen that; then nothing is written.
    """
    proposal = _waiting(proposal)
    record = _locked(proposal.record)
    today = form.values_of(record)
    if proposal.conflicts(today) and proposal.seen(today) != seen:
        raise ValidationError(CONFLICT, code="conflict")
    filled = form(today | proposal.changes, record=record)
    if not filled.is_valid():
        raise ValidationError(filled.reasons())
    proposal.base = proposal.seen(today)
    _decided(proposal, State.ACCEPTED, by)
    with pghistory.context(user=by.pk, proposed_by=proposal.proposed_by_id, proposal=proposal.pk):
        _written(filled)
        proposal.save()
    _mail_proposer(proposal, "emails/proposals/accepted.txt")
    return proposal


def _written(form):
    """Save a form; what only the database refuses, also at the end, is refused in words."""
    try:
        with transaction.atomic():
            form.save()
            connection.check_constraints()
    except IntegrityError as error:
        raise ValidationError(explain(error), code="refused") from error


def _locked(record):
    """Return a record as it is now, which nobody else writes until this is done."""
    return type(record).objects.select_for_update().get(pk=record.pk)


def _waiting(proposal):
    proposal = _locked(proposal)
    if proposal.state != State.SUBMITTED:
        raise _too_late(proposal)
    return proposal


def _too_late(proposal):
    return ValidationError(
        _("This proposal is “%(state)s” by now. Nothing was changed."),
        code="state",
        params={"state": proposal.get_state_display()},
    )


def _decided(proposal, state, by):
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()


def _undecided(proposal, state):
    proposal.state, proposal.decided_by, proposal.decided_at = state, None, None


def _mail_proposer(proposal, template):
    """Tell the proposer what staff decided, unless the account is closed."""
    if proposal.proposed_by.is_active:
        address = address_for_reader(PAGES[proposal.noun], proposal.record_key)
        mail_on_commit(template, to=proposal.proposed_by.email, proposal=proposal, address=address)
