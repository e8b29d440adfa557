"""How people come into the portal, act for an authority, and leave."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partnerships.actions import accounts
from partnerships.models import Invitation, Membership, User
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.partnerships import AgreementFactory, LocalAuthorityFactory, UserFactory

pytestmark = pytest.mark.django_db
SITE, PASSWORD = "https://portal.example", "vier-losse-woorden-samen"


@pytest.fixture
def coordinator():
    return MembershipFactory(role="coordinator", authority__name="Rotterdam")


@pytest.fixture
def at_the_wheel(client, coordinator):
    client.force_login(coordinator.user)
    return client


def address_of(invitation):
    return reverse("invitation", args=[accounts.key_of(invitation)])


@pytest.mark.django_db(transaction=True)
def test_an_invitation_is_mailed_and_begins_an_account(client, coordinator, letters):
    accounts.invite(
        email="Nieuw@Example.ORG",
        role="editor",
        authority=coordinator.authority,
        by=coordinator.user,
        site="http://testserver",
    )
    [(receivers, letter)] = letters
    assert receivers == ["Nieuw@example.org"]
    address = re.search(r"http\S+", letter.get_body(("plain",)).get_content())[0]

    assert client.get(address).status_code == 200
    answer = client.post(address, {"name": "Nieuwe collega", "password": PASSWORD})

    assert answer.url == reverse("mfa_index")
    user = User.objects.get(email="Nieuw@example.org")
    assert (user.name, user.check_password(PASSWORD)) == ("Nieuwe collega", True)
    assert user.writes_for == {coordinator.authority_id}
    assert client.get(reverse("workspace")).status_code == 200


def test_a_link_works_once(client):
    address = address_of(InvitationFactory())
    assert client.post(address, {"name": "A", "password": PASSWORD}).status_code == 302
    client.logout()
    answer = client.get(address)
    assert answer.status_code == 410
    assert "werkt niet meer" in answer.text


@pytest.mark.parametrize(
    "change",
    [
        lambda one: Invitation.objects.filter(pk=one.pk).update(
            invited_at=one.invited_at - dt.timedelta(days=15)
        ),
        lambda one: accounts.withdraw(invitation=one, by=UserFactory()),
        lambda one: accounts.invite_again(invitation=one, by=UserFactory(), site=SITE),
    ],
    ids=["too old", "withdrawn", "sent again"],
)
def test_a_link_that_no_longer_works_says_so(client, change):
    invitation = InvitationFactory()
    address = address_of(invitation)
    change(invitation)
    assert client.get(address).status_code == 410
    assert client.post(address, {"name": "A", "password": PASSWORD}).status_code == 410
    assert not User.objects.filter(email=invitation.email).exists()


@pytest.mark.parametrize("key", ["x", "WzFd:1:abc", "..", "a" * 900, "é"])
def test_a_forged_link_is_refused(client, key):
    assert client.get(reverse("invitation", args=[key])).status_code == 410


@pytest.mark.parametrize(
    ("password", "complaint"),
    [
        ("kort", "te kort"),
        ("gemeente2026!", "eenvoudig te raden"),
        ("vier-losse-woorden", ""),
        ("invited@example", "lijkt te veel"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, password, complaint):
    address = address_of(InvitationFactory(email="invited@example.org"))
    answer = client.post(address, {"name": "A", "password": password})
    assert (answer.status_code, complaint in answer.text) == (400 if complaint else 302, True)


def test_who_has_an_account_signs_in_and_accepts(client):
    user, invitation = UserFactory(), None
    invitation = InvitationFactory(email=user.email.upper(), role="coordinator")
    address = address_of(invitation)
    assert client.get(address).url.startswith(reverse("account_login"))

    client.force_login(user)
    assert "uitgenodigd" in client.get(address).text
    assert client.post(address).url == reverse("workspace")
    assert User.objects.get(pk=user.pk).coordinates == {invitation.authority_id}


def test_somebody_else_who_is_signed_in_cannot_accept(client):
    known = UserFactory()
    address = address_of(InvitationFactory(email=known.email))
    client.force_login(UserFactory())
    assert client.post(address).url.startswith(reverse("account_login"))
    assert not known.memberships.exists()


@pytest.mark.parametrize(("role", "field"), [("staff", "is_staff"), ("liaison", "is_liaison")])
def test_colleagues_and_liaisons_get_no_authority(role, field):
    invitation = InvitationFactory(role=role, authority=None)
    user = accounts.accept(invitation=invitation, name="A", password=PASSWORD)
    assert {name: getattr(user, name) for name in ("is_staff", "is_liaison")} == {
        "is_staff": field == "is_staff",
        "is_liaison": field == "is_liaison",
    }
    assert not user.memberships.exists()


def test_nobody_is_invited_twice_or_to_what_they_have(coordinator):
    given = {"role": "editor", "by": coordinator.user, "site": SITE}
    accounts.invite(email="a@example.org", authority=coordinator.authority, **given)
    with pytest.raises(ValidationError, match="al uitgenodigd"):
        accounts.invite(email="A@example.org", authority=coordinator.authority, **given)
    with pytest.raises(ValidationError, match="al op voor"):
        accounts.invite(email=coordinator.user.email, authority=coordinator.authority, **given)
    accounts.invite(email="a@example.org", authority=LocalAuthorityFactory(), **given)
    assert Invitation.objects.count() == 2


def test_a_lapsed_invitation_makes_way_for_a_new_one(coordinator):
    old = InvitationFactory(
        authority=coordinator.authority, invited_at=timezone.now() - dt.timedelta(days=20)
    )
    accounts.invite(
        email=old.email,
        role="reader",
        authority=coordinator.authority,
        by=coordinator.user,
        site=SITE,
    )
    old.refresh_from_db()
    assert old.withdrawn_by == coordinator.user


@pytest.mark.django_db(transaction=True)
def test_a_coordinator_invites_from_the_workspace(at_the_wheel, coordinator, letters):
    address = reverse("colleague-invite", args=[coordinator.authority.slug])
    assert at_the_wheel.post(address, {"email": "x", "role": "editor"}).status_code == 400
    answer = at_the_wheel.post(address, {"email": "x@example.org", "role": "reader"}, follow=True)
    assert "x@example.org" in answer.text
    assert [one[0] for one in letters] == [["x@example.org"]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_colleagues_costs_the_same_for_more_rows(
    at_the_wheel, coordinator, count, django_assert_num_queries
):
    for _ in range(count):
        MembershipFactory(authority=coordinator.authority)
        InvitationFactory(authority=coordinator.authority)
    with django_assert_num_queries(6):
        text = at_the_wheel.get(reverse("colleagues")).text
    assert text.count("<tr>") == count + 2


def test_a_colleague_of_another_authority_is_out_of_reach(at_the_wheel):
    other, invited = MembershipFactory(), InvitationFactory()
    tried = [
        ("colleague", other.pk),
        ("colleague-end", other.pk),
        ("colleague-invite", other.authority.slug),
        ("invitation-again", invited.pk),
        ("invitation-withdraw", invited.pk),
    ]
    answers = {name: at_the_wheel.post(reverse(name, args=[key])) for name, key in tried}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        answers, 404
    )


@pytest.mark.parametrize("role", ["editor", "reader"])
def test_only_a_coordinator_changes_colleagues(client, role):
    membership = MembershipFactory(role=role)
    colleague = MembershipFactory(authority=membership.authority)
    client.force_login(membership.user)
    assert colleague.user.email in client.get(reverse("colleagues")).text
    answer = client.post(reverse("colleague-end", args=[colleague.pk]))
    assert answer.status_code == 404
    assert Membership.objects.current().count() == 2


def test_a_coordinator_does_not_change_the_own_role(at_the_wheel, coordinator):
    answer = at_the_wheel.post(reverse("colleague", args=[coordinator.pk]), {"role": "reader"})
    assert answer.status_code == 403


def test_a_leaver_is_signed_out_at_once_and_leaves_a_trail(client, coordinator):
    leaver = MembershipFactory(authority=coordinator.authority)
    leaver.user.set_password(PASSWORD)
    leaver.user.save()
    sign_in = {"login": leaver.user.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), sign_in).url == reverse("workspace")
    assert client.get(reverse("workspace")).status_code == 200

    accounts.end_membership(membership=leaver, by=coordinator.user)

    assert client.get(reverse("workspace")).status_code == 302
    assert client.post(reverse("account_login"), sign_in).url == reverse("account_inactive")
    leaver.refresh_from_db()
    assert (leaver.ended_by, leaver.user.is_active) == (coordinator.user, False)
    events = Membership.pgh_event_models["update"].objects.filter(pgh_obj_id=leaver.pk)
    assert events.last().ended_by == coordinator.user


def test_who_acts_for_another_authority_too_stays(coordinator):
    leaver = MembershipFactory(authority=coordinator.authority)
    MembershipFactory(user=leaver.user)
    accounts.end_membership(membership=leaver, by=coordinator.user)
    leaver.user.refresh_from_db()
    assert leaver.user.is_active


def test_nobody_signs_up(client):
    answer = client.post(reverse("account_signup"), {"email": "x@example.org", "password1": "y"})
    assert not User.objects.filter(email="x@example.org").exists()
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["workspace", "my-practices", "colleagues", "my-practice-new"])
def test_the_workspace_is_for_officials_and_staff(client, staff, name):
    address = reverse(name)
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"
    client.force_login(UserFactory(is_liaison=True))
    # What is shared with national government stands in the workspace.
    assert client.get(address).status_code == (200 if name == "workspace" else 403)
    client.force_login(staff)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.ignore_template_errors  # allauth's own page asks for what may not be there
def test_staff_does_nothing_without_a_second_step(client, staff, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(staff)
    for name in ("workspace", "admin:index"):
        assert client.get(reverse(name)).url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("home")).status_code == 200


def test_officials_are_offered_a_second_step_and_may_go_on_without(official_client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    assert official_client.get(reverse("workspace")).status_code == 200
    assert reverse("mfa_index") in official_client.get(reverse("account")).text


def test_a_colleague_without_administration_gives_no_rights(client):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("admin:partnerships_agreement_changelist")).status_code == 200
    for noun in ("user", "membership", "invitation"):
        assert client.get(reverse(f"admin:partnerships_{noun}_changelist")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_what_needs_me_costs_the_same_for_more_ties(client, count, django_assert_num_queries):
    member = MembershipFactory()
    for _ in range(count):
        AgreementFactory(authorities=[member.authority])
    client.force_login(member.user)
    with django_assert_num_queries(20):
        text = client.get(reverse("workspace")).text
    assert text.count("row__title") == count
