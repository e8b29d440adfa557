"""Proposals somewhere on their way, and the moves on them."""

import pghistory.models
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from partnerships.actions import proposals as actions
from partnerships.forms import AgreementForm
from partnerships.models import Agreement
from tests.factories.partnerships import UserFactory
from tests.factories.proposals import ProposalFactory

DECIDED = {"decided_at": "2026-03-01T12:00Z", "reason": "Sinds wanneer?"}


def in_state(state, **given):
    """Return a proposal that stands somewhere, by whoever decided."""
    decided = DECIDED | {"decided_by": UserFactory()} if state in ("returned", "accepted") else {}
    # An agreement is whole only once its parties are there: commit all of it together.
    with transaction.atomic():
        return ProposalFactory(state=state, **decided, **given)


def accepted(proposal, staff, **given):
    actions.accept(proposal=proposal, by=staff, form=AgreementForm, **given)
    proposal.refresh_from_db()
    return Agreement.objects.get(pk=proposal.agreement_id)


def changes_of_title(agreement):
    events = pghistory.models.Events.objects.references(agreement)
    return events.filter(pgh_label="update", pgh_diff__has_key="title_nl")


def refusal(move):
    with pytest.raises(ValidationError) as error:
        move()
    return error.value.messages


def kept(proposal, move=actions.keep, **given):
    agreement = proposal.agreement
    values = {
        "record": agreement,
        "authority": proposal.authority,
        "by": proposal.proposed_by,
        "changes": {"title_nl": "Beter"},
        "today": AgreementForm.values_of(agreement),
    }
    return move(**values | given)
