"""An official sees the own agreements and proposes changes to them."""

import pytest
from django.urls import reverse
from django.utils import translation

from partnerships.actions import proposals as actions
from partnerships.forms import AgreementForm
from partnerships.models import Agreement, Proposal
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import AgreementFactory, ThemeFactory, UserFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def form_values(answer):
    """Return what the form on a page would send unchanged."""
    values = {field.html_name: field.value() for field in answer.context["form"]}
    return {name: value for name, value in values.items() if value is not None}


@pytest.fixture
def agreement(membership):
    return AgreementFactory(
        title_nl="Rotterdam – Sjanghai",
        summary_nl="Twee havens.\nEn vrienden.",
        authorities=[membership.authority],
        status="active",
        themes=[ThemeFactory()],
        is_tacitly_renewed=True,
    )


@pytest.fixture
def write(official_client, agreement):
    """Send the form as it stands with some values changed; gives the answer."""
    address = reverse("my-proposal", args=[agreement.pk])

    def sent(*, by_script=False, **values):
        filled = form_values(official_client.get(address)) | values
        headers = {"X-Saved-By": "script"} if by_script else {}
        return official_client.post(address, filled, headers=headers)

    return sent


def test_list_tells_status_freshness_and_what_is_not_public(official_client, membership, agreement):
    AgreementFactory(authorities=[membership.authority], draft=True, title_nl="Nog geheim")
    AgreementFactory(title_nl="Van een ander")
    text = official_client.get(reverse("my-agreements")).text
    for words in ("Rotterdam – Sjanghai", "actief", "nooit bevestigd", "Nog geheim"):
        assert words in text
    assert text.count("niet openbaar") == 1
    assert "Van een ander" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_more_rows(
    official_client, membership, count, django_assert_num_queries
):
    for _ in range(count):
        made = AgreementFactory(authorities=[membership.authority])
        ProposalFactory(agreement=made, authority=membership.authority)
    with django_assert_num_queries(6):
        text = official_client.get(reverse("my-agreements")).text
    assert text.count('class="row__main"') == count
    assert text.count("voorstel: ingediend") == count


def test_sent_proposal_holds_only_what_differs(write, membership, agreement):
    answer = write(title_nl="Rotterdam en Sjanghai", signed_on="23-11-1979", submit="1")
    assert answer.url == reverse("my-agreement", args=[agreement.pk])
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.authority) == ("submitted", membership.authority)
    assert proposal.changes == {"title_nl": "Rotterdam en Sjanghai", "signed_on": "1979-11-23"}
    assert proposal.base == {"title_nl": "Rotterdam – Sjanghai", "signed_on": ""}
    agreement.refresh_from_db()
    assert agreement.title_nl == "Rotterdam – Sjanghai"


def test_form_sent_unchanged_says_so_and_makes_nothing(write):
    answer = write(summary_nl="Twee havens.\r\nEn vrienden.", note="Klopt dit?", submit="1")
    assert answer.status_code == 400
    assert "Er is geen verschil met wat het portaal nu zegt." in answer.text
    assert "Klopt dit?" in answer.text
    assert not Proposal.objects.exists()


def test_what_is_saved_while_typing_is_one_draft_that_the_form_shows(write, official_client):
    write(by_script=True, title_nl="Eerst")
    told = write(by_script=True, title_nl="Later", note="Zie de akte.").json()
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.changes["title_nl"]) == ("draft", "Later")
    assert told["errors"] == {}
    assert told["text"].startswith("Bewaard om")
    text = official_client.get(told["address"]).text
    assert "Later" in text
    assert "Zie de akte." in text
    assert "Maak uw voorstel voor" in official_client.get(reverse("workspace")).text


