"""A practice without names: no public address, feed, file or name of a file tells who it was."""

import pytest
from django.test import Client

from partnerships.models import Practice
from tests.browser.walk import LANGUAGES, find_pages
from tests.partnerships.test_anonymous_practices import MARKERS, planted

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STORY = "Rustig leren"
FILES = (
    "/open-data/practices.csv",
    "/open-data/practices.json",
    "/praktijk/nieuw.atom",
    "/en/practices/new.atom",
    "/zoeken/suggesties/?q=rustig",
)


@pytest.fixture
def practice():
    practice = planted(title_nl=STORY, is_anonymous=True)
    Practice.objects.all().reindex()
    return practice


def addresses(practice):
    """Return every public address that can be walked to, and those of files and questions."""
    for paths in find_pages(variants=False).values():
        yield from paths.values()
    yield from FILES
    for marker in MARKERS:
        yield f"/praktijk/?q={marker}"
        yield f"/zoeken/?q={marker}"
        yield f"/open-data/practices.json?q={marker}"
    for place in (practice.authority, *practice.divisions.all()):
        yield place.get_absolute_url()
        for name in ("authority", "division"):
            yield f"/praktijk/?{name}={place.slug}"


def test_no_address_tells_who_an_anonymous_practice_is_from(practice):
    client, told, met = Client(), [], 0
    for path in addresses(practice):
        text = client.get(path).getvalue().decode() if "open-data" in path else None
        text = client.get(path).text if text is None else text
        if STORY not in text:
            continue
        met += 1
        # What the reader typed is shown again; it is no answer.
        asked = path.partition("?")[2]
        told += [(path, one) for one in MARKERS if one in text and one not in asked]
    assert told == []
    assert met >= len(LANGUAGES) * 2


def test_its_own_page_is_among_those_that_were_read(practice):
    answer = Client().get(practice.get_absolute_url())
    assert answer.status_code == 200
    assert STORY in answer.text
    assert [one for one in MARKERS if one in answer.text] == []


@pytest.mark.parametrize("marker", MARKERS)
def test_nobody_finds_it_by_a_name(practice, marker):
    answer = Client().get("/praktijk/", {"q": marker})
    assert practice.slug not in [one.slug for one in answer.context["page"].rows]
