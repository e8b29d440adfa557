"""The right to see: a person gets all that is held of them, and nothing of others."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.urls import reverse

from partnerships.models import User
from tests import subjects
from tests.factories import partnerships as make
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.subscriptions import SubscriptionFactory
from tests.partnerships.test_erasure import in_every_role

pytestmark = pytest.mark.django_db
EMAIL, FORMER = "wieke@merk.example", "vroeger@merk.example"
OTHER = "ander@elders.example"


@pytest.fixture
def person():
    user = make.UserFactory(email=FORMER, name="Wieke de Eerste")
    User.objects.filter(pk=user.pk).update(email=EMAIL, name="Wieke Tweede", password="geheim!")
    return User.objects.get(pk=user.pk)


def copied(capsys, email=EMAIL):
    call_command("export_person", email)
    return json.loads(capsys.readouterr().out)


def tables_in(copy):
    return {one["table"]: one for one in copy["tables"]}


def test_a_copy_holds_the_account_with_former_values_and_no_secret(person, capsys):
    copy = copied(capsys)
    assert copy["e-mail addresses"] == [FORMER, EMAIL]
    assert copy["names"] == ["Wieke Tweede", "Wieke de Eerste"]
    account = tables_in(copy)["partnerships.User"]
    assert [(one["email"], one["password"]) for one in account["rows"]] == [(EMAIL, "***")]
    assert [(one["what"], one["email"]) for one in account["history"]] == [
        ("insert", FORMER),
        ("update", EMAIL),
    ]
    assert "geheim!" not in json.dumps(copy)


def test_a_copy_says_of_each_table_why_it_is_held(person, capsys):
    for table in copied(capsys)["tables"]:
        assert table["purpose"]
        assert table["basis"]
        assert table["retention"]


def test_a_copy_holds_everything_that_a_person_did(person, capsys):
    made = {one.split(".")[0] for one in in_every_role(person)}
    told = tables_in(copied(capsys))
    labels = {model.__name__: model._meta.label for model in subjects.models()}
    assert {labels[name] for name in made} <= set(told)
    moves = told["partnerships.PracticeMove"]["did"]
    assert [one["moved_by"] for one in moves] == ["deze persoon"]


def test_a_copy_holds_followed_searches_and_factors(person, capsys):
    SubscriptionFactory(email=EMAIL.upper(), query="theme=water")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "zeer geheim"})
    told = tables_in(copied(capsys))
    assert told["partnerships.Subscription"]["rows"][0]["query"] == "theme=water"
    assert told["mfa.Authenticator"]["rows"][0]["data"] == "***"


def test_a_copy_tells_nothing_of_others(person, capsys):
    other = make.UserFactory(email=OTHER, name="Iemand Anders")
    InvitationFactory(email=EMAIL, invited_by=other)
    InvitationFactory(email=OTHER, name="Nog Iemand", invited_by=person)
    SubscriptionFactory(email=OTHER)
    copy = copied(capsys)
    invited = tables_in(copy)["partnerships.Invitation"]
    assert [(one["email"], one["invited_by"]) for one in invited["rows"]] == [
        (EMAIL, "iemand anders")
    ]
    assert [one["invited_by"] for one in invited["did"]] == ["deze persoon"]
    text = json.dumps(copy)
    assert [one for one in (OTHER, "Iemand Anders", "Nog Iemand") if one in text] == []


def test_a_copy_of_somebody_unknown_is_refused():
    with pytest.raises(CommandError, match="kent niemand"):
        call_command("export_person", EMAIL)


def test_a_person_downloads_the_own_data_and_nobody_elses(client):
    membership = MembershipFactory(user__email=EMAIL)
    MembershipFactory(user__email=OTHER, authority=membership.authority)
    client.force_login(membership.user)
    assert reverse("my-data") in client.get(reverse("account")).text
    answer = client.get(reverse("my-data"))
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert "no-store" in answer["Cache-Control"]
    assert json.loads(answer.content)["e-mail addresses"] == [EMAIL]
    assert OTHER not in answer.content.decode()


def test_a_stranger_downloads_nothing(client):
    assert client.get(reverse("my-data")).status_code == 302


def test_an_administrator_downloads_a_copy_at_the_desk(staff_client, person):
    desk = reverse("admin:partnerships_user_change", args=[person.pk])
    address = reverse("admin:partnerships_user_copy", args=[person.pk])
    assert address in staff_client.get(desk).text
    assert json.loads(staff_client.get(address).content)["e-mail addresses"] == [FORMER, EMAIL]


def test_an_administrator_erases_at_the_desk_after_a_question(staff_client, person):
    address = reverse("admin:partnerships_user_erase", args=[person.pk])
    assert (
        address
        in staff_client.get(reverse("admin:partnerships_user_change", args=[person.pk])).text
    )
    asked = staff_client.get(address)
    assert "partnerships_userevent" in asked.text
    assert User.objects.filter(email=EMAIL).exists()
    assert staff_client.post(address).status_code == 302
    assert not User.objects.filter(email=EMAIL).exists()


def test_the_own_account_is_not_erased_at_the_desk(staff_client, staff):
    address = reverse("admin:partnerships_user_erase", args=[staff.pk])
    answer = staff_client.post(address)
    assert (answer.status_code, "andere beheerder" in answer.text) == (400, True)
    staff.refresh_from_db()
    assert staff.is_active


@pytest.mark.parametrize("name", ["copy", "erase"])
def test_staff_without_the_right_neither_copies_nor_erases(client, person, name):
    client.force_login(make.UserFactory(is_staff=True))
    address = reverse(f"admin:partnerships_user_{name}", args=[person.pk])
    assert client.get(address).status_code == 403
    assert User.objects.filter(email=EMAIL).exists()
