"""The list of who comes to a meeting: what stands in it, and who gets it."""

import csv
import io

import pytest
from django.urls import reverse

from tests.factories.accounts import MembershipFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.partnerships import UserFactory

pytestmark = pytest.mark.django_db
RULE = "Chatham House-regel: alleen voor de ontvangst. Vertel nooit wie er komt."


def address(event):
    return reverse("admin:programmes_event_participants", args=[event.pk])


def lines(answer):
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def official():
    return MembershipFactory(
        authority__name="Rotterdam", user__name="Piet Bos", user__email="piet@example.org"
    ).user


def come(event, official):
    RegistrationFactory(
        event=event, number=2, name="=Anna", email="anna@example.org", state="waiting"
    )
    RegistrationFactory(event=event, number=1, user=official, name="", email="", attendance="came")
    RegistrationFactory(event=event, number=3, name="", email="", state="cancelled")


def test_list_tells_in_order_who_comes_from_where(staff_client, official):
    event = EventFactory(slug="rondetafel")
    come(event, official)
    RegistrationFactory(name="Van elders")
    answer = staff_client.get(address(event))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="rondetafel-participants.csv"'
    assert "no-store" in answer["Cache-Control"]
    names = ("number", "state", "name", "organisation", "email", "attendance")
    rows = lines(answer)
    assert tuple(rows[0]) == names
    assert [tuple(one.values()) for one in rows] == [
        ("1", "heeft een plaats", "Piet Bos", "Rotterdam", "piet@example.org", "was er"),
        ("2", "op de wachtlijst", "'=Anna", "", "anna@example.org", ""),
        ("3", "afgezegd", "", "", "", ""),
    ]


def test_list_under_the_chatham_house_rule_says_so_in_name_and_lines(staff_client, official):
    event = EventFactory(slug="onder-ons", audience="chatham")
    come(event, official)
    answer = staff_client.get(address(event))
    assert 'filename="confidential-onder-ons-participants.csv"' in answer["Content-Disposition"]
    rows = lines(answer)
    assert [one["confidential"] for one in rows] == [RULE] * 3
    assert rows[0]["name"] == "Piet Bos"


@pytest.mark.parametrize(
    ("audience", "label"),
    [
        ("public", "Deelnemers als CSV"),
        ("chatham", "Deelnemers als CSV, alleen voor de ontvangst"),
    ],
)
def test_desk_leads_to_the_list(staff_client, audience, label):
    event = EventFactory(audience=audience)
    page = staff_client.get(reverse("admin:programmes_event_change", args=[event.pk])).text
    assert f'<a href="{address(event)}">{label}</a>' in page
    assert staff_client.get(reverse("admin:programmes_event_add")).status_code == 200


def test_nobody_else_gets_the_list(client, official_client, official):
    event = EventFactory()
    RegistrationFactory(event=event)
    assert official_client.get(address(event)).status_code == 302
    client.force_login(UserFactory(is_liaison=True))
    assert client.get(address(event)).status_code == 302
    client.logout()
    assert client.get(address(event)).status_code == 302


def test_list_of_no_meeting_is_not_found(staff_client):
    missing = reverse("admin:programmes_event_participants", args=[0])
    assert staff_client.get(missing).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_more_people(staff_client, count, django_assert_num_queries):
    event = EventFactory()
    for _number in range(count):
        member = MembershipFactory()
        RegistrationFactory(event=event, user=member.user, name="", email="")
    with django_assert_num_queries(5):
        assert len(lines(staff_client.get(address(event)))) == count
