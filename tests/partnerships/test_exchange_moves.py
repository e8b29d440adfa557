"""Around an exchange: who joins, the post, the report, what waits, and the calendar."""

import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from partnerships.models import Commitment, Exchange, PostNotice
from tests.factories.accounts import MembershipFactory
from tests.factories.exchanges import ExchangeMessageFactory
from tests.factories.partnerships import (
    ChineseDivisionFactory,
    CommitmentFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    UserFactory,
)

from .test_my_exchanges import planned, soon, url

pytestmark = pytest.mark.django_db
real_mail = pytest.mark.django_db(transaction=True)


def received(letters):
    return [(to, letter["Subject"]) for to, letter in letters]


def plain(letters, place=0):
    return letters[place][1].get_body(("plain",)).get_content()


@pytest.fixture
def coordinator(db):
    return MembershipFactory(
        role="coordinator", user__email="host@example.org", authority__name="Urk"
    )


def held(authority, **values):
    days = {"from_on": soon(-40), "until_on": soon(-35), "open_until": None}
    return planned(authority, **days | {"state": "held"} | values)


@real_mail
def test_joining_goes_to_the_coordinator_and_the_answer_to_who_asked(client, letters, coordinator):
    asker = MembershipFactory(authority__name="Rotterdam", user__email="asks@example.org")
    row = planned(coordinator.authority, title_nl="Havenreis")
    address = url("my-exchange-message", row)
    client.force_login(asker.user)
    said = {"authority": asker.authority_id, "text": "Mogen wij mee?"}
    page = client.post(address, said, follow=True).text
    assert "Mogen wij mee?" in page
    assert "host@example.org" not in page
    assert received(letters) == [
        (["host@example.org"], "Rotterdam wil graag aansluiten: Havenreis")
    ]
    assert "Mogen wij mee?" in plain(letters)
    assert "asks@example.org" not in letters[0][1].as_string()
    client.force_login(coordinator.user)
    assert "Rotterdam wil aansluiten" in client.get(reverse("workspace")).text
    said = {"authority": asker.authority_id, "text": "Graag, er is plaats."}
    page = client.post(address, said, follow=True).text
    assert "asks@example.org" not in page
    assert received(letters)[1:] == [(["asks@example.org"], "Antwoord over aansluiten: Havenreis")]
    assert "host@example.org" not in letters[1][1].as_string()
    assert "Rotterdam wil aansluiten" not in client.get(reverse("workspace")).text
    client.force_login(asker.user)
    assert "Graag, er is plaats." in client.get(url("my-exchange", row)).text


@real_mail
def test_without_coordinator_staff_gets_the_message(client, letters, settings):
    settings.STAFF_EMAIL = "desk@vng.example"
    asker, row = MembershipFactory(), planned(LocalAuthorityFactory(), title_nl="Reis")
    client.force_login(asker.user)
    said = {"authority": asker.authority_id, "text": "Mee?"}
    client.post(url("my-exchange-message", row), said)
    assert [to for to, _letter in letters] == [["desk@vng.example"]]


def test_talk_is_seen_by_its_two_sides_alone(client, coordinator):
    row = planned(coordinator.authority)
    asker = MembershipFactory(role="reader")
    ExchangeMessageFactory(exchange=row, authority=asker.authority, text="Onder ons")
    readers = (
        (asker.user, True),
        (coordinator.user, True),
        (UserFactory(is_staff=True), True),
        (MembershipFactory().user, False),
    )
    for user, is_seen in readers:
        client.force_login(user)
        assert ("Onder ons" in client.get(url("my-exchange", row)).text) is is_seen


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"open_until": None}, {}),
        ({"open_until": soon(-1)}, {}),
        ({}, {"text": ""}),
        ({}, {"text": "x" * 1501}),
        ({}, {"authority": "0"}),
    ],
)
def test_message_that_cannot_be_sent_is_refused_and_kept_on_the_page(
    official_client, membership, values, said
):
    row = planned(LocalAuthorityFactory(), **values)
    typed = {"authority": membership.authority_id, "text": "Mogen wij mee?"} | said
    page = official_client.post(url("my-exchange-message", row), typed)
    assert page.status_code == 400
    assert typed["text"] in page.text
    assert not row.messages.exists()


