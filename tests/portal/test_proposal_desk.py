"""The desk for proposals: the queue, the old beside the new, and what staff decides."""

import json

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from partnerships.models import Agreement, Proposal
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import UserFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
CHANGELIST = "admin:partnerships_proposal_changelist"


def page_of(proposal):
    return reverse("admin:partnerships_proposal_change", args=[proposal.pk])


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def accept(client, proposal):
    """Press the button on the page as it is shown now."""
    return client.post(page_of(proposal), seen_on(client, proposal) | {"accept": "1"})


def seen_on(client, proposal):
    return {"seen": client.get(page_of(proposal)).context["seen"]}


def test_start_page_leads_to_the_proposals_that_wait(staff_client):
    waiting = ProposalFactory()
    ProposalFactory(state="withdrawn")
    queues = staff_client.get(reverse("admin:index")).context["waiting"]
    queue = next(one for one in queues if one["label"] == "voorstellen om te beoordelen")
    assert queue["count"] == 1
    assert list(staff_client.get(queue["url"]).context["cl"].result_list) == [waiting]


@pytest.mark.parametrize("count", [1, 3])
def test_queue_shows_what_waits_first_at_the_same_cost(
    staff_client, count, django_assert_num_queries
):
    closed = ProposalFactory(state="withdrawn", proposed_at="2020-01-01T12:00Z")
    ProposalFactory(state="draft", changes={})
    waiting = [ProposalFactory() for _ in range(count)]
    with django_assert_num_queries(4):
        answer = staff_client.get(reverse(CHANGELIST))
    assert list(answer.context["cl"].result_list) == [*waiting, closed]


def test_page_shows_the_old_beside_the_new_and_accepts(staff_client, staff):
    proposal = ProposalFactory(agreement__title_nl="Oude titel")
    text = staff_client.get(page_of(proposal)).text
    assert "Oude titel" in text
    assert "<ins>Nieuwe titel</ins>" in text
    assert "Toen het voorgesteld werd" not in text
    answer = accept(staff_client, proposal)
    assert (answer.status_code, answer.url) == (302, reverse(CHANGELIST))
    assert told(answer) == ["Overgenomen: het staat vanaf nu in het portaal."]
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("accepted", staff)
    assert Agreement.objects.get().title_nl == "Nieuwe titel"
    history = staff_client.get(
        reverse("admin:partnerships_agreement_history", args=[proposal.agreement_id])
    ).text
    assert f"voorgesteld door {proposal.proposed_by}" in history


def test_conflict_is_shown_in_three_columns_and_accepted_once_seen(staff_client):
    proposal = ProposalFactory(agreement__title_nl="Oude titel")
    before = seen_on(staff_client, proposal)
    Agreement.objects.update(title_nl="Intussen")
    answer = staff_client.post(page_of(proposal), before | {"accept": "1"})
    assert answer.status_code == 400
    for words in ("Bekijk de drie kolommen", "Oude titel", "Intussen", "Nieuwe titel", "Toch"):
        assert words in answer.text
    assert Agreement.objects.get().title_nl == "Intussen"
    assert accept(staff_client, proposal).status_code == 302
    assert Agreement.objects.get().title_nl == "Nieuwe titel"


@pytest.mark.parametrize("seen", ["", "no json", json.dumps({"title_nl": "Anders"})])
def test_conflict_that_was_not_seen_is_refused(staff_client, seen):
    proposal = ProposalFactory()
    Agreement.objects.update(title_nl="Intussen")
    answer = staff_client.post(page_of(proposal), {"accept": "1", "seen": seen})
    assert answer.status_code == 400
    assert Proposal.objects.get().state == "submitted"


def test_change_that_no_longer_fits_tells_why(staff_client):
    proposal = ProposalFactory(changes={"valid_until": "1985"}, base={"valid_until": ""})
    Agreement.objects.update(valid_from="1990")
    answer = accept(staff_client, proposal)
    assert answer.status_code == 400
    assert "Een samenwerking kan niet eindigen voordat zij begint." in answer.text
    assert Agreement.objects.get().valid_until == ""


def test_return_needs_a_reason_and_is_told(staff_client):
    proposal = ProposalFactory()
    answer = staff_client.post(page_of(proposal), {"return": "1", "reason": " "})
    assert answer.status_code == 400
    assert "Zeg wat de overheid moet beantwoorden of veranderen." in answer.text
    answer = staff_client.post(page_of(proposal), {"return": "1", "reason": "Sinds wanneer?"})
    assert told(answer) == ["Teruggestuurd: de indiener krijgt een mail."]
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("returned", "Sinds wanneer?")


@pytest.mark.parametrize("press", ["accept", "return"])
def test_what_was_withdrawn_meanwhile_is_not_decided(staff_client, press):
    proposal = ProposalFactory(state="withdrawn")
    values = {press: "1", "reason": "Waarom?", "seen": "{}"}
    answer = staff_client.post(page_of(proposal), values)
    assert answer.status_code == 400
    assert "Dit voorstel is intussen “ingetrokken”." in answer.text
    assert 'name="accept"' not in answer.text
    assert Agreement.objects.get().title_nl != "Nieuwe titel"


def test_markup_in_a_proposal_is_shown_as_text(staff_client):
    script = "<script>alert(1)</script>"
    proposal = ProposalFactory(
        changes={"title_nl": script}, base={"title_nl": script}, note=script, reason=script
    )
    text = staff_client.get(page_of(proposal)).text
    assert script not in text
    assert "&lt;script&gt;" in text


def test_drafts_stay_with_their_authority(staff_client):
    draft = ProposalFactory(state="draft")
    assert staff_client.get(page_of(draft)).status_code == 404


def test_nobody_adds_or_deletes_proposals_at_the_desk(staff_client):
    proposal = ProposalFactory()
    for name, given in (("add", []), ("delete", [proposal.pk])):
        address = reverse(f"admin:partnerships_proposal_{name}", args=given)
        assert staff_client.post(address, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("person", [lambda: MembershipFactory().user, UserFactory])
def test_only_staff_decides(client, person):
    proposal = ProposalFactory()
    client.force_login(person())
    answer = client.post(page_of(proposal), {"accept": "1", "seen": "{}"})
    assert answer.status_code in (302, 403)
    assert Proposal.objects.get().state == "submitted"
    assert Agreement.objects.get().title_nl != "Nieuwe titel"
