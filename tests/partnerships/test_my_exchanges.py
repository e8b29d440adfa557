"""An official plans an exchange, moves it, and sees what others plan."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Exchange
from tests.factories.accounts import MembershipFactory
from tests.factories.exchanges import ExchangeMessageFactory
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    CommitmentFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    OrganisationFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
NEW = "my-exchange-new"


def soon(days):
    return timezone.localdate() + dt.timedelta(days=days)


def planned(authority, *divisions, **values):
    """Return a journey in three weeks, open to others for another ten days."""
    days = {"from_on": soon(20), "until_on": soon(25), "open_until": soon(10)}
    state = {"state": "planned", "publication": "draft"}
    row = ExchangeFactory(**{"authority": authority} | state | days | values)
    row.divisions.set(divisions)
    row.authorities.add(authority)
    return row


def url(name, row, *more):
    return reverse(name, args=[row.pk, *more])


@pytest.fixture
def typed(membership):
    """What an official types who leaves nothing out."""
    ChineseDivisionFactory(name_nl="Sjanghai", name_zh="上海市")
    return {
        "authority": membership.authority_id,
        "title_nl": "Naar de haven",
        "direction": "outgoing",
        "purpose": "knowledge",
        "from_on": "2030-05-06",
        "until_on": "2030-05-10",
        "open_until": "2030-04-01",
        "agreement": AgreementFactory(authorities=[membership.authority]).pk,
        "divisions": "Sjanghai",
        "authorities": LocalAuthorityFactory(name="Urk").name,
        "organisations": OrganisationFactory(name="Havenbedrijf").name,
        "level": "mixed",
        "leader_role": "Wethouder haven",
        "size": "8",
        "composition": "Wethouder, twee ambtenaren, vijf bedrijven",
        "host": "Havenkantoor",
        "themes": [ThemeFactory().pk],
        "cost": "12500.50",
    }


def saved_by_script(client, address, values):
    return client.post(address, values, headers={"X-Saved-By": "script"}).json()


def test_whole_plan_is_saved_with_the_own_authority_taking_part(official_client, typed):
    answer = official_client.post(reverse(NEW), typed)
    row = Exchange.objects.get()
    assert answer.url == url("my-exchange", row)
    assert (row.state, row.publication, row.size) == ("planned", "draft", 8)
    assert str(row.from_on) == "2030-05-06"
    assert [str(one) for one in row.divisions.all()] == ["Sjanghai"]
    assert {str(one) for one in row.authorities.all()} == {"Rotterdam", "Urk"}
    assert [one.name for one in row.organisations.all()] == ["Havenbedrijf"]
    text = official_client.get(url("my-exchange-change", row)).text
    assert 'value="Urk"' in text
    assert 'value="2030-05-06"' in text


def test_what_is_saved_while_typing_makes_one_plan(official_client, typed):
    few = {"authority": typed["authority"], "title_nl": "Naar de haven", "size": "veel"}
    first = saved_by_script(official_client, reverse(NEW), few)
    assert first["address"] == reverse(NEW)
    assert list(first["errors"]) == ["id_size"]
    assert not Exchange.objects.exists()
    second = saved_by_script(official_client, reverse(NEW), typed)
    third = saved_by_script(official_client, second["address"], typed | {"title_nl": "Anders"})
    row = Exchange.objects.get()
    assert second["address"] == third["address"] == url("my-exchange-change", row)
    assert (row.title_nl, third["errors"]) == ("Anders", {})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"composition": "Jan, jan@example.org"}, "composition"),
        ({"leader_role": "Wethouder (06 12 34 56 78)"}, "leader_role"),
        ({"host": "+86 21 1234 5678"}, "host"),
        ({"divisions": "Atlantis"}, "divisions"),
        ({"authorities": "Nergenshuizen"}, "authorities"),
        ({"organisations": "Onbekend BV"}, "organisations"),
        ({"title_nl": "x" * 161}, "title_nl"),
    ],
)
def test_one_wrong_answer_keeps_back_nothing_else_that_is_stored(
    official_client, typed, wrong, field
):
    address = saved_by_script(official_client, reverse(NEW), typed)["address"]
    answer = saved_by_script(official_client, address, typed | {"size": "9"} | wrong)
    assert list(answer["errors"]) == [f"id_{field}"]
    assert Exchange.objects.get().size == 9
    page = official_client.post(address, typed | wrong)
    assert page.status_code == 400
    assert f'href="#id_{field}"' in page.text
    assert str(*wrong.values()) in page.text


def test_a_cost_below_nothing_is_told_and_not_written(official_client, typed):
    address = saved_by_script(official_client, reverse(NEW), typed | {"cost": "5"})["address"]
    answer = saved_by_script(official_client, address, typed | {"cost": "-1", "size": "9"})
    row = Exchange.objects.get()
    assert (row.cost, row.size) == (5, 9)
    assert "niet lager zijn dan nul" in answer["text"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"until_on": "2030-05-05"}, "kan niet eindigen voordat"),
        ({"open_until": "2030-05-11"}, "kan hooguit tot het einde"),
    ],
)
def test_dates_that_contradict_are_told_and_not_written(official_client, typed, wrong, words):
    address = saved_by_script(official_client, reverse(NEW), typed)["address"]
    page = official_client.post(address, typed | wrong)
    assert (page.status_code, words in page.text) == (400, True)
    row = Exchange.objects.get()
    assert (str(row.until_on), str(row.open_until)) == ("2030-05-10", "2030-04-01")


def test_others_own_authorities_and_ties_cannot_be_named(official_client, typed):
    other = MembershipFactory().authority
    answer = official_client.post(reverse(NEW), typed | {"authority": other.pk})
    assert (answer.status_code, Exchange.objects.count()) == (400, 0)
    strange = typed | {"agreement": AgreementFactory().pk}
    answer = saved_by_script(official_client, reverse(NEW), strange)
    assert list(answer["errors"]) == ["id_agreement"]


def test_each_move_is_a_press_and_a_wrong_one_says_why(official_client, membership):
    row = planned(membership.authority)
    for to in ("confirmed", "cancelled", "planned"):
        official_client.post(url("my-exchange-move", row), {"to": to})
        row.refresh_from_db()
        assert (row.state, row.state_by) == (to, membership.user)
    for to, words in (("held", "moet nog beginnen"), ("planned", "kan niet"), ("?", "")):
        page = official_client.post(url("my-exchange-move", row), {"to": to}, follow=True)
        assert words in page.text
        row.refresh_from_db()
        assert row.state == "planned"
    assert official_client.get(url("my-exchange-move", row)).status_code == 405


def forbidden(row):
    """Return every address of somebody else's exchange at which something would be kept."""
    commitment = CommitmentFactory(exchange=row)
    return [
        *(url(f"my-exchange-{name}", row) for name in ("change", "move", "post", "preparation")),
        url("my-exchange-report", row),
        url("my-commitment-done", row, commitment.pk),
    ]


