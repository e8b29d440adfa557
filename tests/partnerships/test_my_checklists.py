"""Decision aids: started, filled in bit by bit, printed; for the own authority alone."""

import pytest
from django.urls import reverse
from django.utils import translation

from partnerships.models import Checklist
from partnerships.models.checklist_items import ITEMS, ChecklistKind, Topic, items_of
from tests.factories.accounts import MembershipFactory
from tests.factories.checklists import ChecklistAnswerFactory, ChecklistFactory
from tests.factories.partnerships import (
    AgreementFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NEW, LIST = "my-checklist-new", "my-checklists"


@pytest.fixture
def checklist(membership):
    return ChecklistFactory(authority=membership.authority, title="Reis naar Wuhan")


def address_of(checklist):
    return reverse("my-checklist", args=[checklist.pk])


def paper_of(checklist):
    return reverse("my-checklist-print", args=[checklist.pk])


@pytest.mark.parametrize("kind", ChecklistKind)
def test_each_decision_has_eight_to_twelve_questions_on_every_subject(kind):
    items = items_of(kind)
    assert 8 <= len(items) <= 12
    asked = {item.topic for item in items}
    assert {Topic.PURPOSE, Topic.RIGHTS, Topic.MANDATE, Topic.SECURITY} <= asked
    assert (Topic.PREPARATION in asked) == (kind == ChecklistKind.VISIT)


def test_each_question_has_one_key_and_known_decisions():
    assert len({item.key for item in ITEMS}) == len(ITEMS)
    assert {kind for item in ITEMS for kind in item.kinds.split()} == set(ChecklistKind.values)


def test_an_official_starts_one_and_comes_to_its_questions(official_client, membership):
    values = {"kind": "request", "authority": membership.authority_id, "title": "Verzoek"}
    answer = official_client.post(reverse(NEW), values)
    checklist = Checklist.objects.get()
    assert answer.url == address_of(checklist)
    assert (checklist.started_by, checklist.is_shared) == (membership.user, False)
    text = official_client.get(answer.url).text
    assert text.count('class="checklist__item"') == len(items_of("request"))


@pytest.mark.parametrize("wrong", [{"kind": ""}, {"title": ""}, {"kind": "party"}])
def test_one_without_kind_or_name_is_not_started(official_client, membership, wrong):
    values = {"kind": "visit", "authority": membership.authority_id, "title": "Reis"} | wrong
    answer = official_client.post(reverse(NEW), values)
    assert (answer.status_code, Checklist.objects.count()) == (400, 0)


def test_another_authority_cannot_be_chosen(official_client):
    other = MembershipFactory().authority_id
    values = {"kind": "visit", "authority": other, "title": "Reis"}
    answer = official_client.post(reverse(NEW), values)
    assert (answer.status_code, Checklist.objects.count()) == (400, 0)


def test_answers_are_saved_and_changed_as_one_goes(official_client, checklist):
    agreement = AgreementFactory(authorities=[checklist.authority])
    values = {"title": "Reis", "agreement": agreement.pk, "devices_reply": "yes", "aim_note": "?"}
    told = official_client.post(
        address_of(checklist), values, headers={"X-Saved-By": "script"}
    ).json()
    assert (told["address"], told["errors"]) == (address_of(checklist), {})
    assert {one.item: (one.reply, one.note) for one in checklist.answers.all()} == {
        "devices": ("yes", ""),
        "aim": ("", "?"),
    }
    official_client.post(address_of(checklist), values | {"devices_reply": "no", "aim_note": ""})
    assert {one.item: (one.reply, one.note) for one in checklist.answers.all()} == {
        "devices": ("no", ""),
        "aim": ("", ""),
    }
    checklist.refresh_from_db()
    assert (checklist.title, checklist.agreement) == ("Reis", agreement)


def test_one_wrong_answer_keeps_back_nothing_else(official_client, checklist):
    wrong = {"title": "", "gifts_note": "x" * 501, "devices_reply": "perhaps", "aim_reply": "yes"}
    answer = official_client.post(address_of(checklist), wrong, headers={"X-Saved-By": "script"})
    assert set(answer.json()["errors"]) == {"id_title", "id_gifts_note", "id_devices_reply"}
    page = official_client.post(address_of(checklist), wrong)
    assert (page.status_code, "x" * 501 in page.text) == (400, True)
    checklist.refresh_from_db()
    assert checklist.title == "Reis naar Wuhan"
    assert [(one.item, one.reply) for one in checklist.answers.all()] == [("aim", "yes")]


def test_only_own_ties_and_exchanges_can_be_named(official_client, checklist):
    others = {"agreement": AgreementFactory().pk, "exchange": ExchangeFactory().pk}
    page = official_client.post(address_of(checklist), {"title": "Reis", **others})
    assert page.status_code == 400
    assert {"agreement", "exchange"} == set(page.context["form"].errors)
    exchange = ExchangeFactory()
    exchange.authorities.add(checklist.authority)
    official_client.post(address_of(checklist), {"title": "Reis", "exchange": exchange.pk})
    checklist.refresh_from_db()
    assert checklist.exchange == exchange


def test_the_paper_holds_questions_answers_and_notes(official_client, checklist):
    ChecklistAnswerFactory(checklist=checklist, item="devices", reply="no", note="Nog regelen")
    text = official_client.get(paper_of(checklist)).text
    assert [one in text for one in ("Nog regelen", "Nee", "Nog open")] == [True] * 3
    assert text.count("<dt") == len(checklist.items)


def test_save_and_print_leads_to_the_paper(official_client, checklist):
    answer = official_client.post(address_of(checklist), {"title": "Reis", "print": "1"})
    assert answer.url == paper_of(checklist)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_is_there_in_other_languages(official_client, checklist, language):
    with translation.override(language):
        for address in (reverse(LIST), reverse(NEW), address_of(checklist), paper_of(checklist)):
            assert official_client.get(address).status_code == 200


def test_a_reader_sees_the_paper_and_does_not_write(client, checklist):
    client.force_login(MembershipFactory(authority=checklist.authority, role="reader").user)
    assert paper_of(checklist) in client.get(reverse(LIST)).text
    assert client.get(paper_of(checklist)).status_code == 200
    assert client.get(address_of(checklist)).status_code == 404
    assert client.post(address_of(checklist), {"title": "Anders"}).status_code == 404
    assert client.get(reverse(NEW)).status_code == 403


@pytest.mark.parametrize("who", ["other", "staff", "liaison"])
def test_others_find_nothing_at_any_address(client, checklist, staff, who):
    user = {
        "other": lambda: MembershipFactory(role="coordinator").user,
        "staff": lambda: staff,
        "liaison": lambda: UserFactory(is_liaison=True),
    }[who]()
    client.force_login(user)
    expected = 403 if who == "liaison" else 404
    for address in (address_of(checklist), paper_of(checklist)):
        assert client.get(address).status_code == expected
    assert client.post(address_of(checklist), {"title": "Anders"}).status_code == expected
    assert "Reis naar Wuhan" not in client.get(reverse(LIST)).text
    checklist.refresh_from_db()
    assert checklist.title == "Reis naar Wuhan"


def test_staff_reads_what_is_shared_in_the_workspace_and_at_the_desk(staff_client, checklist):
    desk = reverse("admin:partnerships_checklist_changelist")
    assert "Reis naar Wuhan" not in staff_client.get(desk).text
    Checklist.objects.update(is_shared=True)
    assert "Reis naar Wuhan" in staff_client.get(desk).text
    assert staff_client.get(paper_of(checklist)).status_code == 200
    assert staff_client.get(address_of(checklist)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_more_rows(
    official_client, membership, count, django_assert_num_queries
):
    for _ in range(count):
        ChecklistAnswerFactory(checklist__authority=membership.authority)
    ChecklistFactory(authority=LocalAuthorityFactory())
    with django_assert_num_queries(4):
        text = official_client.get(reverse(LIST)).text
    assert text.count('class="row__main"') == count
