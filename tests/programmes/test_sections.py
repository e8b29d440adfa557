"""The pages of a programme and of a theme list their news and their meetings."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.events import EventFactory, in_days
from tests.factories.news import NewsItemFactory
from tests.factories.partnerships import ThemeFactory
from tests.factories.programmes import ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def water():
    return ThemeFactory(slug="water", name_nl="Water")


@pytest.fixture(params=["programme", "theme"])
def subject(request, water):
    """A programme or a theme, with what makes news and meetings be about it."""
    if request.param == "theme":
        return water, lambda record: record.themes.add(water)
    programme = ProgrammeFactory(slug="havens")

    def about(record):
        type(record).objects.filter(pk=record.pk).update(programme=programme)

    return programme, about


def addresses(client, record):
    """Return the addresses of the titles on the page of a record, in their order."""
    text = client.get(record.get_absolute_url()).text
    return re.findall(r'row__title"><a href="([^"]+)"', text)


def item(about, day, **values):
    made = NewsItemFactory(published_at=f"2021-04-{day:02}T10:00Z", **values)
    about(made)
    return made.get_absolute_url()


def test_the_newest_five_are_told_with_the_way_to_all(client, subject):
    record, about = subject
    made = [item(about, day) for day in range(1, 8)]
    item(about, 20, publication="draft")
    item(lambda _record: None, 21)
    ahead = NewsItemFactory(published_at=timezone.now() + dt.timedelta(days=1))
    about(ahead)
    assert addresses(client, record) == made[:1:-1]
    text = client.get(record.get_absolute_url()).text
    asked = re.search(r'href="(/nieuws/\?[^"]+)"', text).group(1)
    everything = addresses_of_list(client, asked)
    assert everything == made[::-1]


def addresses_of_list(client, address):
    return re.findall(r'row__title"><a href="([^"]+)"', client.get(address).text)


def meeting(about, days, **values):
    made = EventFactory(starts_at=in_days(days), **values)
    about(made)
    return made


def test_what_is_coming_stands_before_the_five_meetings_that_were_latest(client, subject):
    record, about = subject
    past = [meeting(about, -days).get_absolute_url() for days in range(1, 8)]
    far, near = (meeting(about, days).get_absolute_url() for days in (20, 2))
    meeting(about, 3, publication="draft")
    meeting(lambda _record: None, 4)
    assert addresses(client, record) == [near, far, *past[:5]]


def test_meeting_for_authorities_tells_no_more_than_the_agenda(client, subject):
    record, about = subject
    event = meeting(about, 2, audience="authorities", title_nl="Besloten", venue="Zaal 7")
    text = client.get(record.get_absolute_url()).text
    assert "Besloten" in text
    assert "Zaal 7" not in text
    assert reverse("my-event", args=[event.slug]) in text


def test_meeting_that_is_called_off_is_said_to_be(client, subject, staff):
    record, about = subject
    meeting(about, 2, cancelled_by=staff, cancelled_at=timezone.now())
    assert "afgelast" in client.get(record.get_absolute_url()).text


def test_theme_leads_to_its_part_of_the_agenda(client, water):
    event = meeting(lambda record: record.themes.add(water), 2)
    EventFactory()
    address = f"{reverse('events')}?theme=water"
    assert f'href="{address}"' in client.get(water.get_absolute_url()).text
    assert addresses_of_list(client, address) == [event.get_absolute_url()]


def test_page_without_news_and_meetings_says_nothing_of_them(client, subject):
    record, _about = subject
    text = client.get(record.get_absolute_url()).text
    assert ">Nieuws</h2>" not in text
    assert ">Bijeenkomsten</h2>" not in text


def test_news_does_not_name_a_programme_that_is_no_page(client, water):
    hidden = ProgrammeFactory(name_nl="Geheim programma", publication="draft")
    made = NewsItemFactory(programme=hidden, themes=[water])
    text = client.get(water.get_absolute_url()).text
    assert made.title_nl in text
    assert "Geheim programma" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_one_row_and_for_three(
    client, water, count, django_assert_num_queries
):
    programme = ProgrammeFactory()
    for _number in range(count):
        NewsItemFactory(programme=programme, themes=[water])
        for days in (2, -2):
            EventFactory(programme=programme, starts_at=in_days(days)).themes.add(water)
    with django_assert_num_queries(17):
        client.get(programme.get_absolute_url())
    with django_assert_num_queries(11):
        client.get(water.get_absolute_url())
