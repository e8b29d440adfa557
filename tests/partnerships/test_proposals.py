"""Moves of a proposal: what is written, what is refused, and who is told."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from partnerships.actions import proposals as actions
from partnerships.forms import AgreementForm
from partnerships.models import Agreement
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    PracticeFactory,
    ThemeFactory,
    UserFactory,
)
from tests.factories.proposals import ProposalFactory

from .proposing import accepted, changes_of_title, in_state, kept, refusal

pytestmark = pytest.mark.django_db
WAITS = "Er wacht al een voorstel van uw overheid. Trek dat eerst in, en doe dan dit voorstel."


def test_each_record_tells_who_may_say_what_has_changed_in_it():
    here, there = LocalAuthorityFactory(), LocalAuthorityFactory()
    assert set(AgreementFactory(authorities=[here, there]).keepers) == {here, there}
    practice = PracticeFactory(authority=here, others={"other_authorities": [there]})
    assert practice.keepers == [here]
    exchange = ExchangeFactory(authority=here)
    exchange.authorities.set([here, there])
    assert exchange.keepers == [here]
    assert ExchangeFactory(authority=None).keepers == []


def test_accepted_change_is_written_and_found(staff):
    proposal = ProposalFactory(changes={"title_nl": "Rotterdam en de haven"})
    agreement = accepted(proposal, staff)
    assert agreement.title_nl == "Rotterdam en de haven"
    assert (proposal.state, proposal.decided_by) == ("accepted", staff)
    assert list(Agreement.objects.matching("haven")) == [agreement]


def test_accepted_change_is_logged_with_both_names(staff):
    proposal = ProposalFactory()
    agreement = accepted(proposal, staff)
    event = changes_of_title(agreement).get()
    assert event.pgh_context == {
        "user": staff.pk,
        "proposed_by": proposal.proposed_by_id,
        "proposal": proposal.pk,
    }


def test_every_field_of_the_form_can_be_accepted(staff):
    first, second, third = ThemeFactory(), ThemeFactory(), ThemeFactory()
    agreement = AgreementFactory(themes=[third, first], status="active")
    changes = {
        "title_nl": "Titel",
        "summary_nl": "Kort.\nEn goed.",
        "aims_nl": "Leren.",
        "themes": [second.pk, third.pk],
        "signed_on": "1979-11",
        "signed_in": "Sjanghai",
        "valid_from": "1980",
        "valid_until": "2030-01-31",
        "is_tacitly_renewed": True,
        "notice_months": 6,
        "document_form": "deed",
        "origin": "business",
        "decision_body": "council",
        "decided_on": "1979",
        "decision_url": "https://example.org/besluit",
        "status": "ended",
        "status_on": "2024",
        "status_reason": "capacity",
        "status_note": "Geen tijd.",
    }
    today = AgreementForm.values_of(agreement)
    base = {name: today[name] for name in changes}
    agreement = accepted(ProposalFactory(agreement=agreement, changes=changes, base=base), staff)
    said = AgreementForm.values_of(agreement)
    once = {"status_on": "", "status_reason": "", "status_note": ""}
    assert said == changes | {"themes": sorted([second.pk, third.pk])} | once
    ranked = agreement.agreementtheme_set.order_by("rank")
    assert [link.theme for link in ranked] == [third, second]
    last = agreement.status_changes.order_by("position").last()
    assert (last.status, last.on, last.reason, last.note_nl, last.is_public) == (
        "ended",
        "2024",
        "capacity",
        "Geen tijd.",
        True,
    )


def test_status_that_is_confidential_stays_so(staff):
    agreement = AgreementFactory(status="active")
    proposal = ProposalFactory(
        agreement=agreement, changes={"status": "under_reconsideration"}, base={"status": "active"}
    )
    agreement = accepted(proposal, staff)
    assert (agreement.status, agreement.public_status) == ("under_reconsideration", "active")


def test_what_changed_elsewhere_in_the_record_stays(staff):
    proposal = ProposalFactory()
    Agreement.objects.filter(pk=proposal.agreement_id).update(signed_in="Den Haag")
    assert accepted(proposal, staff).signed_in == "Den Haag"


def test_conflict_must_be_seen_before_it_is_accepted(staff):
    proposal = ProposalFactory()
    Agreement.objects.filter(pk=proposal.agreement_id).update(title_nl="Intussen")
    assert refusal(lambda: accepted(proposal, staff)) == [
        "De gegevens zijn intussen veranderd. Bekijk de drie kolommen en bevestig wat u overneemt."
    ]
    assert refusal(lambda: accepted(proposal, staff, seen={"title_nl": "Iets anders"}))
    assert Agreement.objects.get().title_nl == "Intussen"
    assert accepted(proposal, staff, seen={"title_nl": "Intussen"}).title_nl == "Nieuwe titel"
    assert proposal.base == {"title_nl": "Intussen"}


def test_record_that_says_it_already_is_no_conflict(staff):
    proposal = ProposalFactory()
    Agreement.objects.filter(pk=proposal.agreement_id).update(title_nl="Nieuwe titel")
    assert accepted(proposal, staff).title_nl == "Nieuwe titel"
    assert proposal.state == "accepted"


def test_change_that_no_longer_fits_is_refused_with_its_reason_and_nothing_is_written(staff):
    proposal = ProposalFactory(
        changes={"title_nl": "Nieuw", "valid_until": "1985"},
        base={"title_nl": "Oud", "valid_until": ""},
        agreement__title_nl="Oud",
    )
    Agreement.objects.filter(pk=proposal.agreement_id).update(valid_from="1990")
    assert refusal(lambda: accepted(proposal, staff)) == [
        "Een samenwerking kan niet eindigen voordat zij begint."
    ]
    proposal.refresh_from_db()
    assert (Agreement.objects.get().title_nl, proposal.state) == ("Oud", "submitted")


def test_what_only_the_database_refuses_is_refused_in_words(staff):
    place, partner = LocalAuthorityFactory(), ChineseDivisionFactory()
    AgreementFactory(authorities=[place], divisions=[partner], status="active")
    ended = AgreementFactory(authorities=[place], divisions=[partner], status="ended")
    proposal = ProposalFactory(
        agreement=ended, changes={"status": "active"}, base={"status": "ended"}
    )
    assert refusal(lambda: accepted(proposal, staff)) == [
        "Deze partijen hebben al een lopende samenwerking van deze soort."
    ]
    ended.refresh_from_db()
    assert ended.status == "ended"


@pytest.mark.parametrize("state", ["draft", "returned", "accepted", "withdrawn"])
@pytest.mark.parametrize("move", ["accept", "return"])
def test_only_what_waits_is_decided(staff, state, move):
    proposal = in_state(state)
    moves = {
        "accept": lambda: accepted(proposal, staff),
        "return": lambda: actions.return_(proposal=proposal, by=staff, reason="Waarom?"),
    }
    assert refusal(moves[move]) == [
        f"Dit voorstel is intussen “{proposal.get_state_display()}”. Er is niets veranderd."
    ]
    assert Agreement.objects.get().title_nl != "Nieuwe titel"


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_what_is_open_is_withdrawn(state):
    proposal = in_state(state)
    actions.withdraw(proposal=proposal, by=proposal.proposed_by)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("withdrawn", None)


@pytest.mark.parametrize("state", ["accepted", "withdrawn"])
def test_what_is_closed_is_not_withdrawn(state):
    proposal = in_state(state)
    assert refusal(lambda: actions.withdraw(proposal=proposal, by=proposal.proposed_by))


@pytest.mark.parametrize("reason", ["", " \n"])
def test_return_without_a_reason_is_refused(staff, reason):
    proposal = ProposalFactory()
    assert refusal(lambda: actions.return_(proposal=proposal, by=staff, reason=reason)) == [
        "Zeg wat de overheid moet beantwoorden of veranderen."
    ]


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_what_is_with_the_authority_is_written_and_sent_again(state):
    proposal = in_state(state)
    sent = kept(proposal, actions.propose)
    assert (sent.pk, sent.state, sent.changes) == (proposal.pk, "submitted", {"title_nl": "Beter"})


def test_what_waits_is_not_written():
    assert refusal(lambda: kept(ProposalFactory())) == [WAITS]


@pytest.mark.parametrize("state", ["accepted", "withdrawn"])
def test_what_is_closed_makes_way_for_a_new_one(state):
    closed = in_state(state)
    assert kept(closed).pk != closed.pk


def test_base_stays_that_of_the_first_time_it_was_proposed():
    proposal = in_state("returned")
    first = proposal.base["title_nl"]
    Agreement.objects.update(title_nl="Intussen")
    proposal.agreement.refresh_from_db()
    assert kept(proposal).base == {"title_nl": first}


def test_record_that_is_not_public_takes_no_proposal():
    proposal = in_state("draft", agreement__draft=True)
    assert refusal(lambda: kept(proposal)) == [
        "Alleen wat openbaar is kunt u met een voorstel wijzigen. Schrijf VNG International."
    ]


def test_nothing_changed_is_nothing_to_propose():
    proposal = in_state("draft")
    assert refusal(lambda: kept(proposal, actions.propose, changes={})) == [
        "Er is geen verschil met wat het portaal nu zegt. Verander ten minste één ding."
    ]


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_accept_at_once_accept_once():
    proposal, told = in_state("submitted"), []
    barrier = threading.Barrier(2)

    def press(colleague):
        barrier.wait()
        try:
            actions.accept(proposal=proposal, by=colleague, form=AgreementForm)
            told.append("accepted")
        except ValidationError as error:
            told.append(error.code)
        finally:
            connection.close()

    presses = [threading.Thread(target=press, args=[UserFactory()]) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert sorted(told) == ["accepted", "state"]
    assert changes_of_title(proposal.agreement).count() == 1
