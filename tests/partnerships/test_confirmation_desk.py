"""The yearly round at the desk: opened once, counted, and led to what waits."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from partnerships.models import ConfirmationRound
from tests.factories.confirmations import ConfirmationFactory, ConfirmationRoundFactory
from tests.factories.partnerships import AgreementFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - dt.timedelta(days=1)


def test_the_desk_counts_the_round_and_leads_to_what_waits(staff_client):
    ConfirmationRoundFactory()
    tie = AgreementFactory(status="active")
    done = AgreementFactory(status="active")
    ConfirmationFactory(agreement=done, authority=done.authorities[0], year=TODAY.year)
    answer = staff_client.get(reverse("admin:index"))
    figures = answer.context["round_figures"]
    assert (figures.running, figures.due, figures.confirmed, figures.coverage) == (2, 1, 1, 50)
    rows = staff_client.get(answer.context["due_url"]).context["cl"]
    assert list(rows.result_list) == [tie]
    assert "50" in answer.text


def test_staff_opens_a_round_at_the_desk_and_no_second_one(staff_client, staff):
    address = reverse("admin:partnerships_confirmationround_add")
    last_day = TODAY + dt.timedelta(days=30)
    values = {"year": TODAY.year, "closes_on": last_day.isoformat()}
    late = values | {"closes_on": YESTERDAY.isoformat()}
    assert "al voorbij" in staff_client.post(address, late).text
    assert staff_client.post(address, values).status_code == 302
    assert ConfirmationRound.objects.get().opened_by == staff
    again = staff_client.post(address, values | {"year": TODAY.year + 1})
    assert "Laat die eerst sluiten" in again.text
    assert ConfirmationRound.objects.count() == 1


def test_the_command_opens_a_round_in_the_name_of_a_colleague(staff, capsys):
    last_day = (TODAY + dt.timedelta(days=30)).isoformat()
    with pytest.raises(CommandError, match="No colleague"):
        call_command("open_confirmations", TODAY.year, last_day, by="niemand@example.org")
    call_command("open_confirmations", str(TODAY.year), last_day, by=staff.email)
    assert ConfirmationRound.objects.get().opened_by == staff
    assert "is open until" in capsys.readouterr().out
    with pytest.raises(CommandError, match="sluiten"):
        call_command("open_confirmations", str(TODAY.year + 1), last_day, by=staff.email)