def test_nobody_speaks_for_another_authority(official_client, membership, coordinator):
    row = planned(coordinator.authority)
    strange = LocalAuthorityFactory()
    typed = {"authority": strange.pk, "text": "Mee?"}
    assert official_client.post(url("my-exchange-message", row), typed).status_code == 400
    own = planned(membership.authority)
    assert official_client.post(url("my-exchange-message", own), typed).status_code == 400
    assert not row.messages.exists()
    assert not own.messages.exists()


@real_mail
def test_post_is_informed_with_facts_and_it_is_noted(client, letters, settings):
    settings.POST_EMAILS = {"CG Shanghai": "sha@post.example"}
    settings.POST_EMAIL = "pek@post.example"
    member = MembershipFactory(user__name="Jan Jansen", authority__name="Rotterdam")
    cities = (
        ChineseDivisionFactory(post="CG Shanghai", name_nl="Sjanghai"),
        ChineseDivisionFactory(),
    )
    row = planned(member.authority, *cities, title_nl="Haven & kade", level="mixed", size=8)
    Exchange.objects.filter(pk=row.pk).update(cost=4321, composition="Zeven bazen")
    client.force_login(member.user)
    assert "Haven &amp; kade" in client.get(url("my-exchange-post", row)).text
    client.post(url("my-exchange-post", row))
    assert received(letters) == [
        (["pek@post.example"], "Geplande uitwisseling: Haven & kade"),
        (["sha@post.example"], "Geplande uitwisseling: Haven & kade"),
    ]
    text = plain(letters)
    assert all(words in text for words in ("Rotterdam", "Sjanghai", "gemengd", "8"))
    assert not any(words in text for words in ("4321", "Jansen", "bazen", "@"))
    assert {one.sent_by for one in PostNotice.objects.all()} == {member.user}
    assert row.preparations.get().state == "done"
    assert "sha@post.example is geïnformeerd" in client.get(url("my-exchange", row)).text


def test_without_address_the_text_is_offered_to_copy(official_client, membership, mailoutbox):
    row = planned(membership.authority, title_nl="Havenreis")
    page = official_client.get(url("my-exchange-post", row)).text
    assert "Kopieer de tekst" in page
    assert "Wat: Havenreis" in page
    answer = official_client.post(url("my-exchange-post", row), follow=True)
    assert "Kopieer de tekst" in answer.text
    assert (mailoutbox, PostNotice.objects.count()) == ([], 0)


def rows_of(*rows, initial=0):
    typed = {"commitments-TOTAL_FORMS": len(rows), "commitments-INITIAL_FORMS": initial}
    for place, row in enumerate(rows):
        typed |= {f"commitments-{place}-{name}": value for name, value in row.items()}
    return typed


@real_mail
def test_report_is_kept_handed_in_returned_and_published(client, letters, settings):
    settings.STAFF_EMAIL = "desk@vng.example"
    member = MembershipFactory(role="coordinator", user__email="host@example.org")
    row = held(member.authority, title_nl="Havenreis")
    client.force_login(member.user)
    promise = {"text": "Plan sturen", "owner": "Havenbedrijf", "due_on": "2026-01-01"}
    typed = {"results_nl": "", "report_nl": "Lang verhaal"} | rows_of(promise)
    address = url("my-exchange-report", row)
    page = client.post(address, typed | {"submit": "1"})
    assert (page.status_code, "Schrijf eerst de resultaten" in page.text) == (400, True)
    stored = {"id": Commitment.objects.get().pk, **promise}
    typed = typed | {"results_nl": "Een plan."} | rows_of(stored, initial=1)
    assert client.post(address, typed | {"submit": "1"}).url == url("my-exchange", row)
    assert client.get(address).status_code == 404
    assert "ingediend" in client.get(url("my-exchange", row)).text
    staff = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(staff)
    desk = reverse("admin:partnerships_exchange_changelist")
    chosen = {"_selected_action": [row.pk], "questions": "Met wie?", "confirmed": "yes"}
    client.post(desk, {"action": "return_", **chosen})
    client.force_login(member.user)
    assert "Met wie?" in client.get(address).text
    client.post(address, typed | {"submit": "1"})
    client.force_login(staff)
    client.post(desk, {"action": "publish", **chosen})
    row.refresh_from_db()
    assert (row.publication, Commitment.objects.get().text) == ("published", "Plan sturen")
    assert received(letters) == [
        (["desk@vng.example"], "Uitwisseling om te beoordelen: Havenreis"),
        (["host@example.org"], "Vragen over uw uitwisseling: Havenreis"),
        (["desk@vng.example"], "Uitwisseling om te beoordelen: Havenreis"),
        (["host@example.org"], "Uw uitwisseling is gepubliceerd: Havenreis"),
    ]


