"""The agenda on pages, in files and calendars: who reads what, and registering there."""

import csv
import io
import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from programmes.models import Registration
from tests.factories.events import EventFactory, RegistrationFactory, in_days
from tests.factories.partnerships import ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db
WHO = {"name": "Anna de Vries", "email": "anna@example.org", "has_consent": "on"}


@pytest.fixture(autouse=True)
def _forget_limits():
    cache.clear()
    yield
    cache.clear()


def url(name, event):
    return reverse(name, args=[event.slug])


def titles(client, query=""):
    calendar = Calendar.from_ical(client.get(f"/agenda.ics{query}").content)
    return [str(one["summary"]) for one in calendar.walk("VEVENT")]


@pytest.fixture
def agenda():
    theme = ThemeFactory(slug="water")
    rows = {
        "Water": EventFactory(title_nl="Water", kind="webinar"),
        "Overheid": EventFactory(title_nl="Overheid", audience="authorities"),
        "Toen": EventFactory(title_nl="Toen", starts_at=in_days(-9)),
    }
    rows["Water"].themes.add(theme)
    EventFactory(title_nl="Concept", publication="draft")
    return rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Toen", "Overheid", "Water"]),
        ("?when=coming", ["Overheid", "Water"]),
        ("?when=past", ["Toen"]),
        ("?kind=webinar", ["Water"]),
        ("?audience=authorities", ["Overheid"]),
        ("?theme=water&when=coming", ["Water"]),
        ("?theme=water&when=past", []),
    ],
)
def test_page_calendar_and_files_answer_alike(client, agenda, query, expected):
    assert sorted(titles(client, query)) == sorted(expected)
    page = client.get(f"/agenda/{query}").context
    shown = [row["event"].title_nl for row in [*page["coming"], *page["past"]]]
    assert sorted(shown) == sorted(expected)
    answer = client.get(f"/open-data/agenda.json{query}").getvalue()
    assert sorted(one["title_nl"] for one in json.loads(answer)) == sorted(expected)
    answer = client.get(f"/open-data/agenda.csv{query}").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(answer)))
    assert sorted(one["title_nl"] for one in rows) == sorted(expected)


@pytest.mark.parametrize("path", ["/agenda/", "/agenda.ics", "/open-data/agenda.json"])
@pytest.mark.parametrize("query", ["?colour=red", "?kind=party", "?when=never", "?theme=none"])
def test_strange_question_is_refused_with_the_reason(client, path, query):
    assert client.get(f"{path}{query}").status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_agenda_costs_the_same_for_more_rows(client, count, django_assert_num_queries):
    for _number in range(count):
        EventFactory().themes.add(ThemeFactory())
    with django_assert_num_queries(3):
        assert client.get("/agenda/").status_code == 200


def test_page_of_a_meeting_has_the_form_and_needs_no_script(client):
    event = EventFactory(capacity=4, venue="Waterhuis", description_nl="Over dijken.")
    RegistrationFactory(event=event)
    text = client.get(url("event", event)).text
    assert f'action="{url("event-register", event)}"' in text
    assert "1 van de 4 plaatsen zijn bezet." in text
    assert "Waterhuis" in text
    assert "Over dijken." in text
    assert client.cookies == {}


