"""An official tells a practice: saved as one goes, complete before it is handed in."""

import pytest
from django.urls import reverse

from partnerships.actions import practices as actions
from partnerships.models import Practice
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    PracticeFactory,
    ThemeFactory,
    UserFactory,
)

from .pictures import picture

pytestmark = pytest.mark.django_db
NEW = "my-practice-new"


@pytest.fixture
def told(membership):
    """What an official types who leaves nothing out."""
    division = ChineseDivisionFactory(name_nl="Sjanghai", name_zh="上海市")
    return {
        "kind": "good_practice",
        "authority": membership.authority_id,
        "title_nl": "Samen water bergen",
        "summary_nl": "Twee steden leren van elkaars wadi’s.",
        "themes": [ThemeFactory().pk],
        "divisions": f"sjanghai， {division.name_zh}",
        "challenge_nl": "Te veel regen.",
        "approach_nl": "Wadi’s gegraven.",
        "differently_nl": "Eerder beginnen.",
        **evidence(("Kelders onder water", "40", "3")),
    }


def evidence(*rows):
    filled = {"evidence-TOTAL_FORMS": max(2, len(rows)), "evidence-INITIAL_FORMS": 0}
    for place, row in enumerate(rows):
        for name, value in zip(("indicator_nl", "before", "after"), row, strict=True):
            filled[f"evidence-{place}-{name}"] = value
    return filled


def saved_by_script(client, address, values):
    return client.post(address, values, headers={"X-Saved-By": "script"}).json()


def test_a_whole_practice_is_saved_and_handed_in(official_client, membership, told):
    answer = official_client.post(reverse(NEW), told | {"submit": "1"})
    practice = Practice.objects.get()
    assert answer.url == reverse("my-practices")
    assert (practice.publication, practice.created_by) == ("submitted", membership.user)
    assert [str(one) for one in practice.divisions.all()] == ["Sjanghai"]
    assert [(row.indicator_nl, row.before, row.after) for row in practice.evidence.all()] == [
        ("Kelders onder water", "40", "3")
    ]
    assert practice.missing == {}


def test_a_draft_needs_hardly_anything(official_client, membership):
    values = {"kind": "lesson", "authority": membership.authority_id, **evidence()}
    answer = official_client.post(reverse(NEW), values, follow=True)
    practice = Practice.objects.get()
    assert (practice.publication, practice.title_nl) == ("draft", "")
    assert "Bewaard" in answer.text


def test_what_is_saved_while_typing_makes_one_draft_with_one_row(official_client, told):
    first = saved_by_script(official_client, reverse(NEW), told)
    second = saved_by_script(official_client, first["address"], told | {"title_nl": "Anders"})
    practice = Practice.objects.get()
    assert first["address"] == second["address"] == reverse("my-practice", args=[practice.pk])
    assert second["errors"] == {}
    assert (practice.title_nl, practice.evidence.count()) == ("Anders", 1)


def test_a_row_of_evidence_can_be_changed_and_emptied(official_client, told):
    address = saved_by_script(official_client, reverse(NEW), told)["address"]
    row = Practice.objects.get().evidence.get()
    saved_by_script(official_client, address, told | evidence(("Kelders", "40", "2")))
    row.refresh_from_db()
    assert (row.indicator_nl, row.after) == ("Kelders", "2")
    saved_by_script(official_client, address, told | evidence(("", "", "")))
    assert not Practice.objects.get().evidence.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"started_on": "gisteren"}, "id_started_on"),
        ({"divisions": "Atlantis"}, "id_divisions"),
        ({"title_nl": "x" * 161}, "id_title_nl"),
        ({"challenge_nl": "x" * 601}, "id_challenge_nl"),
        ({"evidence-0-after": ""}, "id_evidence-0-after"),
    ],
)
def test_one_wrong_answer_keeps_back_nothing_else(official_client, told, wrong, field):
    answer = saved_by_script(official_client, reverse(NEW), told | wrong)
    practice = Practice.objects.get()
    assert list(answer["errors"]) == [field]
    assert practice.approach_nl == "Wadi’s gegraven."
    page = official_client.post(answer["address"], told | wrong)
    assert page.status_code == 400
    assert all(str(value) in page.text for value in wrong.values())


def test_an_end_before_the_start_is_told_and_not_written(official_client, told):
    wrong = told | {"started_on": "2020", "ended_on": "2019"}
    page = official_client.post(reverse(NEW), wrong)
    assert page.status_code == 400
    assert "kan niet eindigen voordat" in page.text
    assert Practice.objects.get().started_on == ""


def test_the_script_says_what_no_single_answer_has_wrong(official_client, told):
    wrong = told | {"started_on": "2020", "ended_on": "2019"}
    answer = saved_by_script(official_client, reverse(NEW), wrong)
    assert answer["errors"] == {}
    assert "kan niet eindigen voordat" in answer["text"]