def test_opening_and_saving_unchanged_makes_no_draft(write):
    write(by_script=True)
    write()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"signed_on": "gisteren"}, "signed_on", "is geen datum"),
        ({"title_nl": "x" * 161}, "title_nl", "te lang"),
        ({"status": "dormant", "status_reason": "?"}, "status_reason", ""),
        ({"status_on": "2024"}, "status", "Kies de status"),
        ({"status": "low_activity", "status_on": "x"}, "status_on", "is geen datum"),
        (
            {"status": "unknown", "status_reason": "capacity"},
            "status_reason",
            "Alleen bij een pauze",
        ),
    ],
)
def test_one_wrong_answer_is_told_and_keeps_back_nothing_else(write, wrong, field, sentence):
    told = write(by_script=True, **{"signed_in": "Wuhan"} | wrong).json()
    assert list(told["errors"]) == [f"id_{field}"]
    assert sentence in told["errors"][f"id_{field}"]
    assert Proposal.objects.get().changes["signed_in"] == "Wuhan"
    answer = write(**wrong | {"submit": "1"})
    assert answer.status_code == 400
    assert f'href="#id_{field}"' in answer.text
    assert Proposal.objects.get().state == "draft"


def test_an_end_before_the_start_is_told_and_not_kept(write):
    answer = write(valid_from="2020", valid_until="2019", signed_in="Wuhan", submit="1")
    assert answer.status_code == 400
    assert "kan niet eindigen voordat" in answer.text
    assert Proposal.objects.get().changes == {"signed_in": "Wuhan"}


def test_four_themes_are_one_too_many(write):
    themes = [ThemeFactory().pk for _ in range(4)]
    assert list(write(by_script=True, themes=themes).json()["errors"]) == ["id_themes"]


def test_what_a_colleague_sent_meanwhile_is_told_and_nothing_typed_is_lost(
    write, official_client, membership, agreement
):
    address = reverse("my-proposal", args=[agreement.pk])
    filled = form_values(official_client.get(address)) | {"title_nl": "Wat ik typte"}
    ProposalFactory(agreement=agreement, authority=membership.authority)
    answer = official_client.post(address, filled | {"submit": "1"})
    assert answer.status_code == 400
    assert "Er wacht al een voorstel van uw overheid." in answer.text
    assert "Wat ik typte" in answer.text
    assert official_client.get(address).url == reverse("my-agreement", args=[agreement.pk])


def test_question_of_staff_is_a_task_and_stands_above_the_form(
    write, official_client, staff, agreement
):
    write(title_nl="Beter", submit="1")
    actions.return_(proposal=Proposal.objects.get(), by=staff, reason="Hoe weet u dit?")
    overview = official_client.get(reverse("workspace")).text
    assert "Beantwoord de vraag over uw voorstel voor “Rotterdam – Sjanghai”" in overview
    assert (
        "Hoe weet u dit?" in official_client.get(reverse("my-agreement", args=[agreement.pk])).text
    )
    answer = write(note="Uit de akte.", submit="1")
    assert answer.status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.note) == ("submitted", "Uit de akte.")


def test_own_authority_withdraws_its_proposal(write, official_client):
    write(title_nl="Beter", submit="1")
    address = reverse("proposal-withdraw", args=[Proposal.objects.get().pk])
    assert official_client.get(address).status_code == 405
    assert "Het voorstel is ingetrokken." in official_client.post(address, follow=True).text
    assert Proposal.objects.get().state == "withdrawn"
    assert "Dit voorstel" not in official_client.get(reverse("workspace")).text
    assert "intussen “ingetrokken”" in official_client.post(address, follow=True).text
    assert Proposal.objects.get().state == "withdrawn"


def test_accepted_change_is_public_at_once_and_told_to_the_authority_with_both_names(
    write, official_client, client, membership, staff, agreement
):
    write(title_nl="Rotterdam en Sjanghai", submit="1")
    actions.accept(proposal=Proposal.objects.get(), by=staff, form=AgreementForm)
    own = reverse("my-agreement", args=[agreement.pk])
    told = f"Voorgesteld door {membership.user} namens Rotterdam, overgenomen door {staff}"
    assert told in official_client.get(own).text
    client.logout()
    public = client.get(agreement.get_absolute_url()).text
    assert "Rotterdam en Sjanghai" in public
    assert str(membership.user) not in public


