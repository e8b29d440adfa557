"""The desk for practices: moves through the actions, refusals in words, names kept back."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from partnerships.models import Practice
from tests.factories.partnerships import (
    EvidenceFactory,
    LocalAuthorityFactory,
    OrganisationFactory,
    PracticeFactory,
    ThemeFactory,
)

from .test_admin import form_values

pytestmark = pytest.mark.django_db
CHANGELIST = "admin:partnerships_practice_changelist"


@pytest.fixture
def act(staff_client):
    """Choose practices and an action on the list, as confirmed; gives what staff is told."""

    def chosen(action, *practices, **given):
        keys = [practice.pk for practice in practices]
        values = {"action": action, "_selected_action": keys, "confirmed": "yes", **given}
        answer = staff_client.post(reverse(CHANGELIST), values)
        for practice in practices:
            practice.refresh_from_db()
        return [str(message) for message in get_messages(answer.wsgi_request)]

    return chosen


@pytest.mark.parametrize(
    ("action", "state", "outcome"),
    [
        ("submit", "draft", "submitted"),
        ("return_", "submitted", "returned"),
        ("publish", "submitted", "published"),
        ("archive", "published", "archived"),
    ],
)
def test_move_goes_through_the_action_and_is_written_down(act, staff, action, state, outcome):
    practice = PracticeFactory(ready=True, publication=state)
    told = act(action, practice, questions="Wanneer?")
    assert told == ["1 praktijk gewijzigd."]
    move = practice.moves.get()
    assert (practice.publication, move.to_state, move.moved_by) == (outcome, outcome, staff)
    assert move.message == ("Wanneer?" if action == "return_" else "")


def test_refused_move_is_told_with_the_practice_and_the_others_go_on(act):
    good = PracticeFactory(ready=True, publication="submitted")
    bad = PracticeFactory(title_nl="Half", publication="submitted", kind="lesson")
    told = act("publish", good, bad)
    assert [good.publication, bad.publication] == ["published", "submitted"]
    assert sorted(told) == [
        "1 praktijk gewijzigd.",
        "Half: De aanpak ontbreekt. De uitdaging ontbreekt. Wat u anders zou doen ontbreekt. "
        "Kies minstens één thema.",
    ]


@pytest.mark.parametrize("action", ["publish", "archive", "confirm_today"])
def test_move_that_the_public_sees_asks_first(act, action):
    practice = PracticeFactory(ready=True)
    before = practice.publication
    assert act(action, practice, confirmed="") == []
    assert (practice.publication, practice.confirmed_on) == (before, None)


def change(client, practice, **values):
    """Send the form of a practice with some values changed."""
    address = reverse("admin:partnerships_practice_change", args=[practice.pk])
    sent = form_values(client.get(address)) | values
    del sent["image"]  # No new file is sent.
    return client.post(address, sent)


def test_saving_the_form_unchanged_keeps_the_record_and_its_index(staff_client):
    practice = PracticeFactory(ready=True, started_on="2019")
    Practice.objects.reindex()
    before = Practice.objects.values().exclude(updated_at=None).get(pk=practice.pk)
    assert change(staff_client, practice).status_code == 302
    after = Practice.objects.values().get(pk=practice.pk)
    assert {**after, "updated_at": None} == {**before, "updated_at": None}


def test_practice_made_at_the_desk_has_its_author_and_is_a_draft(staff_client, staff):
    address = reverse("admin:partnerships_practice_add")
    values = form_values(staff_client.get(address)) | {
        "title_nl": "Nieuw",
        "summary_nl": "Zo.",
        "kind": "lesson",
        "authority": LocalAuthorityFactory().pk,
    }
    assert staff_client.post(address, values).status_code == 302
    practice = Practice.objects.get()
    assert (practice.created_by, practice.publication, practice.slug) == (staff, "draft", "nieuw")
    assert "kind:lesson" in practice.facets


def test_published_practice_cannot_come_to_tell_a_name_it_withholds(staff_client):
    utrecht = LocalAuthorityFactory(name="Utrecht")
    practice = PracticeFactory(authority=utrecht, is_anonymous=True)
    answer = change(staff_client, practice, title_nl="Utrecht begon")
    assert answer.context["adminform"].form.non_field_errors() == [
        "De praktijk mag niemand noemen, maar in de tekst of het adres staat “Utrecht”."
    ]
    practice.refresh_from_db()
    assert practice.title_nl != "Utrecht begon"


def test_published_practice_cannot_come_to_tell_a_name_in_its_evidence(staff_client):
    utrecht = LocalAuthorityFactory(name="Utrecht")
    practice = PracticeFactory(authority=utrecht, is_anonymous=True)
    row = EvidenceFactory(practice=practice)
    answer = change(staff_client, practice, **{"evidence-0-indicator_nl": "Bedrijven in Utrecht"})
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "De praktijk mag niemand noemen, maar in de tekst of het adres staat “Utrecht”."
    ]
    row.refresh_from_db()
    assert row.indicator_nl == "Aantal bedrijven"


def test_practice_that_becomes_anonymous_at_the_desk_is_not_found_by_its_party(staff_client):
    utrecht = LocalAuthorityFactory(name="Utrecht")
    practice = PracticeFactory(authority=utrecht)
    assert list(Practice.objects.matching("utrecht")) == [practice]
    assert change(staff_client, practice, is_anonymous="on").status_code == 302
    assert not Practice.objects.matching("utrecht").exists()
    assert list(Practice.objects.matching(practice.title_nl)) == [practice]


@pytest.mark.parametrize(
    ("noun", "factory", "field", "given"),
    [
        ("localauthority", LocalAuthorityFactory, "name", lambda one: {"authority": one}),
        ("organisation", OrganisationFactory, "name", lambda one: {"organisation": one}),
        ("theme", ThemeFactory, "name_nl", None),
    ],
)
def test_practice_is_found_by_the_new_name_of_what_was_renamed(
    staff_client, noun, factory, field, given
):
    record = factory()
    practice = PracticeFactory(**(given(record) if given else {}))
    if given is None:
        practice.themes.add(record)
    address = reverse(f"admin:partnerships_{noun}_change", args=[record.pk])
    values = form_values(staff_client.get(address)) | {field: "Nieuwenhove"}
    assert staff_client.post(address, values).status_code == 302
    assert list(Practice.objects.matching("nieuwenhove")) == [practice]