def test_visitor_registers_without_signing_in_and_without_a_cookie(client):
    event = EventFactory()
    answer = Client(enforce_csrf_checks=True).post(url("event-register", event), WHO)
    assert answer.status_code == 200
    row = Registration.objects.get()
    assert (row.event, row.name, row.email, row.has_consent, row.state) == (
        event,
        "Anna de Vries",
        "anna@example.org",
        True,
        "placed",
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name": ""}, "name"), ({"email": "?"}, "email"), ({"has_consent": ""}, "has_consent")],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, wrong, field):
    event = EventFactory()
    answer = client.post(url("event-register", event), WHO | wrong)
    assert answer.status_code == 400
    assert f'href="#id_{field}"' in answer.text
    kept = {"name": "Anna de Vries", "email": "anna@example.org"} | wrong
    assert f'value="{kept["name"] or kept["email"]}"' in answer.text
    assert not Registration.objects.exists()


def test_program_that_fills_in_everything_gets_nowhere(client):
    event = EventFactory()
    answer = client.post(url("event-register", event), WHO | {"website": "https://spam.example"})
    assert answer.status_code == 200
    assert not Registration.objects.exists()


def test_form_of_another_site_is_refused(client):
    event = EventFactory()
    answer = client.post(url("event-register", event), WHO, headers={"Origin": "https://x.example"})
    assert (answer.status_code, Registration.objects.count()) == (403, 0)


def test_sixth_attempt_of_a_mailbox_in_an_hour_is_refused(client):
    event = EventFactory()
    answers = [client.post(url("event-register", event), WHO).status_code for _ in range(6)]
    assert answers == [200] * 5 + [400]


def test_closed_meeting_says_so_on_page_and_form(client):
    event = EventFactory(registration_closes_at=in_days(-1))
    assert "Aanmelden kan nu niet." in client.get(url("event", event)).text
    answer = client.post(url("event-register", event), WHO)
    assert answer.status_code == 400
    assert "U kunt zich nu niet voor deze bijeenkomst aanmelden." in answer.text


def test_link_in_the_mail_asks_first_and_then_cancels(client):
    event = EventFactory(capacity=1)
    first = RegistrationFactory(event=event)
    second = RegistrationFactory(event=event, state="waiting")
    address = reverse("registration", args=[first.token])
    page = client.get(address).text
    assert "Mij afmelden" in page
    assert first.email not in page
    assert first.name not in page
    first.refresh_from_db()
    assert first.state == "placed"
    assert "U bent niet meer aangemeld" in client.post(address).text
    assert "U bent niet meer aangemeld" in client.get(address).text
    for row, state in ((first, "cancelled"), (second, "placed")):
        row.refresh_from_db()
        assert row.state == state


@pytest.mark.parametrize("audience", ["authorities", "chatham"])
def test_meeting_for_authorities_is_read_after_signing_in_alone(client, official_client, audience):
    event = EventFactory(
        title_nl="Besloten",
        audience=audience,
        venue="Kluis 9",
        description_nl="Alleen hier.",
        link="https://meet.example/kluis",
    )
    anybody = Client()
    for path in ("/agenda/", "/agenda.ics", "/open-data/agenda.csv", "/open-data/agenda.json"):
        answer = anybody.get(path)
        text = answer.getvalue().decode()
        assert "Besloten" in text
        assert [one for one in ("Kluis 9", "Alleen hier", "meet.example") if one in text] == []
    for name in ("event", "event-register", "event-calendar"):
        assert anybody.get(url(name, event)).status_code == 404
        assert official_client.get(url(name, event)).status_code == 404
    assert anybody.get(url("my-event", event)).status_code == 302
    text = official_client.get(url("my-event", event)).text
    assert [one for one in ("Kluis 9", "Alleen hier", "meet.example") if one not in text] == []


def test_link_of_a_public_meeting_is_for_who_signed_in(client, official_client):
    event = EventFactory(form="online", link="https://meet.example/open")
    assert "meet.example" not in Client().get(url("event", event)).text
    assert "meet.example" in official_client.get(url("my-event", event)).text


def test_account_without_authority_does_not_enter(client):
    client.force_login(UserFactory())
    event = EventFactory(audience="authorities")
    assert client.get(url("my-event", event)).status_code == 403
    assert client.post(url("my-event-register", event)).status_code == 403


def test_official_registers_with_one_press_and_withdraws(official_client, membership):
    event = EventFactory(audience="authorities", title_nl="Ronde tafel")
    official_client.post(url("my-event-register", event))
    row = Registration.objects.get()
    assert (row.user, row.name, row.email, row.state) == (membership.user, "", "", "placed")
    assert "U gaat naar: Ronde tafel" in official_client.get(reverse("workspace")).text
    listed = official_client.get(reverse("my-events")).context
    assert [one["event"] for one in listed["mine"]] == [event]
    official_client.post(url("my-event-withdraw", event))
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert official_client.post(url("my-event-withdraw", event)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_own_agenda_costs_the_same_for_more_rows(
    official_client, membership, count, django_assert_num_queries
):
    for _number in range(count):
        EventFactory()
        RegistrationFactory(event=EventFactory(), user=membership.user, name="", email="")
    official_client.get(reverse("my-events"))
    with django_assert_num_queries(6):
        page = official_client.get(reverse("my-events")).context
    assert (len(page["mine"]), len(page["others"])) == (count, count)


class TestChathamHouse:
    """Nobody learns who comes: no page, file, calendar or desk."""

    NAMES = ("markering", "marker gast", "markergast")

    @pytest.fixture
    def event(self, membership):
        event = EventFactory(audience="chatham", title_nl="Onder ons")
        colleague = UserFactory(name="Piet Markering", email="piet.markering@example.org")
        RegistrationFactory(event=event, user=colleague, name="", email="")
        RegistrationFactory(event=event, name="Marker Gast", email="markergast@example.org")
        return event

    def test_no_page_or_file_names_a_participant(self, client, official_client, event, staff):
        desk, anybody = Client(), Client()
        desk.force_login(staff)
        row = event.registrations.first()
        kinds = ("event", "registration")
        lists = [reverse(f"admin:programmes_{kind}_changelist") for kind in kinds]
        addresses = [
            "/agenda/",
            "/agenda.ics",
            "/open-data/agenda.csv",
            "/open-data/agenda.json",
            "/mijn/",
            reverse("my-events"),
            url("my-event", event),
            url("my-event-calendar", event),
            reverse("registration", args=[row.token]),
            *lists,
            f"{lists[1]}?q=markering",
            f"{lists[1]}?q=piet",
            f"{lists[1]}?q=Onder",
            reverse("admin:programmes_event_change", args=[event.pk]),
            reverse("admin:programmes_event_history", args=[event.pk]),
            reverse("admin:programmes_registration_change", args=[row.pk]),
            reverse("admin:programmes_registration_history", args=[row.pk]),
        ]
        told, met = [], 0
        for browser in (anybody, official_client, desk):
            for address in addresses:
                text = browser.get(address).getvalue().decode().lower()
                met += "onder ons" in text
                # What was asked for is shown again; it is no answer.
                names = [one for one in self.NAMES if one not in address]
                told += [(address, one) for one in names if one in text]
        assert told == []
        assert met > 12

    def test_desk_names_who_comes_to_other_meetings(self, staff_client):
        RegistrationFactory(name="Anna de Vries", email="anna@example.org")
        text = staff_client.get(reverse("admin:programmes_registration_changelist")).text
        assert "Anna de Vries &lt;anna@example.org&gt;" in text