def test_commitment_of_another_is_not_rewritten_through_the_table(official_client, membership):
    strange, row = CommitmentFactory(text="Van hen"), held(membership.authority)
    stolen = rows_of({"id": strange.pk, "text": "Van ons"}, initial=1)
    former = strange.exchange
    official_client.post(url("my-exchange-report", row), stolen)
    strange.refresh_from_db()
    assert (strange.text, strange.exchange) == ("Van hen", former)


def test_what_is_planned_has_no_report_and_is_not_published(staff_client, membership):
    row = planned(membership.authority)
    assert staff_client.get(url("my-exchange-report", row)).status_code == 404
    desk = reverse("admin:partnerships_exchange_changelist")
    chosen = {"_selected_action": [row.pk], "confirmed": "yes"}
    staff_client.post(desk, {"action": "publish", **chosen})
    row.refresh_from_db()
    assert row.publication == "draft"


def test_preparation_is_kept_as_written(official_client, membership):
    row = planned(membership.authority)
    address = url("my-exchange-preparation", row)
    typed = {f"{item}_state": "todo" for item in ("post", "briefing", "devices", "gifts", "advice")}
    official_client.post(address, typed | {"gifts_state": "done", "gifts_note": "Stroopwafels"})
    assert row.preparations.get(item="gifts").note == "Stroopwafels"
    assert "Stroopwafels" in official_client.get(url("my-exchange", row)).text
    page = official_client.post(address, typed | {"gifts_state": "?", "gifts_note": "Kaas"})
    assert (page.status_code, "Kaas" in page.text) == (400, True)


def test_what_waits_is_told_until_it_is_done(official_client, membership):
    row = held(membership.authority, title_nl="Oude reis")
    planned(
        membership.authority,
        title_nl="Voorbij",
        from_on=soon(-9),
        until_on=soon(-2),
        open_until=None,
    )
    late = CommitmentFactory(exchange=row, text="Plan sturen", due_on=soon(-1))
    theirs = held(LocalAuthorityFactory(), title_nl="Van hen")
    CommitmentFactory(exchange=theirs, text="Hun plan", due_on=soon(-1))
    told = "Schrijf het verslag van ‘Oude reis’", "Is ‘Voorbij’ gehouden?", "Plan sturen"
    text = official_client.get(reverse("workspace")).text
    assert [words in text for words in (*told, "Van hen", "Hun plan")] == [True] * 3 + [False] * 2
    official_client.post(url("my-commitment-done", row, late.pk))
    Exchange.objects.filter(pk=row.pk).update(results_nl="Een plan.")
    Exchange.objects.filter(title_nl="Voorbij").update(state="cancelled")
    official_client.get(reverse("workspace"))
    text = official_client.get(reverse("workspace")).text
    assert not any(words in text for words in told)


def events(answer):
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_calendar_file_holds_whole_days_under_a_name_that_stays(official_client, membership):
    title = "Haven; kade, en \\ sluis " + "é" * 60
    row = planned(membership.authority, ChineseDivisionFactory(name_nl="Wuhan"), title_nl=title)
    answer = official_client.get(url("my-exchange-calendar", row))
    [event] = events(answer)
    assert event["UID"] == f"exchange-{row.pk}@chinapoort"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (soon(20), soon(26))
    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(days=6)
    assert (event["SUMMARY"], event["LOCATION"], event["STATUS"]) == (title, "Wuhan", "TENTATIVE")
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    Exchange.objects.filter(pk=row.pk).update(title_nl="Anders", state="confirmed")
    [event] = events(official_client.get(url("my-exchange-calendar", row)))
    assert event["UID"] == f"exchange-{row.pk}@chinapoort"
    assert (event["SUMMARY"], event["STATUS"]) == ("Anders", "CONFIRMED")


def test_calendar_of_all_holds_what_the_own_authority_plans(official_client, membership):
    rows = [planned(membership.authority) for _ in range(2)]
    held(membership.authority)
    planned(membership.authority, state="cancelled")
    planned(LocalAuthorityFactory())
    ExchangeFactory()
    found = events(official_client.get(reverse("my-exchanges-calendar")))
    assert {event["SUMMARY"] for event in found} == {row.title_nl for row in rows}
