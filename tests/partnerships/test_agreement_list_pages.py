"""Pages of the list of agreements: every order, forwards and back, at the same cost."""

import datetime as dt
import re

import pytest

from partnerships.models import Agreement
from partnerships.models.agreement_choices import Status
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/en/agreements/"
ORDERS = ["", "newest", "oldest", "changed", "confirmed"]


def shown(response):
    return re.findall(
        r'<h3 class="nl-heading nl-heading--level-3 row__title"><a href="/en/agreements/([^/"]+)/"',
        response.text,
    )


def link(response, relation):
    found = re.search(rf'<a [^>]*href="([^"]*)" rel="{relation}"', response.text)
    return found and found[1].replace("&amp;", "&")


def walk(client, address, relation):
    """Return the slugs of each page from an address on, following its links."""
    pages = []
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.context["refusals"]
        pages.append(shown(response))
        address = link(response, relation)
    return pages


@pytest.fixture
def seven(settings):
    """Seven ties on pages of three, of which two share every date and two have none."""
    settings.PAGE_SIZE = 3
    colleague = UserFactory()
    dates = {
        "a": ("1985-04", "1985-04", "2024-01-01"),
        "b": ("", "", None),
        "c": ("2001", "2010", "2025-06-30"),
        "d": ("", "", None),
        "e": ("2001", "2010", "2025-06-30"),
        "f": ("2001-02-03", "2022-11", "2023-05-05"),
        "g": ("1979", "2015", "2026-01-02"),
    }
    names = ["Gouda", "Franeker", "Ede", "Delft", "Castricum", "Breda", "Assen"]
    for name, (slug, (since, changed, confirmed)) in zip(names, dates.items(), strict=True):
        AgreementFactory(
            slug=slug,
            authorities=[LocalAuthorityFactory(name=name)],
            valid_from=since,
            status=Status.ACTIVE if since else None,
            status__on=changed,
            confirmed_on=confirmed,
            confirmed_by=colleague if confirmed else None,
        )


IN_ORDER = {
    "": "gfedcba",
    "newest": "feca" + "gdb",
    "oldest": "g" + "acef" + "bd",
    "changed": "fgecadb",
    "confirmed": "gecafdb",
}


@pytest.mark.parametrize("sort", ORDERS)
def test_each_order_sorts_the_rows_and_puts_unknown_dates_last(client, seven, settings, sort):
    settings.PAGE_SIZE = 25
    assert shown(client.get(LIST, {"sort": sort})) == list(IN_ORDER[sort])


@pytest.mark.parametrize("sort", ORDERS)
def test_pages_forwards_show_every_row_once(client, seven, sort):
    pages = walk(client, f"{LIST}?sort={sort}", "next")
    order = list(IN_ORDER[sort])
    assert pages == [order[:3], order[3:6], order[6:]]


@pytest.mark.parametrize("sort", ORDERS)
def test_pages_backwards_show_the_same_rows(client, seven, sort):
    last = IN_ORDER[sort][-1]
    pages = walk(client, f"{LIST}?sort={sort}&before={last}", "prev")
    order = list(IN_ORDER[sort])
    assert pages == [order[3:6], order[:3]]


def test_first_page_has_no_previous_and_last_page_no_next(client, seven):
    first, last = client.get(LIST), client.get(f"{LIST}?after=b")
    assert (link(first, "prev"), link(first, "next")) == (None, f"{LIST}?after=e")
    assert (shown(last), link(last, "prev"), link(last, "next")) == (
        ["a"],
        f"{LIST}?before=a",
        None,
    )


def test_exactly_one_page_of_rows_has_no_further_page(client, seven, settings):
    settings.PAGE_SIZE = 7
    response = client.get(LIST)
    assert (len(shown(response)), link(response, "next")) == (7, None)


def test_page_links_keep_the_filters(client, seven):
    response = client.get(f"{LIST}?status=active&sort=newest")
    assert link(response, "next") == f"{LIST}?status=active&sort=newest&after=c"


def test_page_after_a_row_that_left_the_filters_still_follows_on(client, seven):
    """A reader who stays on a page while a tie ends still finds the next page."""
    response = client.get(f"{LIST}?status=active&after=d")
    assert shown(response) == ["c", "a"]


def test_page_after_a_row_that_was_removed_is_refused(client, seven):
    address = f"{LIST}?after=d"
    Agreement.objects.get(slug="d").delete()
    response = client.get(address)
    assert response.status_code == 400
    assert "This page of the list is gone. Start again at the first page." in response.text


def test_page_after_a_draft_is_refused_like_one_after_nothing(client, seven):
    AgreementFactory(slug="secret", draft=True)
    assert client.get(f"{LIST}?after=secret").status_code == 400


def fill(count):
    """Make a number of ties with everything that a row, facet or chip can show."""
    themes = [ThemeFactory(slug="clean"), ThemeFactory(slug="ports")]
    colleague, haag = UserFactory(), LocalAuthorityFactory(name="Den Haag")
    for _ in range(count):
        AgreementFactory(
            authorities=[haag, LocalAuthorityFactory()],
            divisions=[ChineseDivisionFactory(), ChineseDivisionFactory()],
            themes=themes,
            valid_from="1999",
            confirmed_by=colleague,
            confirmed_on=dt.date(2025, 1, 1),
            status=Status.ACTIVE,
            status__on="1999",
        )


QUERIES = {
    "": 4,
    "?sort=newest": 4,
    "?theme=clean&authority=den-haag&kind=sister_city&q=samenwerk&freshness=stale"
    "&freshness=due&freshness=fresh&from=1990": 5,
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("query", QUERIES)
def test_list_of_agreements_takes_few_queries_however_many_rows(
    client, django_assert_num_queries, count, query
):
    fill(count)
    with django_assert_num_queries(QUERIES[query]):
        response = client.get(f"{LIST}{query}")
    assert len(shown(response)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_later_page_takes_one_query_more(client, django_assert_num_queries, count):
    AgreementFactory(slug="first", authorities=[LocalAuthorityFactory(name="Aa")])
    fill(count)
    with django_assert_num_queries(5):
        response = client.get(f"{LIST}?after=first")
    assert len(shown(response)) == count
