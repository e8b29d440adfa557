"""The promise of the register: page, CSV, JSON and GeoJSON hold the same rows in the same order."""

import csv
import json
import re

import pytest

from tests.factories.partnerships import AgreementFactory
from tests.factories.register import plant

pytestmark = pytest.mark.django_db

LIST = "/en/agreements/"
ROW = re.compile(
    r'<h3 class="nl-heading nl-heading--level-3 row__title"><a href="/en/agreements/([^/"]+)/"'
)
NEXT = re.compile(r'href="([^"]+)" rel="next"')
EVERYTHING = {"delta", "gewest", "haven", "water"}


def on_pages(client, query):
    """Return the slugs on all pages of a list, following its links as a reader would."""
    slugs, address = [], f"{LIST}?{query}"
    while address:
        response = client.get(address)
        assert response.status_code == 200
        slugs += ROW.findall(response.text)
        following = NEXT.search(response.text)
        address = following and following[1].replace("&amp;", "&")
    return slugs


def fetched(client, form, query):
    response = client.get(f"/open-data/agreements.{form}?{query}")
    assert response.status_code == 200
    return response.getvalue().decode("utf-8-sig")


def in_csv(client, query):
    text = fetched(client, "csv", query)
    return [row["reference"] for row in csv.DictReader(text.splitlines())]


def in_json(client, query):
    return [row["reference"] for row in json.loads(fetched(client, "json", query))]


def in_geojson(client, query):
    collection = json.loads(fetched(client, "geojson", query))
    return [feature["id"] for feature in collection["features"]]


ANSWERED = {
    "": EVERYTHING,
    "sort=newest": EVERYTHING,
    "sort=oldest": EVERYTHING,
    "sort=changed": EVERYTHING,
    "sort=confirmed": EVERYTHING,
    "q=havens": {"haven"},
    "q=%E4%B8%8A%E6%B5%B7": {"haven"},
    "q=zuid-holland&sort=oldest": {"gewest", "haven"},
    "theme=clean-water&sort=newest": {"delta", "haven"},
    "status=ended&status=none": {"gewest", "water"},
    "kind=sister_city&kind=contact": {"haven"},
    "province=provincie-zuid-holland&sort=confirmed": {"gewest", "haven"},
    "authorityKind=municipality&chineseProvince=guangdong": {"delta"},
    "from=1990&until=2010&sort=changed": EVERYTHING - {"water"},
    "freshness=due&freshness=stale&sort=oldest": {"delta", "gewest"},
    "verification=unverified": {"water"},
    "division=nanjing&authority=delfland": {"water"},
    "kind=cluster": set(),
}


@pytest.mark.slow
@pytest.mark.parametrize("query", ANSWERED)
def test_page_and_files_hold_the_same_rows_in_the_same_order(client, settings, query):
    plant()
    settings.PAGE_SIZE = 2
    rows = on_pages(client, query)
    assert (set(rows), len(rows)) == (ANSWERED[query], len(ANSWERED[query]))
    assert in_csv(client, query) == rows
    assert in_json(client, query) == rows
    assert in_geojson(client, query) == rows


REFUSED = [
    "colour=red",
    "format=json",
    "status=open",
    "status=active&status=open",
    "theme=nothing",
    "authority=Rotterdam",
    "province=rotterdam",
    "freshness=today",
    "from=abc",
    "until=2101",
    "from=2000&until=1999",
    "sort=random",
    "q=%00",
    "kind=%00",
]


@pytest.mark.parametrize("query", REFUSED)
def test_page_and_files_refuse_the_same_addresses(client, query):
    AgreementFactory(slug="must-not-appear")
    addresses = [LIST, *(f"/open-data/agreements.{form}" for form in ("csv", "json", "geojson"))]
    responses = [client.get(f"{address}?{query}") for address in addresses]
    assert [response.status_code for response in responses] == [400] * 4
    assert not any("must-not-appear" in response.text for response in responses)


def test_file_says_why_as_problem_details(client):
    response = client.get("/open-data/agreements.csv?colour=red&from=x")
    problem = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert (problem.keys(), problem["status"]) == ({"status", "title", "detail"}, 400)
    assert "colour" in problem["detail"]


def test_file_of_a_later_page_holds_all_rows(client):
    """Which page a reader is on chooses no rows; the links beside the list leave it out."""
    plant()
    assert set(in_csv(client, "after=delta")) == EVERYTHING
