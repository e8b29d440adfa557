"""An authority tells what it knows and would join; signed-in people read it, the public not."""

import pytest
from django.urls import reverse

from partnerships.models import LocalAuthority
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import LocalAuthorityFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def water():
    return ThemeFactory(name_nl="Water", name_en="Water", name_zh_hans="水务")


@pytest.fixture
def port():
    return ThemeFactory(name_nl="Haven")


@pytest.fixture
def expert(water, port):
    """Another authority that knows about water and would join others on ports."""
    authority = LocalAuthorityFactory(name="Urk", expertise_nl="Wij bouwen dijken.")
    authority.expertise_themes.add(water)
    authority.interests.add(port)
    return authority


def form_of(authority):
    return reverse("my-authority-expertise", args=[authority.slug])


def page_of(authority):
    return reverse("my-authority", args=[authority.slug])


def told_of(authority):
    authority.refresh_from_db()
    themes = (authority.expertise_themes, authority.interests)
    return (authority.expertise_nl, *([one.name_nl for one in some.all()] for some in themes))


@pytest.mark.parametrize("role", ["coordinator", "editor"])
def test_who_keeps_the_record_tells_it_and_finds_it_filled_in(client, water, port, role):
    membership = MembershipFactory(role=role)
    client.force_login(membership.user)
    values = {
        "expertise_themes": [water.pk],
        "expertise_nl": "Wij bouwen dijken.",
        "interests": [water.pk, port.pk],
    }
    answer = client.post(form_of(membership.authority), values)
    assert answer.url == page_of(membership.authority)
    told = ("Wij bouwen dijken.", ["Water"], ["Water", "Haven"])
    assert told_of(membership.authority) == told
    form = client.get(form_of(membership.authority)).context["form"]
    assert form["expertise_nl"].value() == "Wij bouwen dijken."
    assert form["interests"].value() == [water.pk, port.pk]


def test_what_was_told_can_be_taken_back(client, expert):
    client.force_login(MembershipFactory(role="editor", authority=expert).user)
    assert told_of(expert) == ("Wij bouwen dijken.", ["Water"], ["Haven"])
    client.post(form_of(expert), {"expertise_nl": ""})
    assert told_of(expert) == ("", [], [])


def test_a_reader_reads_and_changes_nothing(client, expert):
    client.force_login(MembershipFactory(role="reader", authority=expert).user)
    text = client.get(page_of(expert)).text
    assert "Wij bouwen dijken." in text
    assert form_of(expert) not in text
    assert client.get(form_of(expert)).status_code == 404
    assert client.post(form_of(expert), {"expertise_nl": "Nee"}).status_code == 404
    assert told_of(expert) == ("Wij bouwen dijken.", ["Water"], ["Haven"])


def test_an_official_reads_it_of_another_authority_and_cannot_change_it(official_client, expert):
    text = official_client.get(page_of(expert)).text
    assert all(words in text for words in ("Wij bouwen dijken.", "Water", "Haven"))
    assert official_client.post(form_of(expert), {"expertise_nl": "Nee"}).status_code == 404
    assert told_of(expert) == ("Wij bouwen dijken.", ["Water"], ["Haven"])


@pytest.mark.parametrize("rights", [{"is_liaison": True}, {"is_staff": True}])
def test_national_government_and_staff_read_it(client, expert, rights):
    client.force_login(UserFactory(**rights))
    assert "Wij bouwen dijken." in client.get(page_of(expert)).text


def test_the_public_page_leads_to_it_and_tells_nothing_of_it(client, expert):
    text = client.get(expert.get_absolute_url()).text
    assert page_of(expert) in text
    assert not any(words in text for words in ("Wij bouwen dijken.", "Haven"))
    assert client.get(page_of(expert)).url.startswith(reverse("account_login"))


def test_an_authority_that_told_nothing_is_said_to(official_client):
    text = official_client.get(page_of(LocalAuthorityFactory())).text
    assert "Deze overheid heeft niet verteld waar zij kennis van heeft." in text
    assert "Deze overheid heeft niet verteld wat zij samen met anderen wil doen." in text


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("x" * 1001, "1 teken te lang"),
        ("Bel 010 123 45 67", "een e-mailadres of telefoonnummer"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(official_client, membership, written, reason):
    answer = official_client.post(form_of(membership.authority), {"expertise_nl": written})
    assert answer.status_code == 400
    assert reason in answer.text
    assert written in answer.text
    assert told_of(membership.authority) == ("", [], [])


def test_a_theme_that_is_not_there_is_refused(official_client, membership):
    answer = official_client.post(form_of(membership.authority), {"interests": ["0"]})
    assert answer.status_code == 400
    assert 'href="#id_interests"' in answer.text


def test_the_start_of_the_workspace_leads_to_it(official_client, membership):
    assert page_of(membership.authority) in official_client.get(reverse("workspace")).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_theme_and_for_three(
    official_client, number, django_assert_num_queries
):
    authority = LocalAuthorityFactory()
    for some in (authority.expertise_themes, authority.interests):
        some.set(ThemeFactory.create_batch(number))
    official_client.get(page_of(authority))
    with django_assert_num_queries(6):
        official_client.get(page_of(authority))


def test_the_desk_writes_it_in_three_languages(staff_client, expert):
    address = reverse("admin:partnerships_localauthority_change", args=[expert.pk])
    fields = staff_client.get(address).context["adminform"].form.fields
    wanted = {"expertise_nl", "expertise_en", "expertise_zh_hans", "expertise_themes", "interests"}
    assert wanted <= set(fields)


def test_the_change_log_holds_what_was_told(official_client, membership):
    official_client.post(form_of(membership.authority), {"expertise_nl": "Dijken"})
    events = LocalAuthority.pgh_event_models["update"].objects
    assert events.get(pgh_label="update").expertise_nl == "Dijken"