def test_addresses_of_another_authority_answer_not_found(official_client):
    row = planned(LocalAuthorityFactory(), state="held")
    for address in forbidden(row):
        assert official_client.post(address, {"to": "held"}).status_code == 404
    for name in ("change", "post", "preparation", "report"):
        assert official_client.get(url(f"my-exchange-{name}", row)).status_code == 404
    gone = planned(LocalAuthorityFactory(), state="cancelled")
    for name in ("my-exchange-message", "my-exchange-calendar"):
        assert official_client.post(url(name, gone), {"text": "?"}).status_code in (404, 405)
    row.refresh_from_db()
    assert (row.state, row.state_at) == ("held", None)


def test_commitment_of_another_exchange_answers_not_found(official_client, membership):
    row, strange = planned(membership.authority), CommitmentFactory()
    address = url("my-commitment-done", row, strange.pk)
    assert official_client.post(address).status_code == 404
    strange.refresh_from_db()
    assert strange.done_on is None


def test_reader_sees_and_changes_nothing(client):
    member = MembershipFactory(role="reader")
    row = planned(
        member.authority, state="held", from_on=soon(-20), until_on=soon(-10), open_until=None
    )
    client.force_login(member.user)
    page = client.get(url("my-exchange", row)).text
    for name in ("change", "move", "report", "post"):
        assert url(f"my-exchange-{name}", row) not in page
    for address in forbidden(row):
        assert client.post(address, {"to": "cancelled"}).status_code in (403, 404)
    assert client.get(reverse(NEW)).status_code == 403
    assert "uitwisselingen/nieuw" not in client.get(reverse("my-exchanges")).text
    assert not row.preparations.exists()


def test_who_goes_the_same_way_is_said_with_the_reason(official_client, membership):
    city = ChineseDivisionFactory()
    mine = planned(membership.authority, city)
    other = planned(LocalAuthorityFactory(name="Urk"), city, from_on=soon(28), until_on=soon(29))
    text = official_client.get(url("my-exchange", mine)).text
    assert url("my-exchange", other) in text
    assert f"Dezelfde provincie ({city.province}), 3 dagen ertussen." in text
    Exchange.objects.filter(pk=other.pk).update(open_until=soon(-1))
    assert url("my-exchange", other) not in official_client.get(url("my-exchange", mine)).text


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_more_rows(
    official_client, membership, count, django_assert_num_queries
):
    city = ChineseDivisionFactory()
    for _ in range(count):
        planned(membership.authority, city)
        planned(LocalAuthorityFactory(), city)
    with django_assert_num_queries(8):
        text = official_client.get(reverse("my-exchanges")).text
    assert text.count('class="row__main"') == 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_more_rows(
    official_client, membership, count, django_assert_num_queries
):
    city = ChineseDivisionFactory()
    mine = planned(membership.authority, city)
    ExchangeMessageFactory(exchange=mine)
    for _ in range(count):
        planned(LocalAuthorityFactory(), city)
        CommitmentFactory(exchange=mine)
        ExchangeMessageFactory(exchange=mine)
    official_client.get(url("my-exchange", mine))
    with django_assert_num_queries(20):
        text = official_client.get(url("my-exchange", mine)).text
    assert text.count("Dezelfde provincie") == count
