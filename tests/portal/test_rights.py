"""Who may do what: as a file for administrators, and told when it changes."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from partnerships.models import Membership, User
from partnerships.models.memberships import Role
from portal.management.commands import prepare
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import LocalAuthorityFactory, UserFactory
from tests.portal.test_admin import form_values
from tests.signing_in import with_app

pytestmark = pytest.mark.django_db
HEADINGS = [
    "e-mailadres",
    "mag inloggen",
    "werkt voor VNG International",
    "beheerder",
    "spreekt voor de Rijksoverheid",
    "overheid",
    "rol",
    "plaatsvervanger",
    "sinds",
    "laatst aangemeld",
    "tweede stap",
]
ADDRESS = "/beheer/partnerships/user/rights.csv"


def rows(client):
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_administrators_download_who_may_do_what(staff_client, staff):
    User.objects.filter(pk=staff.pk).update(
        email="a@vng.example", last_login=dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
    )
    with_app(staff)
    person = UserFactory(email="b@example.org", name="=cmd|calc", is_liaison=True)
    current = MembershipFactory(
        user=person, authority__name="Rotterdam", role="coordinator", is_deputy=True
    )
    MembershipFactory(user=person, ended_by=staff, ended_at=dt.datetime.now(dt.UTC))
    UserFactory(email="c@example.org", is_active=False)
    acting = ["Rotterdam", "coördinator", "ja", f"{current.created_at:%Y-%m-%d}"]
    assert [row[1:] for row in rows(staff_client)] == [
        HEADINGS,
        ["a@vng.example", "ja", "ja", "ja", "nee", *[""] * 4, "2026-03-04", "ja"],
        ["b@example.org", "ja", "nee", "nee", "ja", *acting, "", "nee"],
        ["c@example.org", "nee", "nee", "nee", "nee", *[""] * 4, "", "nee"],
    ]
    assert [row[0] for row in rows(staff_client)][2] == "'=cmd|calc"


@pytest.mark.parametrize("count", [1, 3])
def test_the_file_costs_the_same_for_more_people(staff_client, count, django_assert_num_queries):
    for _ in range(count):
        MembershipFactory()
    with django_assert_num_queries(4):
        assert len(rows(staff_client)) == count + 2


def test_the_file_is_for_administrators(client, official_client):
    assert official_client.get(ADDRESS).status_code == 302
    client.force_login(UserFactory(is_staff=True))
    assert client.get(ADDRESS).status_code == 403


def test_the_list_of_users_leads_to_the_file(staff_client):
    page = staff_client.get(reverse("admin:partnerships_user_changelist")).text
    assert f'<a href="{ADDRESS}">Download wie wat mag</a>' in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("is_staff", "Als collega bij VNG International."),
        ("is_superuser", "Als beheerder, die beslist wie wat mag."),
        ("is_liaison", "Als contactpersoon van de Rijksoverheid."),
    ],
)
def test_a_change_of_rights_is_told_and_stands_in_the_history(
    staff_client, staff, settings, mailoutbox, django_capture_on_commit_callbacks, given, told
):
    settings.STAFF_EMAIL = "desk@vng.example"
    person = UserFactory(name="Noor")
    change = reverse("admin:partnerships_user_change", args=[person.pk])
    values = form_values(staff_client.get(change)) | {given: "on"}
    with django_capture_on_commit_callbacks(execute=True):
        assert staff_client.post(change, values).status_code == 302
    [mail] = mailoutbox
    assert mail.to == ["desk@vng.example"]
    assert f"{staff} heeft in het beheer veranderd wat Noor ({person.email}) mag doen." in mail.body
    assert told in mail.body

    history = reverse("admin:partnerships_user_history", args=[person.pk])
    entries = [one for one in staff_client.get(history).context["entries"] if one["changes"]]
    assert [(one["by"], one["changes"]) for one in entries] == [
        (staff, [{"field": given, "before": False, "after": True}])
    ]


def test_another_name_is_no_news(
    staff_client, settings, mailoutbox, django_capture_on_commit_callbacks
):
    settings.STAFF_EMAIL = "desk@vng.example"
    change = reverse("admin:partnerships_user_change", args=[UserFactory().pk])
    values = form_values(staff_client.get(change)) | {"name": "Noor"}
    with django_capture_on_commit_callbacks(execute=True):
        assert staff_client.post(change, values).status_code == 302
    assert mailoutbox == []


def test_one_s_own_machine_gets_a_sign_in_for_staff_and_one_for_an_official(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    LocalAuthorityFactory(name="Rotterdam", slug="rotterdam")
    for _ in range(2):
        prepare.Command.make_demo_accounts()
    staff, official = (User.objects.get(email=one) for one in (prepare.STAFF, prepare.OFFICIAL))
    assert staff.check_password((tmp_path / "demo_password").read_text())
    assert official.check_password((tmp_path / "demo_password_official").read_text())
    assert (staff.is_administrator, official.is_staff) == (True, False)
    assert [(one.authority.slug, one.role) for one in Membership.objects.all()] == [
        ("rotterdam", Role.COORDINATOR)
    ]
