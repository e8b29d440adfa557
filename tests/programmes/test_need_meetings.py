"""Meetings that may help with a need: which are found, who is told, how many needs they meet."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.actions.need_meetings import MOST_MEETINGS
from programmes.actions.needs import match_needs
from programmes.models import Event, Need, NeedMatch
from tests.factories.events import EventFactory, in_days
from tests.factories.partnerships import ThemeFactory, UserFactory
from tests.factories.surveys import NeedFactory, NeedMatchFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def water():
    return ThemeFactory(slug="water", name_nl="Water")


def meeting(theme, days=10, **values):
    start = in_days(days)
    given = {"starts_at": start, "ends_at": start + dt.timedelta(hours=2)} | values
    event = EventFactory(**given)
    event.themes.add(theme)
    return event


def found():
    return list(NeedMatch.objects.order_by("event__starts_at").values_list("event", "reason"))


def test_need_is_matched_to_announced_meetings_of_its_theme_to_come_or_held_lately(water, staff):
    need = NeedFactory(theme=water)
    lately, soon = meeting(water, days=-179), meeting(water, audience="chatham")
    meeting(water, days=-181)
    meeting(water, publication="draft")
    meeting(water, cancelled_at=timezone.now(), cancelled_by=staff)
    meeting(ThemeFactory())
    assert match_needs(needs=Need.objects.all(), by=staff) == 2
    assert match_needs(needs=Need.objects.all(), by=staff) == 0
    assert found() == [(lately.pk, "same_theme"), (soon.pk, "same_theme")]
    need.refresh_from_db()
    assert (need.state, need.matches.first().by) == ("matched", staff)


def test_of_many_meetings_the_latest_are_taken(water):
    NeedFactory(theme=water)
    rows = [meeting(water, days=day) for day in range(1, MOST_MEETINGS + 2)]
    match_needs(needs=Need.objects.all())
    assert [event for event, _reason in found()] == [one.pk for one in rows[1:]]


def test_meeting_that_is_called_off_is_let_go_and_what_staff_chose_stays(water, staff):
    need, other = NeedFactory(theme=water), NeedFactory(theme=water)
    event = meeting(water)
    match_needs(needs=Need.objects.filter(pk=need.pk))
    NeedMatchFactory(need=other, peer=None, event=event, reason="expertise")
    Event.objects.update(cancelled_at=timezone.now(), cancelled_by=staff)
    match_needs(needs=Need.objects.all())
    assert list(NeedMatch.objects.values_list("need", "reason")) == [(other.pk, "expertise")]


def test_official_reads_of_the_meetings_that_stand(official_client, membership, staff):
    need = NeedFactory(authority=membership.authority)
    off = {"cancelled_at": timezone.now(), "cancelled_by": staff}
    for title, values in (
        ("Rondetafel dijken", {"audience": "authorities"}),
        ("Nog geheim", {"publication": "draft"}),
        ("Toch niet", off),
    ):
        event = EventFactory(title_nl=title, **values)
        NeedMatchFactory(need=need, peer=None, event=event, reason="same_theme")
    event = Event.objects.get(title_nl="Rondetafel dijken")
    text = official_client.get(reverse("my-needs")).text
    assert f'<a href="{reverse("my-event", args=[event.slug])}">Rondetafel dijken</a>' in text
    assert "Nog geheim" not in text
    assert "Toch niet" not in text


def test_number_of_needs_is_told_to_staff_and_to_nobody_else(client, official_client, staff):
    event = EventFactory()
    for _number in range(3):
        NeedMatchFactory(peer=None, event=event, reason="same_theme")
    address = reverse("my-event", args=[event.slug])
    told = "kan helpen bij 3 behoeften van overheden"
    assert told not in official_client.get(address).text
    client.force_login(UserFactory(is_liaison=True))
    assert told not in client.get(address).text
    assert told not in client.get(event.get_absolute_url()).text
    client.force_login(staff)
    assert told in client.get(address).text


@pytest.mark.parametrize("count", [1, 3])
def test_desk_counts_needs_beside_people_at_the_same_price(
    staff_client, count, django_assert_num_queries
):
    for _number in range(count):
        event = EventFactory()
        for _match in range(3):
            NeedMatchFactory(peer=None, event=event, reason="same_theme")
    address = reverse("admin:programmes_event_changelist")
    staff_client.get(address)
    with django_assert_num_queries(7):
        text = staff_client.get(address).text
    assert text.count('<td class="field-needs">3</td>') == count
    change = reverse("admin:programmes_event_change", args=[event.pk])
    assert '<div class="readonly">3</div>' in staff_client.get(change).text


def sent(need, matches=(), **values):
    """Return what the form of a need sends from the desk."""
    rows = {
        f"matches-{number}-{name}": value
        for number, match in enumerate(matches)
        for name, value in {"need": need.pk, "practice": "", "peer": "", **match}.items()
    }
    given = {"authority": need.authority_id, "text": need.text, "state": "heard", "consent": "none"}
    totals = {"matches-TOTAL_FORMS": len(matches), "matches-INITIAL_FORMS": 0}
    return {**given, "theme": "", "survey": "", **totals, **rows, **values}


def test_desk_matches_a_meeting_by_hand_and_says_when_the_need_is_answered(staff_client, staff):
    need = NeedFactory()
    event = EventFactory(starts_at=in_days(-9), report_nl="Wat wij leerden.")
    address = reverse("admin:programmes_need_change", args=[need.pk])
    match = {"event": event.pk, "reason": "expertise"}
    answer = staff_client.post(address, sent(need, [match], state="answered"))
    assert answer.status_code == 302
    need.refresh_from_db()
    assert need.state == "answered"
    assert [(one.event, one.by) for one in need.matches.all()] == [(event, staff)]
    assert str(need.matches.get()) == event.title


def test_desk_refuses_a_match_with_two_things_at_once(staff_client):
    need, event = NeedFactory(), EventFactory()
    address = reverse("admin:programmes_need_change", args=[need.pk])
    match = {"event": event.pk, "peer": need.authority_id, "reason": "expertise"}
    answer = staff_client.post(address, sent(need, [match]))
    assert answer.status_code == 200
    assert "Kies een praktijk, een overheid of een bijeenkomst: één daarvan." in answer.text
    assert not need.matches.exists()
