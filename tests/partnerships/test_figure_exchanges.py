"""The figure of exchanges: which of them are counted, in which year, and how they are drawn."""

import re

import pytest
from django.utils import translation

from partnerships.base.drawing import Look
from partnerships.models import Agreement, Exchange
from partnerships.views.figure_set import FigureSet
from tests.factories.partnerships import AgreementFactory, ExchangeFactory
from tests.partnerships.reading import file_of, findings

PAGE = "/en/figures/"
pytestmark = pytest.mark.django_db


def held(year, **values):
    return ExchangeFactory(from_on=f"{year}-05-06", until_on=f"{year}-05-10", **values)


def test_exchanges_are_counted_by_direction_in_the_year_they_began(client):
    tie, other = AgreementFactory(), AgreementFactory()
    for agreement, year, direction in (
        (tie, 2019, "outgoing"),
        (tie, 2023, "incoming"),
        (other, 2023, "incoming"),
        (other, 2023, "outgoing"),
        (other, 2021, "online"),
    ):
        held(year, agreement=agreement, direction=direction)
    ExchangeFactory(agreement=tie, from_on="2022-12-30", until_on="2023-01-05")
    assert file_of(client, "exchanges") == [
        ["year", "incoming", "outgoing", "online"],
        ["2019", "0", "1", "0"],
        ["2021", "0", "0", "1"],
        ["2022", "0", "1", "0"],
        ["2023", "2", "1", "0"],
    ]
    assert file_of(client, "exchanges", f"division={other.divisions[0].slug}") == [
        ["year", "incoming", "outgoing", "online"],
        ["2021", "0", "0", "1"],
        ["2023", "1", "1", "0"],
    ]


def test_only_public_exchanges_of_public_ties_are_counted(client):
    tie = AgreementFactory()
    for state in ("planned", "confirmed", "cancelled"):
        held(2020, agreement=tie, state=state)
    for publication in ("draft", "submitted", "archived"):
        held(2021, agreement=tie, publication=publication)
    held(2022, agreement=AgreementFactory(draft=True))
    held(2023, agreement=None)
    assert (Exchange.objects.count(), Exchange.objects.public().count()) == (8, 2)
    assert file_of(client, "exchanges") == [["year", "incoming", "outgoing", "online"]]
    assert findings(client.get(PAGE).text)[-2] == (
        "exchanges",
        "No exchange is recorded for these ties yet",
    )
    assert client.get(f"{PAGE}exchanges.svg").status_code == 404


def test_exchanges_online_have_a_table_and_no_picture(client):
    held(2020, agreement=AgreementFactory(), direction="online")
    assert file_of(client, "exchanges")[1:] == [["2020", "0", "0", "1"]]
    page = client.get(PAGE).text
    assert findings(page)[-2] == ("exchanges", "1 online exchange is recorded (2020)")
    assert re.findall(r'src="/en/figures/(\w+)[.]svg"', page)[-2:] == ["themes", "trust"]
    assert client.get(f"{PAGE}exchanges.svg").status_code == 404


def test_outgoing_exchanges_are_drawn_above_the_line_and_incoming_ones_below():
    tie = AgreementFactory()
    held(2020, agreement=tie, direction="outgoing")
    held(2022, agreement=tie, direction="incoming")
    held(2023, agreement=tie, direction="online")
    with translation.override("en"):
        figure = FigureSet(Agreement.objects.public(), {}).figure("exchanges")
        drawing = figure.draw(look=Look())
    assert drawing.spec["data"]["values"] == [
        {"year": 2020, "part": "Outgoing", "number": 1},
        {"year": 2022, "part": "Incoming", "number": -1},
    ]
