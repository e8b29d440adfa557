"""Made-up practices: that they are as the portal itself would have indexed them."""

import pytest
from django.db import connection

from partnerships.models import Practice
from portal.bench import cases, fragments, pages, practices, stories
from tests.factories.partnerships import (
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SIZE = 60


@pytest.fixture
def register(monkeypatch):
    for name, number in {"HEADS": 12, "BODIES": 12, "ORGANISATIONS": 8}.items():
        monkeypatch.setattr(stories, name, number)
    for name in ("Rotterdam", "Delft", "Zwolle"):
        LocalAuthorityFactory(name=name, population=100, population_on="2025-01-01")
    for _number in range(4):
        ChineseDivisionFactory()
    ThemeFactory()
    ThemeFactory()
    UserFactory()
    fragments.load()
    practices._load(SIZE)


def test_made_up_practices_are_as_reindex_would_write_them(register):
    practices.check(SIZE)
    assert Practice.objects.count() == SIZE
    kinds = Practice.objects.values_list("kind", flat=True)
    assert set(kinds) == {"good_practice", "lesson", "stopped_attempt"}
    assert 0 < Practice.objects.filter(is_anonymous=True).count() < SIZE / 4


def test_a_practice_that_is_indexed_otherwise_is_refused(register):
    Practice.objects.filter(pk=1).update(facets=["kind:castle"])
    with pytest.raises(AssertionError, match=r"not as indexed: \[1\]"):
        practices.check(SIZE)


def test_the_indexes_are_there_again(register):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'partnerships_practice'")
        names = {name for (name,) in cursor.fetchall()}
    assert {"practice_search", "practice_facets", "practice_by_published_at"} <= names


def test_a_page_is_measured_beside_its_bare_statements(register):
    page = pages.measure(cases.practices(practices.rare_word())["common word"], times=1)
    assert (page.status, page.queries) == (200, "4")
    assert 0 < page.bare < page.milliseconds
    assert len(page.statements) == 4
