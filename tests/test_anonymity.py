"""A practice without names: no public address, feed, file or name of a file tells who it was."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.models import Practice
from tests.browser.walk import LANGUAGES, find_pages, in_every_language
from tests.partnerships.papers import told_by
from tests.partnerships.test_anonymous_practices import MARKERS, planted

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STORY = "Rustig leren"
# They show the whole register: the parties of all ties stand beside the newest practices, and say
# nothing about them. What they say about a practice is one section, and is judged by itself.
HOMES = ("/", "/en/", "/zh-hans/")
SECTION = re.compile(r"<section\b.*?</section>", re.DOTALL)
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
    yield from in_every_language("practice-pdf", {"slug": practice.slug}).values()
    for marker in MARKERS:
        yield f"/praktijk/?q={marker}"
        yield f"/zoeken/?q={marker}"
        yield f"/open-data/practices.json?q={marker}"
    for place in (practice.authority, *practice.divisions.all()):
        yield place.get_absolute_url()
        for name in ("authority", "division"):
            yield f"/praktijk/?{name}={place.slug}"


def section_of_home(text):
    """Return the one section of a home page in which the practice stands."""
    (section,) = (one for one in SECTION.findall(text) if STORY in one)
    return section


def test_no_address_tells_who_an_anonymous_practice_is_from(practice):
    client, told, met = Client(), [], 0
    for path in addresses(practice):
        text = told_by(client.get(path))
        if STORY not in text:
            continue
        met += 1
        text = section_of_home(text) if path in HOMES else text
        # What the reader typed is shown again; it is no answer.
        asked = path.partition("?")[2]
        told += [(path, one) for one in MARKERS if one in text and one not in asked]
    assert told == []
    assert met >= len(LANGUAGES) * 2


def test_its_paper_is_among_those_that_were_read(practice):
    assert reverse("practice-pdf", args=[practice.slug]) in set(addresses(practice))
    assert STORY in told_by(Client().get(reverse("practice-pdf", args=[practice.slug])))


@pytest.mark.parametrize("home", HOMES)
def test_home_tells_beside_that_section_what_it_tells_without_the_practice(practice, home):
    with_it = Client().get(home).text
    # The city has a tie of its own, which the page may tell.
    assert [one for one in MARKERS if one in with_it] != []
    rest = with_it.replace(section_of_home(with_it), "")
    practice.delete()
    assert rest.split() == Client().get(home).text.split()


def test_its_own_page_is_among_those_that_were_read(practice):
    answer = Client().get(practice.get_absolute_url())
    assert answer.status_code == 200
    assert STORY in answer.text
    assert [one for one in MARKERS if one in answer.text] == []


@pytest.mark.parametrize("marker", MARKERS)
def test_nobody_finds_it_by_a_name(practice, marker):
    answer = Client().get("/praktijk/", {"q": marker})
    assert practice.slug not in [one.slug for one in answer.context["page"].rows]