def test_four_themes_are_one_too_many(official_client, told):
    themes = [ThemeFactory().pk for _ in range(4)]
    answer = saved_by_script(official_client, reverse(NEW), told | {"themes": themes})
    assert list(answer["errors"]) == ["id_themes"]


def test_handing_in_names_what_is_missing_and_keeps_the_draft(official_client, told):
    answer = official_client.post(
        reverse(NEW),
        told | {"differently_nl": "", "submit": "1"} | evidence(("", "", "")),
        follow=True,
    )
    practice = Practice.objects.get()
    assert practice.publication == "draft"
    assert "Wat u anders zou doen ontbreekt." in answer.text
    assert 'href="#id_differently_nl"' in answer.text
    assert 'href="#evidence"' in answer.text


def test_nothing_is_written_without_a_kind_and_what_was_typed_stays(official_client, told):
    answer = official_client.post(reverse(NEW), told | {"kind": ""})
    assert answer.status_code == 400
    assert "Samen water bergen" in answer.text
    assert not Practice.objects.exists()


def test_a_picture_needs_words_and_is_seen_by_its_keepers_alone(client, membership, told):
    client.force_login(membership.user)
    client.post(reverse(NEW), told | {"image": picture()})
    practice = Practice.objects.get()
    assert not practice.image
    address = reverse("my-practice", args=[practice.pk])
    client.post(address, told | {"image": picture(), "image_alt_nl": "Een wadi."})
    seen = reverse("my-practice-picture", args=[practice.pk])
    assert client.get(seen).getvalue().startswith(b"\xff\xd8")
    client.force_login(MembershipFactory().user)
    assert client.get(seen).status_code == 404


def test_the_picture_stays_when_the_form_is_saved_without_one(official_client, told):
    values = told | {"image": picture(), "image_alt_nl": "Een wadi."}
    official_client.post(reverse(NEW), values)
    practice = Practice.objects.get()
    saved_by_script(official_client, reverse("my-practice", args=[practice.pk]), told)
    assert Practice.objects.get().image == practice.image


def test_the_preview_shows_the_page_and_hands_it_in(official_client, told):
    answer = official_client.post(reverse(NEW), told | {"preview": "1"}, follow=True)
    practice = Practice.objects.get()
    assert "Eerder beginnen." in answer.text
    official_client.post(reverse("my-practice-submit", args=[practice.pk]))
    practice.refresh_from_db()
    assert practice.publication == "submitted"


def test_questions_of_staff_stand_above_the_form(official_client, membership, staff, told):
    official_client.post(reverse(NEW), told | {"submit": "1"})
    practice = Practice.objects.get()
    actions.return_(practice=practice, by=staff, questions="Hoeveel kostte het?")
    assert "Beantwoord de vragen" in official_client.get(reverse("workspace")).text
    assert (
        "Hoeveel kostte het?"
        in official_client.get(reverse("my-practice", args=[practice.pk])).text
    )


def test_only_own_authorities_and_ties_can_be_named(official_client, told):
    other = MembershipFactory().authority
    answer = official_client.post(reverse(NEW), told | {"authority": other.pk})
    assert (answer.status_code, Practice.objects.count()) == (400, 0)
    told_tie = told | {"agreement": AgreementFactory().pk}
    answer = saved_by_script(official_client, reverse(NEW), told_tie)
    assert list(answer["errors"]) == ["id_agreement"]


@pytest.mark.parametrize("state", ["submitted", "published", "archived"])
def test_what_is_handed_in_is_not_written_any_more(official_client, membership, state):
    practice = PracticeFactory(authority=membership.authority, publication=state)
    address = reverse("my-practice", args=[practice.pk])
    assert official_client.get(address).status_code == 404
    assert official_client.post(address, {}).status_code == 404
    assert (
        official_client.get(reverse("my-practice-preview", args=[practice.pk])).status_code == 200
    )


def test_others_neither_see_nor_write_a_draft(client):
    draft = PracticeFactory(publication="draft")
    for user in (MembershipFactory().user, UserFactory()):
        client.force_login(user)
        for name in ("my-practice", "my-practice-preview", "my-practice-picture"):
            assert client.get(reverse(name, args=[draft.pk])).status_code in (403, 404)
        assert client.post(reverse("my-practice-submit", args=[draft.pk])).status_code in (403, 404)
    draft.refresh_from_db()
    assert draft.publication == "draft"


def test_a_reader_sees_and_does_not_write(client):
    membership = MembershipFactory(role="reader")
    PracticeFactory(publication="draft", authority=membership.authority)
    client.force_login(membership.user)
    assert "Vertel een praktijkvoorbeeld" not in client.get(reverse("my-practices")).text
    assert client.get(reverse(NEW)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_more_rows(
    official_client, membership, count, django_assert_num_queries
):
    for _ in range(count):
        PracticeFactory(authority=membership.authority, publication="draft")
    with django_assert_num_queries(4):
        text = official_client.get(reverse("my-practices")).text
    assert text.count('class="row__main"') == count
