"""What is published of an own practice or exchange is corrected by a proposal."""

import pytest
from django.urls import reverse

from partnerships.forms import form_for
from partnerships.models import Exchange, Practice, Proposal
from tests.factories.partnerships import (
    ExchangeFactory,
    LocalAuthorityFactory,
    PracticeFactory,
    PracticeThemeFactory,
    ThemeFactory,
)
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


def a_practice(authority, **given):
    return PracticeFactory(authority=authority, ready=True, **given)


def an_exchange(authority, **given):
    exchange = ExchangeFactory(authority=authority, **given)
    exchange.authorities.add(authority)
    return exchange


MADE = {"practice": a_practice, "exchange": an_exchange}
NOUNS = pytest.mark.parametrize("noun", MADE)


def address(noun, record):
    return reverse(f"my-{noun}-proposal", args=[record.pk])


def sent(record, **changes):
    """Return what a browser sends of the form: what is there, and what somebody changed."""
    today = form_for(record).values_of(record)
    return {name: value for name, value in (today | changes).items() if value is not None}


def decided(staff_client, proposal, **answer):
    return staff_client.post(
        reverse("admin:partnerships_proposal_change", args=[proposal.pk]), answer
    )


@NOUNS
def test_a_change_goes_to_staff_and_is_public_once_accepted(
    client, membership, staff, noun, letters, settings, django_capture_on_commit_callbacks
):
    settings.STAFF_EMAIL = "desk@vng.example"
    record = MADE[noun](membership.authority)
    theme = ThemeFactory()
    client.force_login(membership.user)
    typed = sent(record, title_nl="Beter verteld", themes=[theme.pk])
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address(noun, record), typed | {"submit": "1"})
    assert answer.status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.record) == ("submitted", record)
    assert proposal.changes == {"title_nl": "Beter verteld", "themes": [theme.pk]}
    assert type(record).objects.get().title_nl == record.title_nl
    client.force_login(staff)
    with django_capture_on_commit_callbacks(execute=True):
        answer = decided(client, proposal, accept="1", seen="{}")
    assert answer.status_code == 302
    stored = type(record).objects.get()
    main = form_for(stored).values_of(stored)["themes"]
    assert (stored.title_nl, main) == ("Beter verteld", [theme.pk])
    told = [to for to, _letter in letters]
    assert told == [["desk@vng.example"], [membership.user.email]]
    event = stored.events.filter(title_nl="Beter verteld").get()
    assert event.pgh_context.metadata["proposed_by"] == membership.user.pk


@NOUNS
def test_nothing_changed_is_said_and_not_sent(official_client, membership, noun):
    record = MADE[noun](membership.authority)
    answer = official_client.post(address(noun, record), sent(record) | {"submit": "1"})
    assert answer.status_code == 400
    assert "Er is geen verschil met wat het portaal nu zegt." in answer.text
    assert not Proposal.objects.exists()


@NOUNS
def test_what_waits_is_shown_with_the_way_to_withdraw_it(official_client, membership, noun):
    record = MADE[noun](membership.authority)
    proposal = waiting(noun, record, membership)
    page = official_client.get(address(noun, record))
    assert page.status_code == 200
    assert "Nieuwe titel" in page.text
    assert reverse("proposal-withdraw", args=[proposal.pk]) in page.text
    official_client.post(reverse("proposal-withdraw", args=[proposal.pk]))
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def waiting(noun, record, membership):
    return ProposalFactory(
        agreement=None,
        authority=membership.authority,
        proposed_by=membership.user,
        base={"title_nl": record.title_nl},
        **{noun: record},
    )


@NOUNS
def test_a_conflict_is_shown_before_it_is_accepted(staff_client, membership, noun):
    record = MADE[noun](membership.authority)
    proposal = waiting(noun, record, membership)
    type(record).objects.update(title_nl="Intussen")
    answer = decided(staff_client, proposal, accept="1", seen="{}")
    assert answer.status_code == 400
    assert "intussen veranderd" in answer.text
    assert type(record).objects.get().title_nl == "Intussen"


@NOUNS
def test_what_is_not_public_is_written_not_proposed(official_client, membership, noun):
    record = MADE[noun](membership.authority)
    type(record).objects.update(publication="draft")
    assert official_client.get(address(noun, record)).status_code == 403


@NOUNS
def test_of_another_authority_there_is_nothing_to_propose(official_client, noun):
    record = MADE[noun](LocalAuthorityFactory())
    assert official_client.get(address(noun, record)).status_code == 404


def test_a_practice_without_names_is_not_told_with_names(official_client, membership):
    practice = a_practice(membership.authority, is_anonymous=True)
    typed = sent(practice, challenge_nl="In Rotterdam liep het vast.")
    answer = official_client.post(address("practice", practice), typed | {"submit": "1"})
    assert answer.status_code == 400
    assert "Rotterdam" in answer.text
    assert not Proposal.objects.filter(state="submitted").exists()


def test_main_themes_that_stay_keep_their_order(membership):
    new = ThemeFactory()
    practice = a_practice(membership.authority)
    kept = PracticeThemeFactory(practice=practice, rank=1).theme
    form = form_for(practice)(sent(practice, themes=[new.pk, kept.pk]), record=practice)
    assert form.is_valid()
    saved = form.save()
    links = saved.practicetheme_set.filter(rank__isnull=False).order_by("rank")
    assert [link.theme for link in links] == [kept, new]
    assert Practice.objects.answering(saved.title_nl).ranked.first() == saved


def test_the_end_of_an_exchange_before_its_start_is_refused_and_the_rest_kept(
    official_client, membership
):
    exchange = an_exchange(membership.authority)
    typed = sent(exchange, from_on="2024-05-10", until_on="2024-05-09", host="Het stadhuis")
    answer = official_client.post(address("exchange", exchange), typed)
    assert answer.status_code == 400
    assert Proposal.objects.get().changes == {"host": "Het stadhuis"}
    assert Exchange.objects.get().host == exchange.host


def test_a_list_with_proposals_of_every_noun_takes_one_number_of_statements(
    staff_client, membership, django_assert_max_num_queries
):
    address = reverse("admin:partnerships_proposal_changelist")
    counts = []
    for _round in range(2):
        for noun, make in MADE.items():
            waiting(noun, make(membership.authority), membership)
        with django_assert_max_num_queries(60) as asked:
            staff_client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
