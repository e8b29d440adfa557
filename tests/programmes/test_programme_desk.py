"""The desk for programmes: publication through the one door, consent written down."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from programmes.models import ProgrammeContact
from tests.factories.programmes import ProgrammeFactory
from tests.portal.test_admin import form_values

pytestmark = pytest.mark.django_db
CHANGELIST = "admin:programmes_programme_changelist"
CHANGE = "admin:programmes_programme_change"


def act(client, action, programme, **given):
    values = {"action": action, "_selected_action": [programme.pk], **given}
    answer = client.post(reverse(CHANGELIST), values)
    programme.refresh_from_db()
    return answer


@pytest.mark.parametrize(
    ("action", "state", "outcome"),
    [("publish", "draft", "published"), ("archive", "published", "archived")],
)
def test_move_asks_first_and_then_is_stamped(staff_client, staff, action, state, outcome):
    programme = ProgrammeFactory(publication=state)
    asked = act(staff_client, action, programme)
    assert (asked.status_code, programme.publication) == (200, state)
    assert programme.name_nl in asked.text
    answer = act(staff_client, action, programme, confirmed="yes")
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert told == ["1 programma gewijzigd."]
    assert (programme.publication, programme.moved_by) == (outcome, staff)
    assert programme.moved_at is not None


def test_move_that_is_not_allowed_is_told_and_changes_nothing(staff_client):
    programme = ProgrammeFactory(publication="draft", name_nl="Concept")
    answer = act(staff_client, "archive", programme, confirmed="yes")
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert told[0].startswith("Concept: ")
    assert (programme.publication, programme.moved_by) == ("draft", None)


def with_contact(client, programme, **contact):
    """Save the page of a programme with one contact filled in."""
    address = reverse(CHANGE, args=[programme.pk])
    values = form_values(client.get(address)) | {
        "contacts-TOTAL_FORMS": "1",
        "contacts-0-programme": programme.pk,
        "contacts-0-role_nl": "Helpdesk",
        **{f"contacts-0-{name}": value for name, value in contact.items()},
    }
    return client.post(address, values)


def test_name_without_consent_is_refused_in_words_and_kept_in_the_form(staff_client):
    answer = with_contact(staff_client, ProgrammeFactory(), name="A. Jansen")
    assert answer.status_code == 200
    assert "Vul de dag in waarop deze persoon ermee instemde" in answer.text
    assert "A. Jansen" in answer.text
    assert not ProgrammeContact.objects.exists()


def test_consent_is_written_down_with_who_recorded_it(staff_client, staff):
    programme = ProgrammeFactory()
    answer = with_contact(staff_client, programme, name="A. Jansen", consent_on="01-03-2026")
    assert answer.status_code == 302
    contact = programme.contacts.get()
    assert (contact.name, contact.consent_recorded_by) == ("A. Jansen", staff)
