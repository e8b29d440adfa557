"""The right to be forgotten: nothing of a person is left in any table, and the trail stays."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import models
from django.urls import reverse

from partnerships.actions.erasure import erase
from partnerships.base.personal import stored_models
from partnerships.models import Agreement, Membership, Practice, PracticeMove, Theme, User
from tests import subjects
from tests.factories import partnerships as make
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.contacts import ContactFactory
from tests.factories.subscriptions import SubscriptionFactory
from tests.partnerships.whole_database import found
from tests.test_consistency import FACTORIES

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
EMAIL, FORMER, NAME = "wieke.kwakzalver@merk.example", "wk@oudmerk.example", "Wieke Kwakzalver"
MARKERS = ("kwakzalver", "wieke", "merk.example", "wieke.kwakzalver%40merk")


@pytest.fixture
def person():
    """Somebody with an account, a former address, and a hand in everything."""
    user = make.UserFactory(email=FORMER, name="Wieke Kwakzalver-Oud")
    User.objects.filter(pk=user.pk).update(email=EMAIL, name=NAME)
    return User.objects.get(pk=user.pk)


def people_in(model):
    """Return the columns of a model that name a person who did something or is meant."""
    return [
        column.name
        for column in model._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and column.related_model is User
    ]


def with_its_moment(model, who):
    """Return the columns that have to be filled together with one that names a person."""
    prefix = f"{model._meta.app_label}_{model._meta.model_name}_{who}_and_"
    names = [one.name for one in model._meta.constraints if one.name.startswith(prefix)]
    whens = [model._meta.get_field(name.removeprefix(prefix)) for name in names]
    return {one.name: AT if isinstance(one, models.DateTimeField) else AT.date() for one in whens}


# What else holds of a record in which somebody has done this.
STATES = {
    "Proposal.decided_by": {"state": "accepted"},
    "SurveyResponse.submitted_by": {"state": "submitted"},
    "Registration.user": {"name": "", "email": ""},
}


def in_every_role(person):
    """Make a record for every place where a person can be named, with this one there."""
    made = set()
    for factory in FACTORIES:
        model = factory._meta.model
        for name in people_in(model):
            place = f"{model.__name__}.{name}"
            moments = with_its_moment(model, name)
            factory(**{name: person}, **moments, **STATES.get(place, {}))
            made.add(place)
    return made


def test_a_person_is_planted_in_every_column_that_can_name_one(person):
    ours = {
        f"{model.__name__}.{name}"
        for model in stored_models()
        if model._meta.app_label in subjects.APPS and not model._meta.auto_created
        for name in people_in(model)
    }
    assert in_every_role(person) == ours


def everywhere(person, client):
    """Plant the name and the addresses in every kind of place that the portal has."""
    in_every_role(person)
    ContactFactory(name=NAME, email=EMAIL, phone="070-MERK.EXAMPLE")
    InvitationFactory(email=EMAIL, name=f"Mevr. {NAME}")
    SubscriptionFactory(email=EMAIL, query=f"q={NAME}")
    EmailAddress.objects.create(user=person, email=EMAIL, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    client.force_login(person)
    client.get(reverse("workspace"))
    UserSession.objects.get_or_create(
        user=person, ip="10.0.0.1", user_agent=NAME, session_key=client.session.session_key
    )
    LogEntry.objects.create(
        user=person,
        content_type=ContentType.objects.get_for_model(User),
        object_id=person.pk,
        object_repr=NAME,
        action_flag=CHANGE,
        change_message=f'[{{"changed": {{"object": "{EMAIL}"}}}}]',
    )
    practice = make.PracticeFactory(
        title_nl=f"Gesprek met {NAME}",
        slug="gesprek-met-wieke-kwakzalver",
        keywords=[NAME.upper(), "haven"],
        approach_nl=f"Mail naar {EMAIL} of <{EMAIL.upper()}>.",
    )
    make.EvidenceFactory(practice=practice, source=f"{NAME}, 2024")
    make.PracticeMoveFactory(practice=practice, message=f"Vraag het wieke  kwakzalver ({FORMER}).")
    make.AgreementFactory(title_nl=f"Akte van {NAME}")
    address = f"{reverse('my-practices')}?q=wieke.kwakzalver%40merk.example"
    client.post(reverse("my-practice-new"), {"title_nl": NAME, "address": address})
    cache.set("merk", {"sent": EMAIL, "name": NAME})


def test_after_erasure_no_column_of_any_table_holds_a_trace(person, client):
    everywhere(person, client)
    assert len(found(*MARKERS)) > 20
    erase(email=EMAIL)
    assert found(*MARKERS) == []
    assert found("070-") == []


def test_the_trail_stays_without_the_name(person, client):
    everywhere(person, client)
    moves = PracticeMove.objects.filter(moved_by=person).count()
    members = Membership.objects.filter(user=person).count()
    erase(email=EMAIL)
    user = User.objects.get(pk=person.pk)
    assert (user.name, user.is_active, user.has_usable_password()) == ("", False, False)
    assert str(user) == "verwijderde persoon"
    assert PracticeMove.objects.filter(moved_by=person).count() == moves > 0
    assert Membership.objects.filter(user=person).count() == members > 0
    assert not Membership.objects.current().filter(user_id=person.pk).exists()
    assert not UserSession.objects.filter(user=person).exists()


def test_what_is_left_of_a_text_says_that_something_was_removed(person, client):
    everywhere(person, client)
    erase(email=EMAIL)
    practice = Practice.objects.get(slug="gesprek-met-verwijderd")
    assert practice.title_nl == "Gesprek met [verwijderd]"
    assert practice.keywords == ["[verwijderd]", "haven"]
    assert Practice.objects.matching("gesprek").get() == practice
    assert not Agreement.objects.matching("kwakzalver").exists()


def test_the_logs_cannot_be_rewritten_afterwards(person):
    erase(email=EMAIL)
    with pytest.raises(Exception, match="Cannot update or delete rows"):
        person.events.update(name="x")


def test_a_rehearsal_counts_the_same_and_writes_nothing(person, client):
    everywhere(person, client)
    before = found(*MARKERS)
    rehearsed = erase(email=EMAIL, is_rehearsal=True)
    assert found(*MARKERS) == before
    assert erase(email=EMAIL) == rehearsed


def test_others_keep_their_data(person):
    other = MembershipFactory(user__name="Wieke Kwaks", user__email="w.kwaks@merk.example")
    erase(email=EMAIL)
    assert User.objects.filter(name="Wieke Kwaks", email="w.kwaks@merk.example").exists()
    assert Membership.objects.current().get() == other


def test_a_namesake_keeps_the_name(person):
    other = MembershipFactory(user__name=NAME, user__email="ander@elders.example").user
    invitation = InvitationFactory(name=NAME, email="derde@elders.example")
    erase(email=EMAIL)
    other.refresh_from_db()
    invitation.refresh_from_db()
    assert (other.name, invitation.name, other.events.last().name) == (NAME, NAME, NAME)
    assert set(person.events.values_list("name", flat=True)) == {""}


def test_whoever_has_a_former_address_now_is_somebody_else(person):
    other = make.UserFactory(email=FORMER, name="Ander Mens")
    erase(email=EMAIL)
    other.refresh_from_db()
    assert (other.email, other.name, other.is_active) == (FORMER, "Ander Mens", True)
    assert not person.events.filter(email=FORMER).exists()


def test_a_mailbox_without_an_account_is_erased_too():
    SubscriptionFactory(email=EMAIL)
    InvitationFactory(email=EMAIL.upper(), name=NAME)
    erase(email=EMAIL)
    assert found(*MARKERS) == []


def test_a_name_of_one_word_goes_only_where_it_is_written_alike():
    make.LocalAuthorityFactory(name="Bos")
    make.UserFactory(email=EMAIL, name="Bos")
    practice = make.PracticeFactory(title_nl="Bos en bosbouw")
    erase(email=EMAIL)
    practice.refresh_from_db()
    # A municipality is called so as well; then the register keeps the word.
    assert practice.title_nl == "Bos en bosbouw"
    make.UserFactory(email=EMAIL, name="Vliet")
    theme = make.ThemeFactory(name_nl="Vliet")
    Practice.objects.filter(pk=practice.pk).update(title_nl="Vliet en vlieten van de vliet")
    Theme.objects.filter(pk=theme.pk).update(name_nl="Vliet en beek")
    erase(email=EMAIL)
    practice.refresh_from_db()
    theme.refresh_from_db()
    assert practice.title_nl == "[verwijderd] en vlieten van de vliet"
    assert theme.name_nl == "Vliet en beek"


@pytest.mark.parametrize(
    ("email", "reason"),
    [
        ("nobody@merk.example", "kent niemand"),
        ("boss@merk.example", "andere beheerder"),
    ],
)
def test_erasure_is_refused_with_the_reason(email, reason):
    boss = make.UserFactory(email="boss@merk.example", is_staff=True, is_superuser=True)
    with pytest.raises(ValidationError, match=reason):
        erase(email=email, by=boss)


def test_the_last_administrator_cannot_be_erased():
    make.UserFactory(email=EMAIL, is_staff=True, is_superuser=True)
    with pytest.raises(CommandError, match="laatste beheerder"):
        call_command("erase_person", EMAIL)


def test_the_command_says_what_it_removed(person, capsys):
    call_command("erase_person", EMAIL, "--dry-run")
    assert "would be removed" in capsys.readouterr().out
    assert User.objects.filter(email=EMAIL).exists()
    call_command("erase_person", EMAIL)
    assert "partnerships_userevent: " in capsys.readouterr().out
    assert not User.objects.filter(email=EMAIL).exists()