def test_accepted_change_is_not_told_to_the_other_party(client, membership, agreement, staff):
    other = MembershipFactory()
    agreement.participants.create(authority=other.authority)
    mine = ProposalFactory(agreement=agreement, authority=membership.authority)
    client.force_login(other.user)
    own = reverse("my-agreement", args=[agreement.pk])
    assert "Nieuwe titel" not in client.get(own).text
    actions.accept(proposal=mine, by=staff, form=AgreementForm)
    assert "Voorgesteld door" not in client.get(own).text
    assert client.post(reverse("proposal-withdraw", args=[mine.pk])).status_code == 404


def test_a_reader_sees_and_does_not_write(client, agreement, membership):
    reader = MembershipFactory(role="reader", authority=membership.authority).user
    proposal = ProposalFactory(agreement=agreement, authority=membership.authority)
    client.force_login(reader)
    text = client.get(reverse("my-agreement", args=[agreement.pk])).text
    assert "Nieuwe titel" in text
    assert "Stel een wijziging voor" not in text
    assert client.get(reverse("my-proposal", args=[agreement.pk])).status_code == 403
    assert client.post(reverse("my-proposal", args=[agreement.pk]), {}).status_code == 403
    assert client.post(reverse("proposal-withdraw", args=[proposal.pk])).status_code == 404
    proposal.refresh_from_db()
    assert proposal.state == "submitted"


def test_others_do_not_find_it(client, agreement):
    client.force_login(MembershipFactory().user)
    for name in ("my-agreement", "my-proposal"):
        assert client.get(reverse(name, args=[agreement.pk])).status_code == 404
    client.force_login(UserFactory())
    assert client.get(reverse("my-agreements")).status_code == 403
    client.logout()
    assert client.get(reverse("my-agreements")).status_code == 302


def test_agreement_that_is_not_public_takes_no_proposal(official_client, membership):
    draft = AgreementFactory(draft=True, authorities=[membership.authority])
    text = official_client.get(reverse("my-agreement", args=[draft.pk])).text
    assert "Stel een wijziging voor" not in text
    assert official_client.get(reverse("my-proposal", args=[draft.pk])).status_code == 403


def test_markup_in_a_proposal_is_shown_as_text(write, official_client, staff, agreement):
    write(title_nl=SCRIPT, summary_nl=SCRIPT, note=SCRIPT, submit="1")
    proposal = Proposal.objects.get()
    own = reverse("my-agreement", args=[agreement.pk])
    assert SCRIPT not in official_client.get(own).text
    actions.return_(proposal=proposal, by=staff, reason=SCRIPT)
    for address in (own, reverse("my-proposal", args=[agreement.pk]), reverse("workspace")):
        text = official_client.get(address).text
        assert SCRIPT not in text
        assert "&lt;script&gt;" in text


def test_staff_looks_into_any_agreement_and_changes_it_at_the_desk(staff_client, agreement):
    text = staff_client.get(reverse("my-agreement", args=[agreement.pk])).text
    assert reverse("admin:partnerships_agreement_change", args=[agreement.pk]) in text
    assert staff_client.get(reverse("my-proposal", args=[agreement.pk])).status_code == 403
    assert Agreement.objects.own(UserFactory()).count() == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Stel een wijziging voor"), ("en", "Propose a change"), ("zh-hans", "提议修改")],
)
def test_pages_are_there_in_every_language(official_client, agreement, language, words):
    with translation.override(language):
        addresses = [reverse(name, args=[agreement.pk]) for name in ("my-agreement", "my-proposal")]
    for address in addresses:
        assert words in official_client.get(address).text
