"""The newest practices and lessons on the home page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.partnerships import (
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    PracticeFactory,
    PracticeThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
HEADING = "Newest practices and lessons"


def published(title, *, days_ago, **given):
    moved = {"moved_at": timezone.now() - dt.timedelta(days=days_ago), "moved_by": UserFactory()}
    return PracticeFactory(title_nl=title, **moved, **given)


def test_home_shows_the_three_that_were_published_last_and_leads_to_all(client):
    published("Derde", days_ago=3)
    published("Vierde", days_ago=4)
    published("Eerste", days_ago=1)
    published("Tweede", days_ago=2)
    published("Concept", days_ago=0, draft=True)
    response = client.get("/en/")
    shown = [practice.title_nl for practice in response.context["practices"]]
    assert shown == ["Eerste", "Tweede", "Derde"]
    (section,) = (one for one in response.text.split("<section") if HEADING in one)
    assert [title for title in (*shown, "Vierde", "Concept") if title in section] == shown
    assert '<a href="/en/practices/">All practices and lessons</a>' in section


def test_home_without_a_practice_has_no_such_section(client):
    PracticeFactory(draft=True)
    assert HEADING not in client.get("/en/").text


@pytest.mark.parametrize("count", [1, 3])
def test_home_costs_the_same_for_one_practice_and_for_three(client, count):
    for _one in range(count):
        others = {
            "divisions": [ChineseDivisionFactory()],
            "other_authorities": [LocalAuthorityFactory()],
        }
        PracticeThemeFactory(practice=PracticeFactory(others=others))
    with CaptureQueriesContext(connection) as captured:
        assert len(client.get("/en/").context["practices"]) == count
    assert len(captured) == 7
