"""Reminders by mail, and the link in them: who gets one, what it opens, and when it stops."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import signing
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone, translation

from partnerships.actions import accounts, confirmations, reminders
from partnerships.models import Confirmation, ConfirmationRound, Membership, Reminder, User
from tests.factories.accounts import MembershipFactory
from tests.factories.confirmations import ConfirmationFactory, ConfirmationRoundFactory
from tests.factories.partnerships import AgreementFactory, LocalAuthorityFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()
SITE, DESK = "http://testserver", "bureau@example.org"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL, settings.STAFF_EMAIL = SITE, DESK


@pytest.fixture
def opened():
    return ConfirmationRoundFactory()


@pytest.fixture
def coordinator(opened):
    """Somebody who coordinates an authority with three ties, in an open round."""
    member = MembershipFactory(role="coordinator", authority__name="Rotterdam")
    for city in ("Shanghai", "Wuhan", "Dalian"):
        tie(member.authority, title_nl=f"Stedenband met {city}")
    return member


@pytest.fixture
def deputy(coordinator):
    return MembershipFactory(authority=coordinator.authority, is_deputy=True)


def tie(authority, **values):
    with transaction.atomic():  # parties and agreement are checked together, at commit
        return AgreementFactory(authorities=[authority], **values)


def run(days=0):
    return reminders.send_reminders(on=TODAY + dt.timedelta(days=days), site=SITE)


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def link_in(letter):
    return re.search(r"http\S+/bevestigen/\S+:\S+", text_of(letter))[0].removesuffix("/") + "/"


def link_of(member, year=TODAY.year):
    key = confirmations.key_of(user=member.user, authority=member.authority, year=year)
    return reverse("confirmations-by-mail", args=[key])


def press(client, address, agreement):
    return client.post(address, {"agreement": agreement.pk}, follow=True)


def test_each_step_is_mailed_once_however_often_the_command_runs(coordinator, deputy, letters):
    told = []
    for days in (0, 13, 14, 27, 28, 40):
        for _run in range(3):
            run(days)
        told.append([receivers for receivers, _letter in letters])
        letters.clear()
    first, second, third = (
        [one] for one in ([coordinator.user.email], [deputy.user.email], [DESK])
    )
    assert told == [first, [], second, [], third, []]
    assert Reminder.objects.count() == 3


def test_a_mail_says_what_until_when_why_and_gives_one_link(coordinator, opened, letters):
    run()
    [(_receivers, letter)] = letters
    assert letter["subject"].startswith(
        "Bevestig 3 samenwerkingen van Rotterdam met China, uiterlijk "
    )
    text = text_of(letter)
    assert "- Stedenband met Wuhan" in text
    assert "omdat u in Chinapoort optreedt voor Rotterdam" in text
    assert link_in(letter).startswith(f"{SITE}/mijn/bevestigen/")


def test_three_ties_are_confirmed_from_the_mail_without_signing_in(client, coordinator, letters):
    run()
    address = link_in(letters[0][1])
    page = client.get(address)
    assert (page.status_code, page.text.count("Klopt nog<")) == (200, 3)
    assert coordinator.user.email not in page.text
    for party in page.context["rows"]:
        answer = press(client, address, party.agreement)
        assert f"Bevestigd: “{party.agreement}”" in answer.text
    assert "Alles is bevestigd" in client.get(address).text
    assert set(Confirmation.objects.values_list("confirmed_by", "is_by_mail")) == {
        (coordinator.user_id, True)
    }
    again = press(client, address, party.agreement)
    assert "was al bevestigd" in again.text
    assert Confirmation.objects.count() == 3


def test_looking_at_a_link_writes_nothing(client, coordinator):
    address = link_of(coordinator)
    agreement = client.get(address).context["rows"][0].agreement
    for method in (client.get, client.head):
        method(address, {"agreement": agreement.pk, "confirmed": "1"})
    assert client.put(address).status_code == 405
    assert not Confirmation.objects.exists()


def test_a_press_from_another_site_is_refused(coordinator):
    from django.test import Client  # noqa: PLC0415 -- the client of the fixture checks no token

    client = Client(enforce_csrf_checks=True)
    address = link_of(coordinator)
    agreement = client.get(address).context["rows"][0].agreement
    assert client.post(address, {"agreement": agreement.pk}).status_code == 403
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get(address).text)[1]
    fields = {"agreement": agreement.pk, "csrfmiddlewaretoken": token}
    assert client.post(address, fields).status_code == 302


LANGUAGES = [("nl", "60 dagen"), ("en", "60 days"), ("zh-hans", "60天")]


def retired(member):
    accounts.end_membership(membership=member, by=UserFactory())


def disabled(member):
    User.objects.filter(pk=member.user_id).update(is_active=False)


def reading(member):
    Membership.objects.filter(pk=member.pk).update(role="reader")


@pytest.mark.parametrize("change", [retired, disabled, reading])
def test_a_link_of_somebody_who_may_no_longer_confirm_says_so(client, coordinator, change):
    address = link_of(coordinator)
    agreement = client.get(address).context["rows"][0].agreement
    change(coordinator)
    for answer in (client.get(address), press(client, address, agreement)):
        assert answer.status_code == 403
        assert "Meld u aan met uw eigen account" in answer.text
        assert reverse("account_login") in answer.text
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize(("language", "word"), LANGUAGES)
def test_a_link_works_for_sixty_days(client, coordinator, language, word, monkeypatch):
    with translation.override(language):
        address = link_of(coordinator)
    assert client.get(address).status_code == 200
    now = timezone.now().timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: now + 60 * 24 * 3600 + 60)
    answer = client.get(address)
    assert (answer.status_code, word in answer.text) == (410, True)


@pytest.mark.parametrize("key", ["x", "WzFd:1:abc", "..", "a" * 900, "é"])
def test_a_forged_link_is_refused(client, opened, key):
    address = reverse("confirmations-by-mail", args=[key])
    for answer in (client.get(address), client.post(address, {"agreement": 1})):
        assert answer.status_code == 410
        assert "beschadigd of niet van ons" in answer.text


def test_a_key_signed_for_something_else_opens_nothing(client, coordinator):
    values = [coordinator.user_id, coordinator.authority_id, TODAY.year]
    for key in (signing.dumps(values, salt="invitation"), signing.dumps("x", salt="confirmations")):
        address = reverse("confirmations-by-mail", args=[key])
        assert client.get(address).status_code == 410


def test_keys_of_others_open_nothing_in_any_position(client, coordinator):
    other = MembershipFactory(role="coordinator")
    strange = tie(other.authority)
    assert press(client, link_of(coordinator), strange).status_code == 404
    crossed = confirmations.key_of(
        user=coordinator.user, authority=other.authority, year=TODAY.year
    )
    address = reverse("confirmations-by-mail", args=[crossed])
    assert press(client, address, strange).status_code == 403
    assert client.get(link_of(coordinator, TODAY.year - 1)).status_code == 410
    said = ConfirmationFactory(agreement=strange, authority=other.authority, year=TODAY.year)
    page = client.get(link_of(coordinator), {"confirmed": said.pk}).text
    assert str(strange) not in page
    assert Confirmation.objects.count() == 1


def test_a_link_of_a_closed_round_says_so(client, coordinator):
    ConfirmationRound.objects.update(closes_on=TODAY - dt.timedelta(days=1))
    answer = client.get(link_of(coordinator))
    assert answer.status_code == 410
    assert "is gesloten op" in answer.text


def test_nobody_is_mailed_without_a_round_or_a_tie_that_waits(letters, client):
    member = MembershipFactory(role="coordinator")
    tie(member.authority)
    run()
    opened = ConfirmationRoundFactory()
    agreement = member.authority.participations.get().agreement
    ConfirmationFactory(agreement=agreement, authority=member.authority, year=opened.year)
    run(30)
    run(60)
    assert (letters, Reminder.objects.count()) == ([], 0)


def test_who_left_or_only_reads_gets_nothing_and_who_joins_later_does(coordinator, letters):
    retired(coordinator)
    MembershipFactory(authority=coordinator.authority, role="reader", is_deputy=True)
    run()
    run(14)
    assert letters == []
    joined = MembershipFactory(authority=coordinator.authority, role="coordinator")
    run(15)
    run(15)
    assert [receivers for receivers, _letter in letters] == [[joined.user.email]]


def test_staff_gets_one_summary_that_says_where_nobody_could_be_mailed(
    coordinator, opened, letters
):
    tie(LocalAuthorityFactory(name="Eenzaam"))
    run()
    letters.clear()
    run(28)
    [(receivers, letter)] = letters
    text = text_of(letter)
    assert (receivers, letter["subject"][:12]) == ([DESK], "2 overheden ")
    assert "- Rotterdam: 3\r\n" in text
    assert "- Eenzaam: 1 (daar konden wij niemand mailen)" in text
    assert f"{SITE}/beheer/" in text


def test_runs_at_the_same_time_send_one_mail(coordinator, letters):
    def one(_number):
        try:
            return sum(run().values())
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [0, 0, 0, 1]
    assert len(letters) == 1


def test_a_dry_run_counts_and_sends_nothing(coordinator, deputy, letters, capsys):
    on = (TODAY + dt.timedelta(days=28)).isoformat()
    call_command("send_reminders", "--dry-run", f"--on={on}")
    told = capsys.readouterr().out
    assert told == "mails that would be sent: coordinator 1, deputy 1, staff 1\n"
    assert (letters, Reminder.objects.count()) == ([], 0)
    call_command("send_reminders", f"--on={on}")
    assert capsys.readouterr().out == "mails sent: coordinator 1, deputy 1, staff 1\n"
    assert len(letters) == 3


def test_links_need_a_public_address(settings):
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL"):
        call_command("send_reminders")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_link_costs_the_same_for_more_ties(
    client, opened, count, django_assert_num_queries
):
    member = MembershipFactory()
    for _ in range(count):
        tie(member.authority)
    with django_assert_num_queries(7):
        page = client.get(link_of(member)).text
    assert page.count("Klopt nog<") == count
