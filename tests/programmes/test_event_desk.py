"""Staff publishes a meeting, notes who came, and calls it off after being asked."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Event
from tests.factories.events import EventFactory, RegistrationFactory, in_days

pytestmark = pytest.mark.django_db


def test_desk_publishes_calls_off_and_notes_attendance(staff_client):
    event = EventFactory(publication="draft")
    row = RegistrationFactory(event=event)

    def press(model, action, record, **more):
        address = reverse(f"admin:programmes_{model}_changelist")
        sent = {"action": action, "_selected_action": [record.pk], **more}
        return staff_client.post(address, sent, follow=True)

    assert event.title_nl in press("event", "publish", event).text
    event.refresh_from_db()
    assert event.publication == "draft"
    assert "1 bijeenkomst gewijzigd." in press("event", "publish", event, confirmed="yes").text
    event.refresh_from_db()
    assert (event.publication, event.moved_by is not None) == ("published", True)
    press("registration", "came", row)
    row.refresh_from_db()
    assert row.attendance == "came"
    press("event", "call_off", event)
    event.refresh_from_db()
    assert not event.is_cancelled
    press("event", "call_off", event, confirmed="1")
    event.refresh_from_db()
    assert event.is_cancelled
    assert "is afgelast" in Client().get(event.get_absolute_url()).text
    press("event", "archive", event)
    event.refresh_from_db()
    assert event.publication == "published"
    press("event", "archive", event, confirmed="yes")
    event.refresh_from_db()
    assert event.publication == "archived"
    assert Event.objects.get().accepts(at=in_days(0)) is False
