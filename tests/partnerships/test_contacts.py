"""Contact persons are public with consent alone, and an authority is written to through a form."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.erasure import erase
from partnerships.models import Contact, MessageCount
from tests.factories.accounts import MembershipFactory
from tests.factories.contacts import ContactFactory
from tests.factories.partnerships import LocalAuthorityFactory, UserFactory
from tests.partnerships.whole_database import found

pytestmark = pytest.mark.django_db
WORDS = {
    "name": "Jo Burger",
    "email": "jo@burger.example",
    "subject": "Een vraag",
    "text": "Wie reist er mee?",
}


@pytest.fixture
def contact(membership):
    return ContactFactory(authority=membership.authority, name="Wieke Kwakzalver")


def test_nobody_is_shown_without_consent_and_nobody_after_it_is_withdrawn(official_client, contact):
    page = contact.authority.get_absolute_url()
    public = Client()
    assert contact.name not in public.get(page).text
    official_client.post(reverse("my-contact-consent", args=[contact.pk]))
    contact.refresh_from_db()
    assert contact.consent_given_on == timezone.localdate()
    assert contact.consent_recorded_by == contact.authority.memberships.get().user
    text = public.get(page).text
    assert (contact.name in text, contact.email in text) == (True, False)
    official_client.post(reverse("my-contact-withdraw", args=[contact.pk]))
    assert contact.name not in public.get(page).text


def test_staff_withdraws_consent_in_one_press(staff_client):
    contact = ContactFactory(agreed=True)
    staff_client.post(reverse("my-contact-withdraw", args=[contact.pk]))
    contact.refresh_from_db()
    assert (contact.consent_given_on, contact.consent_recorded_by) == (None, None)


@pytest.mark.parametrize("verb", ["consent", "withdraw", "remove"])
def test_contacts_of_another_authority_are_not_there(official_client, verb):
    contact = ContactFactory(agreed=True)
    assert official_client.post(reverse(f"my-contact-{verb}", args=[contact.pk])).status_code == 404
    assert official_client.get(reverse("my-contact", args=[contact.pk])).status_code == 404
    assert contact.name not in official_client.get(reverse("my-contacts")).text


@pytest.mark.parametrize("verb", ["consent", "withdraw", "remove"])
def test_contacts_change_by_post_only(official_client, contact, verb):
    assert official_client.get(reverse(f"my-contact-{verb}", args=[contact.pk])).status_code == 405


def test_a_reader_sees_contacts_and_changes_none(client, contact):
    reader = MembershipFactory(role="reader", authority=contact.authority).user
    client.force_login(reader)
    assert contact.name in client.get(reverse("my-contacts")).text
    assert client.get(reverse("my-contact-new")).status_code == 403
    assert client.get(reverse("my-contact", args=[contact.pk])).status_code == 403
    assert client.post(reverse("my-contact-consent", args=[contact.pk])).status_code == 404


def test_an_editor_adds_and_removes_a_contact(official_client, membership):
    values = {"name": "Jo", "role": "adviseur", "email": "jo@stad.example", "phone": ""}
    address = reverse("my-contact-new")
    answer = official_client.post(address, {"authority": membership.authority_id, **values})
    assert answer.url == reverse("my-contacts")
    contact = Contact.objects.get()
    assert (contact.name, contact.authority) == ("Jo", membership.authority)
    official_client.post(reverse("my-contact-remove", args=[contact.pk]))
    assert not Contact.objects.exists()


def test_a_mistake_keeps_what_was_typed(official_client, membership):
    answer = official_client.post(
        reverse("my-contact-new"),
        {"authority": membership.authority_id, "name": "Jo", "role": "x", "email": "geen adres"},
    )
    assert answer.status_code == 400
    assert 'value="geen adres"' in answer.text
    assert 'href="#id_email"' in answer.text


def test_nobody_adds_a_contact_to_another_authority(official_client):
    other = LocalAuthorityFactory()
    values = {"authority": other.pk, "name": "Jo", "role": "x", "email": "jo@stad.example"}
    assert official_client.post(reverse("my-contact-new"), values).status_code == 400
    assert not Contact.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(
    official_client, membership, number, django_assert_num_queries
):
    ContactFactory.create_batch(number, authority=membership.authority, agreed=True)
    official_client.get(reverse("my-contacts"))
    with django_assert_num_queries(4):
        official_client.get(reverse("my-contacts"))


@pytest.fixture
def coordinator():
    return MembershipFactory(
        role="coordinator", authority__name="Rotterdam", user__email="co@rotterdam.example"
    )


@pytest.fixture
def write(client, letters, django_capture_on_commit_callbacks):
    """Post a message as a browser does, and let its mails go out."""

    def send(authority, *, origin="http://testserver", address="10.0.0.1", **changed):
        path = reverse("authority-message", args=[authority.slug])
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(
                path, WORDS | changed, headers={"origin": origin}, REMOTE_ADDR=address
            )

    return send


def test_a_message_goes_to_every_coordinator_and_is_answered_straight(coordinator, write, letters):
    MembershipFactory(
        role="coordinator", authority=coordinator.authority, user__email="twee@rotterdam.example"
    )
    MembershipFactory(role="editor", authority=coordinator.authority)
    answer = write(coordinator.authority)
    assert "Uw bericht is verstuurd" in answer.text
    assert "rotterdam.example" not in answer.text
    assert [to for to, _letter in letters] == [["co@rotterdam.example"], ["twee@rotterdam.example"]]
    letter = letters[0][1]
    assert letter["Reply-To"] == "jo@burger.example"
    assert letter["Subject"] == "Bericht via Chinapoort: Een vraag"
    assert WORDS["text"] in letter.get_body(("plain",)).get_content()


def test_without_a_coordinator_staff_gets_the_message(write, letters, settings):
    settings.STAFF_EMAIL = "staf@vng.example"
    write(LocalAuthorityFactory())
    assert [to for to, _letter in letters] == [["staf@vng.example"]]


def test_where_nobody_reads_messages_the_page_says_so_before_anything_is_typed(client):
    address = reverse("authority-message", args=[LocalAuthorityFactory().slug])
    text = client.get(address).text
    assert "leest hier nog niemand berichten" in text
    assert "<textarea" not in text


def test_a_message_is_counted_and_stored_nowhere(coordinator, write):
    write(coordinator.authority)
    write(coordinator.authority)
    counts = MessageCount.objects.values_list("authority", "sent_on", "message_count")
    assert list(counts) == [(coordinator.authority_id, timezone.localdate(), 2)]
    assert found("burger", "Wie reist er mee") == []


def test_the_public_form_sets_no_cookie(coordinator, client, write):
    address = reverse("authority-message", args=[coordinator.authority.slug])
    assert (client.get(address).cookies, write(coordinator.authority).cookies) == ({}, {})


def test_a_form_on_another_site_sends_nothing(coordinator, write, letters):
    assert write(coordinator.authority, origin="https://evil.example").status_code == 403
    assert letters == []


def test_a_program_that_fills_in_everything_gets_nowhere(coordinator, write, letters):
    answer = write(coordinator.authority, website="https://spam.example")
    assert "Uw bericht is verstuurd" in answer.text
    assert letters == []
    assert not MessageCount.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"subject": "Hoi\r\nBcc: slachtoffer@elders.example"},
        {"name": "Jo\nBcc: slachtoffer@elders.example"},
        {"text": "Hoi\r\n\r\nBcc: slachtoffer@elders.example"},
    ],
)
def test_no_field_can_add_a_header_or_receiver(coordinator, write, letters, changed):
    write(coordinator.authority, **changed)
    [(receivers, letter)] = letters
    assert receivers == ["co@rotterdam.example"]
    assert letter["Bcc"] is None
    assert letter["Reply-To"] == "jo@burger.example"


@pytest.mark.parametrize(
    "changed",
    [
        {"email": "jo@burger.example\nBcc: x@y.example"},
        {"email": "geen adres"},
        {"text": "x" * 3001},
        {"subject": "x" * 121},
        {"name": ""},
    ],
)
def test_what_is_refused_is_not_sent_and_not_lost(coordinator, write, letters, changed):
    answer = write(coordinator.authority, **changed)
    assert answer.status_code == 400
    assert letters == []
    assert ("Wie reist er mee?" in answer.text) is ("text" not in changed)
    assert 'role="alert"' in answer.text


def test_one_mailbox_sends_three_messages_an_hour_from_wherever(coordinator, write, letters):
    with time_machine.travel(dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC), tick=False) as clock:
        cache.clear()
        answers = [
            write(coordinator.authority, address=f"10.0.0.{n}", email="JO@burger.example")
            for n in range(4)
        ]
        assert [one.status_code for one in answers] == [200, 200, 200, 400]
        assert "over een uur" in answers[3].text
        clock.shift(dt.timedelta(hours=1, seconds=1))
        assert write(coordinator.authority, address="10.0.0.9").status_code == 200
    assert len(letters) == 4


def test_one_address_sends_ten_messages_an_hour_under_whatever_name(coordinator, write, letters):
    answers = [write(coordinator.authority, email=f"jo{n}@burger.example") for n in range(11)]
    assert [one.status_code for one in answers] == [200] * 10 + [400]
    assert len(letters) == 10


def test_limits_keep_nobody_readable(coordinator, write):
    write(coordinator.authority)
    assert settings.CACHES["default"]["LOCATION"] == "shared_cache"
    assert found("jo@burger", "10.0.0.1") == []


def test_staff_records_and_withdraws_consent_at_the_desk(staff_client, staff):
    contact = ContactFactory()
    address = reverse("admin:partnerships_contact_changelist")
    values = {"_selected_action": contact.pk}
    staff_client.post(address, {"action": "record_consent", **values})
    contact.refresh_from_db()
    assert (contact.consent_recorded_by, contact.consent_given_on) == (staff, timezone.localdate())
    staff_client.post(address, {"action": "withdraw_consent", **values})
    contact.refresh_from_db()
    assert contact.consent_given_on is None


def test_the_person_who_recorded_consent_can_be_erased(contact):
    clerk = UserFactory(email="klerk@stad.example", name="Klerk Noteert")
    contact.record_consent(by=clerk, on=timezone.localdate())
    erase(email=clerk.email)
    contact.refresh_from_db()
    assert str(contact.consent_recorded_by) == "verwijderde persoon"
