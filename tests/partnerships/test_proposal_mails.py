"""Who is mailed about a proposal, as a real mail server receives it."""

import pytest
from django.urls import reverse

from partnerships.actions import proposals as actions
from partnerships.models import Agreement
from tests.factories.partnerships import UserFactory

from .proposing import accepted, in_state, kept, refusal

pytestmark = pytest.mark.django_db(transaction=True)


def received(letters):
    return [(to, letter["Subject"]) for to, letter in letters]


def test_staff_receives_a_mail_for_what_was_proposed(letters, settings):
    settings.STAFF_EMAIL = "desk@vng.example"
    settings.SITE_URL = "https://portal.example"
    proposal = in_state("returned", agreement__title_nl="Rotterdam & Sjanghai")
    kept(proposal, actions.propose, note="<b>Sinds 1979.</b>")
    assert received(letters) == [
        (["desk@vng.example"], "Voorstel om te beoordelen: Rotterdam & Sjanghai")
    ]
    body = letters[0][1].get_body(("plain",)).get_content()
    address = reverse("admin:partnerships_proposal_change", args=[proposal.pk])
    for words in ("<b>Sinds 1979.</b>", "Sinds wanneer?", f"https://portal.example{address}"):
        assert words in body


@pytest.mark.parametrize(
    ("move", "subject", "words"),
    [
        ("accept", "Uw voorstel is overgenomen: Rotterdam", "Het staat vanaf nu in het portaal."),
        ("return", "Een vraag over uw voorstel: Rotterdam", "Sinds wanneer dan?"),
    ],
)
def test_proposer_receives_a_mail_for_what_was_decided(letters, move, subject, words):
    proposer, staff = UserFactory(email="jan@example.org"), UserFactory(is_staff=True)
    proposal = in_state(
        "submitted",
        agreement__title_nl="Rotterdam",
        changes={"signed_in": "Wuhan"},
        base={"signed_in": ""},
        proposed_by=proposer,
    )
    if move == "accept":
        accepted(proposal, staff)
    else:
        actions.return_(proposal=proposal, by=staff, reason="Sinds wanneer dan?")
    assert received(letters) == [(["jan@example.org"], subject)]
    assert words in letters[0][1].get_body(("plain",)).get_content()


def test_nobody_is_mailed_for_what_was_refused_or_whose_account_is_closed(letters, staff):
    proposal = in_state("submitted", proposed_by=UserFactory(is_active=False))
    Agreement.objects.update(title_nl="Intussen")
    refusal(lambda: accepted(proposal, staff))
    accepted(proposal, staff, seen={"title_nl": "Intussen"})
    assert letters == []
