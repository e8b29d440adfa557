"""The map of ties: which places it shows, what chooses them, and that it says so in words too."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.base import labels, maps
from partnerships.models import Agreement
from partnerships.models.agreement_choices import Status
from partnerships.views.tie_map import TieMap
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
)

PAGE = "/en/agreements/map/"
ROTTERDAM = {"name": "Rotterdam", "slug": "rotterdam", "longitude": 4.48, "latitude": 51.92}
SHANGHAI = {"name_en": "Shanghai", "slug": "shanghai", "longitude": 121.47, "latitude": 31.23}


@pytest.fixture
def tie(db):
    """A tie between two places whose points are known."""
    return AgreementFactory(
        slug="haven",
        authorities=[LocalAuthorityFactory(**ROTTERDAM)],
        divisions=[ChineseDivisionFactory(**SHANGHAI)],
        status=Status.ACTIVE,
    )


def numbers(client, query=""):
    answer = client.get(f"/en/figures/places.csv?{query}")
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))[1:]


def spots(text):
    """Return the points of the picture for a desk as ``{name: address}``."""
    wide = re.search(r'<svg class="map__drawing map__drawing--wide".*?</svg>', text, re.DOTALL)[0]
    found = re.findall(r'<a href="([^"]*)" tabindex="-1"[^>]*><title>(.*?)</title>', wide)
    return {name: address for address, name in found}


def test_a_point_leads_to_the_map_of_its_own_ties_and_back(client, tie):
    AgreementFactory(slug="other")
    points = spots(client.get(PAGE).text)
    assert points["Shanghai"] == f"{PAGE}?division=shanghai"
    chosen = client.get(points["Shanghai"])
    assert [row.slug for row in chosen.context["page"].rows] == ["haven"]
    assert spots(chosen.text) == {
        "Rotterdam": f"{PAGE}?division=shanghai&amp;authority=rotterdam",
        "Shanghai": PAGE,
    }
    assert "map__spot--chosen" in chosen.text


def test_the_table_under_the_map_leads_to_the_ties_of_each_pair(client, tie):
    text = client.get(PAGE).text
    pair = re.search(
        r'<th scope="row"><a href="([^"]+)" rel="nofollow">Rotterdam – Shanghai<', text
    )
    assert pair[1] == "/en/agreements/?authority=rotterdam&amp;division=shanghai"
    assert "1 Dutch authority and 1 place in China are connected" in text


def test_pairs_are_counted_with_those_that_ended_and_drafts_never(client, tie):
    parties = {"authorities": tie.authorities, "divisions": tie.divisions}
    AgreementFactory(kind="project_partnership", status=Status.ENDED, status__on="2020", **parties)
    AgreementFactory(kind="contact", draft=True, **parties)
    authority, division = tie.authorities[0], tie.divisions[0]
    shown = [authority.code, "Rotterdam", division.code, "Shanghai", "2", "1"]
    assert numbers(client) == [shown]
    assert numbers(client, "kind=contact") == []


def test_a_line_is_dashed_only_when_no_tie_stands(client, tie):
    parties = {"authorities": tie.authorities, "divisions": tie.divisions}
    AgreementFactory(kind="project_partnership", status=Status.ENDED, status__on="2020", **parties)
    assert "map__arc--over" not in client.get(PAGE).text
    assert "map__arc--over" in client.get(f"{PAGE}?status=ended").text


def test_a_place_without_a_point_stands_in_the_table_only(client, tie):
    AgreementFactory(
        authorities=tie.authorities,
        divisions=[ChineseDivisionFactory(name_en="Binhai", longitude=None, latitude=None)],
    )
    text = client.get(PAGE).text
    assert set(spots(text)) == {"Rotterdam", "Shanghai"}
    assert "Rotterdam – Binhai" in text


def test_numbers_of_the_drawing_are_those_of_svg_in_every_language(client, tie):
    for page in ("/samenwerkingen/kaart/", PAGE, "/zh-hans/agreements/map/"):
        assert re.findall(r'c[xy]="[^"]*,[^"]*"', client.get(page).text) == []


@pytest.mark.parametrize("path", ["/en/", PAGE, "/en/figures/"])
def test_the_map_is_hidden_from_those_whom_its_table_serves(client, tie, path):
    text = client.get(path).text
    assert text.count('<div class="map" aria-hidden="true">') == 1
    assert text.count("Rotterdam – Shanghai") == 1


@pytest.mark.django_db
def test_an_empty_map_is_not_drawn(client):
    assert "<svg" not in client.get(PAGE).text
    assert client.get("/en/figures/places.svg").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_map_costs_three_statements_however_many_pairs(count):
    for _one in range(count):
        AgreementFactory(
            authorities=[LocalAuthorityFactory(longitude=5, latitude=52)],
            divisions=[ChineseDivisionFactory(longitude=110, latitude=30)],
        )
    with CaptureQueriesContext(connection) as captured:
        drawings = TieMap(Agreement.objects.public(), {}).drawings()
    assert [len(one["arcs"]) for one in drawings] == [count, count]
    assert len(captured) == 3


@pytest.mark.django_db
def test_a_picture_holds_the_pairs_with_most_ties_and_the_file_all(client, tie):
    parties = {"authorities": tie.authorities, "divisions": tie.divisions}
    AgreementFactory(kind="project_partnership", **parties)
    AgreementFactory()
    pairs = TieMap(Agreement.objects.public(), {}, most=1).pairs
    assert [(pair.authority, pair.number) for pair in pairs] == [(tie.authorities[0].pk, 2)]
    assert len(numbers(client)) == 2


@pytest.mark.parametrize("layout", maps.LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize(
    ("pane", "west", "east"),
    [("dutch", (3.4, 51.3), (7.1, 53.2)), ("chinese", (75.9, 39.5), (131.0, 46.8))],
)
def test_corners_of_both_countries_lie_within_their_pane(layout, pane, west, east):
    pane = getattr(layout, pane)
    (x1, y1), (x2, y2) = pane.place(*west), pane.place(*east)
    assert pane.x <= x1 < x2 <= pane.x + pane.width <= layout.width
    assert pane.y <= y2 < y1 <= pane.y + pane.height <= layout.height


def test_names_never_touch_a_point_or_each_other():
    points = [
        {
            "spot": maps.Spot(("x", n), f"Place {n}", 0, 0, 1, ""),
            "x": 40 + 9 * n,
            "y": 50,
            "radius": 5,
        }
        for n in range(12)
    ]
    labels.put(points, width=200, height=100)
    boxes = [labels._box(point["x"], point["y"], point["radius"]) for point in points]
    named = [point for point in points if point["label"]]
    assert 0 < len(named) < len(points)
    for point in named:
        boxes.append(next(box for label, box in labels._choices(point) if label == point["label"]))
    touching = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[max(place + 1, len(points)) :]
        if labels._touch(one, other)
    ]
    assert touching == []
