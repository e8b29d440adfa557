"""Who changed what, when and where: of everything written, to whoever may know it."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pghistory.models
import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.urls import reverse
from django.utils.text import capfirst

from partnerships.base.commands import LoggedCommand
from partnerships.management import commands
from partnerships.models import Agreement, LocalAuthority, Practice
from partnerships.models.agreement_choices import Status
from tests.factories import partnerships as make
from tests.factories.accounts import MembershipFactory

pytestmark = pytest.mark.django_db
PAGE = "my-changes"


def last_write(record):
    """Return who, where, and from what to what, of the last line of the log of a record."""
    event = pghistory.models.Events.objects.tracks(record).order_by("-pgh_id").first()
    context = event.pgh_context or {}
    return context.get("user"), context.get("url"), event.pgh_diff


def test_an_update_by_a_command_says_which_command_made_it(tmp_path):
    authority = make.LocalAuthorityFactory(name="Oude Naam", code="GM9990")
    file = tmp_path / "authorities.csv"
    file.write_text(
        f"kind,name,code,province\nmunicipality,Nieuwe Naam,GM9990,{authority.province.code}\n"
    )
    call_command("import_authorities", file=file)
    user, address, fields = last_write(authority)
    assert (user, address) == (None, "manage.py import_authorities")
    assert fields["name"] == ["Oude Naam", "Nieuwe Naam"]


def test_a_save_at_the_desk_says_who_and_on_which_page(staff_client, staff):
    organisation = make.OrganisationFactory(name="Oud")
    address = reverse("admin:partnerships_organisation_change", args=[organisation.pk])
    staff_client.post(address, {"name": "Nieuw", "kind": "knowledge", "country": "NL"})
    assert last_write(organisation) == (staff.pk, address, {"name": ["Oud", "Nieuw"]})


def test_a_save_in_the_workspace_says_who_and_on_which_page(official_client, membership):
    person = membership.user
    colleague = MembershipFactory(authority=membership.authority)
    type(membership).objects.filter(pk=membership.pk).update(role="coordinator")
    address = reverse("colleague", args=[colleague.pk])
    official_client.post(address, {"role": "reader"})
    assert last_write(colleague) == (person.pk, address, {"role": ["editor", "reader"]})


def test_every_command_that_writes_says_so_in_the_log():
    names = [one.name for one in iter_modules(commands.__path__) if not one.name.startswith("_")]
    unlogged = [
        name
        for name in names
        if not issubclass(import_module(f"{commands.__name__}.{name}").Command, LoggedCommand)
    ]
    assert unlogged == [], f"Make these commands a LoggedCommand: {', '.join(unlogged)}"


def test_commands_of_the_portal_write_through_those_of_the_register():
    """What stands in portal/ builds, serves and measures; the demo account says who made it."""
    ours = [name for name, app in get_commands().items() if app == "portal"]
    folder = Path(settings.BASE_DIR) / "portal" / "management" / "commands"
    writing = [
        name
        for name in ours
        if ".create_superuser(" in (text := (folder / f"{name}.py").read_text())
        and 'url="manage.py' not in text
    ]
    assert writing == []


@pytest.fixture
def agreement(membership):
    return make.AgreementFactory(authorities=[membership.authority], title_nl="Oude titel")


def shown(client, **asked):
    return client.get(reverse(PAGE), asked).context["changes"]


def newest_of(client, noun):
    """Return the newest change of a noun; a test is one transaction, so all have one moment."""
    return next(one for one in shown(client) if one["noun"] == noun)


def told(changes, noun):
    return [
        (one["deed"], one["by"], [(f["label"], f["before"], f["after"]) for f in one["fields"]])
        for one in changes
        if one["noun"] == noun
    ]


def test_an_official_sees_what_changed_in_an_own_agreement_and_its_parts(
    official_client, agreement
):
    Agreement.objects.filter(pk=agreement.pk).update(title_nl="Nieuwe titel")
    make.StatusChangeFactory(agreement=agreement, status=Status.DORMANT, on="2020")
    changes = shown(official_client)
    assert {one["record"] for one in changes} == {"Nieuwe titel"}
    [*_later, title, _added] = told(changes, "Samenwerking")
    assert title == (
        "gewijzigd",
        "import of opdracht",
        [("Titel", "Oude titel", "Nieuwe titel")],
    )
    assert [one[0] for one in told(changes, "Statuswijziging")] == ["toegevoegd"]


def test_a_part_that_came_or_went_says_what_it_held(official_client, agreement):
    source = make.SourceFactory(agreement=agreement, reference="Archief, doos 7", kind="document")
    source.delete()
    fields = [("Soort", "document"), ("Adres of omschrijving", "Archief, doos 7")]
    assert told(shown(official_client), "Bron") == [
        ("verwijderd", "import of opdracht", [(name, was, "") for name, was in fields]),
        ("toegevoegd", "import of opdracht", [(name, "", now) for name, now in fields]),
    ]


def test_a_long_text_is_told_from_where_it_differs(official_client, agreement):
    text = "woord " * 60
    Agreement.objects.filter(pk=agreement.pk).update(summary_nl=text + "oud")
    Agreement.objects.filter(pk=agreement.pk).update(summary_nl=text + "nieuw")
    [field] = newest_of(official_client, "Samenwerking")["fields"]
    assert field["before"].startswith("… woord")
    assert (field["before"][-3:], field["after"][-5:]) == ("oud", "nieuw")


def test_a_text_in_another_language_says_which(official_client, agreement):
    Agreement.objects.filter(pk=agreement.pk).update(title_en="Title", title_zh_hans="标题")
    fields = newest_of(official_client, "Samenwerking")["fields"]
    assert [one["label"] for one in fields] == ["Titel (Engels)", "Titel (Vereenvoudigd Chinees)"]


def test_an_official_sees_nothing_of_other_authorities(official_client):
    make.AgreementFactory(title_nl="Van anderen")
    make.PracticeFactory(title_nl="Ook van anderen", is_anonymous=True)
    assert shown(official_client) == []


def test_a_practice_of_others_that_came_from_an_own_agreement_stays_theirs(
    official_client, agreement
):
    make.PracticeFactory(title_nl="Geheim van anderen", draft=True, agreement=agreement)
    assert "Geheim van anderen" not in official_client.get(reverse(PAGE)).text


def test_names_are_told_of_own_colleagues_alone(official_client, membership, agreement):
    authority = membership.authority
    colleague = MembershipFactory(authority=authority, user__name="Collega Eigen").user
    stranger = MembershipFactory(user__name="Vreemde Elders").user
    worker = make.UserFactory(is_staff=True, name="Medewerker Vng")
    for number, person in enumerate((colleague, stranger, worker), 1):
        with pghistory.context(user=person.pk, url="/mijn/"):
            Agreement.objects.filter(pk=agreement.pk).update(title_nl=f"Titel {number}")
    names = [by for _deed, by, fields in told(shown(official_client), "Samenwerking") if fields]
    assert names == ["VNG International", "een andere overheid", "Collega Eigen"]
    text = official_client.get(reverse(PAGE)).text
    assert [one for one in ("Vreemde", "Medewerker Vng") if one in text] == []


def test_what_belongs_to_staff_is_not_told_to_the_authority(official_client, agreement):
    Agreement.objects.filter(pk=agreement.pk).update(alignment="consulted")
    changes = shown(official_client)
    assert "gewijzigd" not in [one["deed"] for one in changes]
    hidden = capfirst(Agreement._meta.get_field("alignment").verbose_name)
    assert hidden not in [field["label"] for one in changes for field in one["fields"]]


def test_where_it_was_changed_is_told_in_words(official_client, agreement):
    with pghistory.context(user=None, url="/beheer/partnerships/agreement/1/change/"):
        Agreement.objects.filter(pk=agreement.pk).update(title_nl="Titel 1")
    newest = newest_of(official_client, "Samenwerking")
    assert newest["where"] == "aan het bureau"
    assert "/beheer/partnerships" not in official_client.get(reverse(PAGE)).text


def test_changes_are_shown_up_to_a_day(official_client, agreement):
    assert shown(official_client, until="2020-01-01") == []
    assert shown(official_client, until="2999-01-01") != []
    assert shown(official_client, until="geen dag") != []


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_change_and_for_three(
    official_client, agreement, number, django_assert_max_num_queries
):
    for turn in range(number):
        Agreement.objects.filter(pk=agreement.pk).update(title_nl=f"Titel {turn}")
        make.ExchangeFactory().authorities.add(
            *LocalAuthority.objects.filter(memberships__isnull=False)
        )
        make.PracticeFactory(authority=LocalAuthority.objects.get(memberships__isnull=False))
    official_client.get(reverse(PAGE))
    with django_assert_max_num_queries(40) as counted:
        official_client.get(reverse(PAGE))
    costs.add(len(counted))
    assert len(costs) == 1


costs = set()


def test_staff_sees_all_changes_at_the_desk_by_noun_person_and_day(staff_client, staff):
    practice = make.PracticeFactory(title_nl="Praktijk A")
    make.OrganisationFactory(name="Instelling B")
    with pghistory.context(user=staff.pk, url="/beheer/x/"):
        Practice.objects.filter(pk=practice.pk).update(title_nl="Praktijk C")
    address = reverse("admin:changes")

    def records(**asked):
        return [one["record"] for one in staff_client.get(address, asked).context["changes"]]

    assert {"Praktijk C", "Instelling B"} <= set(records())
    assert records(noun="organisation") == ["Instelling B"]
    assert records(person=staff.pk) == ["Praktijk C"]
    assert records(until="2020-01-01") == []
    assert staff_client.get(address, {"until": "?"}).status_code == 400


def test_accounts_are_in_the_list_of_administrators_alone(client):
    client.force_login(make.UserFactory(is_staff=True))
    text = client.get(reverse("admin:changes"), {"noun": "user"})
    assert text.status_code == 400
    assert [one["noun"] for one in text.context["changes"] if one["noun"] == "Gebruiker"] == []


def test_the_list_of_changes_is_for_staff(official_client):
    assert official_client.get(reverse("admin:changes")).status_code == 302
