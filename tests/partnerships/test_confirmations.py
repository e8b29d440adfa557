"""Once a year: what waits for confirmation, and what one press of a button does."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from partnerships.actions import confirmations as actions
from partnerships.models import Agreement, Confirmation, ConfirmationRound, Participant
from partnerships.models.agreement_choices import Status
from partnerships.models.figures import round_figures
from tests.factories.accounts import MembershipFactory
from tests.factories.confirmations import ConfirmationFactory, ConfirmationRoundFactory
from tests.factories.partnerships import (
    AgreementFactory,
    DocumentFactory,
    LocalAuthorityFactory,
    ParticipantFactory,
    StatusChangeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - dt.timedelta(days=1)
LIST = "confirmations"


@pytest.fixture
def opened(db):
    return ConfirmationRoundFactory()


@pytest.fixture
def tie(opened, membership):
    """A running tie of the own authority, in an open round."""
    with transaction.atomic():  # parties and agreement are checked together, at commit
        return AgreementFactory(
            title_nl="Stedenband met Shanghai", authorities=[membership.authority], status="active"
        )


def confirm(tie, membership, **given):
    values = {"year": TODAY.year, "by": membership.user, "on": TODAY}
    return actions.confirm(agreement=tie, authority=membership.authority, **values | given)


def press(client, tie, authority, **given):
    return client.post(reverse(LIST), {"agreement": tie.pk, "authority": authority.pk, **given})


def due():
    return list(Agreement.objects.due_for_confirmation(year=TODAY.year, on=TODAY))


def test_a_confirmation_says_who_and_when_and_dates_the_tie(tie, membership):
    confirmation, is_new = confirm(tie, membership)
    tie.refresh_from_db()
    assert (tie.confirmed_on, tie.confirmed_by) == (TODAY, membership.user)
    assert (confirmation.confirmed_by, confirmation.is_by_mail, is_new) == (
        membership.user,
        False,
        True,
    )
    assert due() == []


def test_a_second_time_changes_nothing_and_says_so(tie, membership):
    first, _is_new = confirm(tie, membership)
    again, is_new = confirm(tie, MembershipFactory(authority=membership.authority))
    tie.refresh_from_db()
    assert (again, is_new, tie.confirmed_by) == (first, False, membership.user)
    assert again.confirmed_by == membership.user
    assert Confirmation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_confirmation(tie, membership):
    def run(_number):
        try:
            return confirm(tie, membership)[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [False, False, False, True]
    assert Confirmation.objects.count() == 1


def end(tie, authority):
    StatusChangeFactory(agreement=tie, status=Status.ENDED, on="2026-01-05")


def leave(tie, authority):
    Participant.objects.filter(agreement=tie, authority=authority).update(until_on="2020")


def go(tie, authority):
    ParticipantFactory(agreement=tie)
    Participant.objects.filter(agreement=tie, authority=authority).delete()


def withdraw(tie, authority):
    Agreement.objects.filter(pk=tie.pk).update(publication="archived")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (end, "is intussen beëindigd"),
        (leave, "doet niet meer mee"),
        (go, "doet niet meer mee"),
        (withdraw, "staat nu niet online"),
    ],
)
def test_what_changed_meanwhile_is_refused_in_words_and_not_written(
    official_client, tie, membership, change, sentence
):
    change(tie, membership.authority)
    answer = press(official_client, tie, membership.authority)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert not Confirmation.objects.exists()
    waiting = Participant.objects.due_for_confirmation(year=TODAY.year, on=TODAY)
    assert not waiting.filter(authority=membership.authority).exists()


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "is gesloten op"), (None, "Er is nu geen ronde open")]
)
def test_outside_a_round_nothing_is_confirmed(tie, membership, opened, days, sentence):
    if days is None:
        opened.delete()
    else:
        ConfirmationRound.objects.update(closes_on=TODAY + dt.timedelta(days=days))
    with pytest.raises(ValidationError) as error:
        confirm(tie, membership)
    assert sentence in error.value.messages[0]


def test_only_public_running_ties_with_present_parties_wait(opened):
    waiting = AgreementFactory()
    AgreementFactory(draft=True)
    AgreementFactory(status=Status.ENDED, status__on="2020")
    left = AgreementFactory()
    left.participants.exclude(authority=None).update(until_on=YESTERDAY.isoformat())
    this_year = AgreementFactory()
    this_year.participants.exclude(authority=None).update(until_on=str(TODAY.year))
    said = AgreementFactory()
    ConfirmationFactory(agreement=said, authority=said.authorities[0], year=TODAY.year)
    former = AgreementFactory()
    ConfirmationFactory(agreement=former, authority=former.authorities[0], year=TODAY.year - 1)
    assert set(due()) == {waiting, this_year, former}


def test_a_tie_of_two_waits_for_both(opened):
    first, second = LocalAuthorityFactory(), LocalAuthorityFactory()
    tie = AgreementFactory(authorities=[first, second])
    ConfirmationFactory(agreement=tie, authority=first, year=TODAY.year)
    figures = round_figures(year=TODAY.year, on=TODAY)
    assert (due(), figures.confirmed, figures.coverage) == ([tie], 0, 0)
    ConfirmationFactory(agreement=tie, authority=second, year=TODAY.year)
    figures = round_figures(year=TODAY.year, on=TODAY)
    assert (due(), figures.confirmed, figures.coverage) == ([], 1, 100)


def test_the_page_shows_the_facts_and_one_press_confirms_them(official_client, tie, membership):
    DocumentFactory(agreement=tie, title="Akte van 1979", ring="public")
    DocumentFactory(agreement=tie, title="Interne notitie", ring="own")
    page = official_client.get(reverse(LIST)).text
    for fact in ("Stedenband met Shanghai", "Rotterdam", "stedenband", "actief", "Akte van 1979"):
        assert fact in page
    assert "Interne notitie" not in page
    assert page.count("Klopt nog<") == 1

    answer = press(official_client, tie, membership.authority)
    assert answer.url.endswith("#result")
    after = official_client.get(answer.url).text
    assert "Bevestigd: “Stedenband met Shanghai”" in after
    assert "Alles is bevestigd" in after
    assert Confirmation.objects.get().confirmed_by == membership.user


def test_a_second_press_says_that_it_was_confirmed_already(official_client, tie, membership):
    press(official_client, tie, membership.authority)
    answer = official_client.post(
        reverse(LIST), {"agreement": tie.pk, "authority": membership.authority_id}, follow=True
    )
    assert "was al bevestigd" in answer.text
    assert Confirmation.objects.count() == 1


def test_looking_writes_nothing(official_client, tie, membership):
    address = reverse(LIST)
    for method in (official_client.get, official_client.head):
        method(address, {"agreement": tie.pk, "authority": membership.authority_id})
        method(f"{address}?confirmed=1&again=x")
    assert not Confirmation.objects.exists()


def test_keys_of_others_are_not_found_in_any_position(official_client, tie, membership):
    other = MembershipFactory()
    strange = AgreementFactory(authorities=[other.authority])
    for agreement, authority in (
        (strange, other.authority),
        (strange, membership.authority),
        (tie, other.authority),
    ):
        assert press(official_client, agreement, authority).status_code == 404
    for agreement in ("", "x", "-1", "9" * 30, "²"):
        fields = {"agreement": agreement, "authority": membership.authority_id}
        assert official_client.post(reverse(LIST), fields).status_code == 404
    said = ConfirmationFactory(agreement=strange, authority=other.authority, year=TODAY.year)
    page = official_client.get(reverse(LIST), {"confirmed": said.pk}).text
    assert str(strange) not in page
    assert Confirmation.objects.count() == 1


def test_a_reader_sees_what_waits_and_confirms_nothing(client, tie, membership):
    reader = MembershipFactory(authority=membership.authority, role="reader")
    client.force_login(reader.user)
    page = client.get(reverse(LIST)).text
    assert str(tie) in page
    assert "Klopt nog<" not in page
    assert press(client, tie, membership.authority).status_code == 404
    assert "Bevestig 1 samenwerking" not in client.get(reverse("workspace")).text


def test_staff_acts_for_no_authority_and_is_led_to_the_desk(staff_client, tie):
    page = staff_client.get(reverse(LIST)).text
    assert "U treedt zelf voor geen overheid op" in page
    assert str(tie) not in page
    assert press(staff_client, tie, tie.authorities[0]).status_code == 404


def test_who_acts_for_nobody_is_told_no(client, tie):
    client.force_login(UserFactory())
    assert client.get(reverse(LIST)).status_code == 403
    client.logout()
    assert client.post(reverse(LIST)).url.startswith(reverse("account_login"))


def test_the_workspace_counts_what_waits_until_the_round_closes(
    official_client, tie, membership, opened
):
    workspace = reverse("workspace")
    assert "Bevestig 1 samenwerking, uiterlijk" in official_client.get(workspace).text
    AgreementFactory(authorities=[membership.authority])
    assert "Bevestig 2 samenwerkingen, uiterlijk" in official_client.get(workspace).text
    ConfirmationRound.objects.update(closes_on=YESTERDAY)
    assert "uiterlijk" not in official_client.get(workspace).text
    assert "Er is nu geen ronde open" in official_client.get(reverse(LIST)).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_more_rows(
    official_client, membership, opened, count, django_assert_num_queries
):
    for _ in range(count):
        DocumentFactory(agreement=AgreementFactory(authorities=[membership.authority]))
    with django_assert_num_queries(9):
        page = official_client.get(reverse(LIST)).text
    assert page.count("Klopt nog<") == count
