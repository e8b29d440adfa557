"""Yearly overviews: exact figures from planted exchanges, who may see them, and every form."""

import csv
import datetime as dt
import io
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.models import Exchange
from programmes.models.overviews import yearly_overview
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import (
    ChineseDivisionFactory,
    ChineseProvinceFactory,
    CommitmentFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    ThemeFactory,
    UserFactory,
)
from tests.factories.programmes import ProgrammeFactory
from tests.partnerships.papers import languages_of, opened, text_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2022, 3, 1)


def exchange(authority, day, *, divisions=(), themes=(), **given):
    made = ExchangeFactory(authority=authority, from_on=day, until_on=day, **given)
    made.authorities.add(authority)
    made.divisions.set(divisions)
    made.themes.set(themes)
    return made


@pytest.fixture
def year(membership):
    """The year 2021 of Rotterdam: four exchanges held, one cancelled, one of another year."""
    own = membership.authority
    hebei = ChineseProvinceFactory(name_zh="河北省", name_en="Hebei", name_nl="Hebei")
    baoding = ChineseDivisionFactory(
        name_zh="保定市", name_en="Baoding", name_nl="Baoding", parent=hebei
    )
    shanghai = ChineseProvinceFactory(name_zh="上海市", name_en="Shanghai", name_nl="Sjanghai")
    water = ThemeFactory(slug="water", name_nl="Water", position=1)
    food = ThemeFactory(slug="food", name_nl="Voedsel", position=2)
    visit = exchange(
        own, "2021-02-01", direction="incoming", divisions=[baoding, hebei], themes=[water, food]
    )
    exchange(own, "2021-05-06", divisions=[shanghai, baoding], themes=[water], title_nl="Reis")
    exchange(own, "2021-06-01", direction="online", divisions=[shanghai], publication="draft")
    exchange(own, "2021-12-31", direction="incoming", themes=[food])
    exchange(own, "2021-09-09", state="cancelled", divisions=[shanghai], themes=[water])
    exchange(own, "2022-01-01", divisions=[hebei], themes=[water])
    exchange(LocalAuthorityFactory(name="Delft"), "2021-03-03", themes=[food])
    CommitmentFactory(exchange=visit, text="Plan sturen", done_on="2021-04-01", owner="Stad")
    CommitmentFactory(exchange=visit, text="Cursus geven", due_on="2021-12-01")
    CommitmentFactory(exchange=visit, text="Boek schrijven", due_on="2023-12-01")
    CommitmentFactory(exchange=visit, text="Terugkomen", due_on="2021-10-01", done_on="2022-06-01")
    return SimpleNamespace(authority=own, user=membership.user, visit=visit)


def address(authority, year=2021, name="my-overview", *further, programme=""):
    path = reverse(name, args=[authority.slug, year, *further])
    return f"{path}?programme={programme}" if programme else path


def plain(rows):
    return [(str(group), [*numbers.values()]) for group, numbers in rows]


@time_machine.travel(TODAY)
def test_the_figures_count_what_was_held_in_that_year(official_client, year):
    overview = yearly_overview(year.authority, year=2021, user=year.user, on=TODAY)
    assert [*overview.states.values()] == [0, 0, 4, 1]
    assert [*overview.directions.values()] == [2, 1, 1]
    assert plain(overview.sectors) == [("Water", [1, 1, 0]), ("Voedsel", [2, 0, 0])]
    assert plain(overview.origins) == [("Hebei", [1, 1, 0]), ("Sjanghai", [0, 1, 1])]
    assert [*overview.fates.values()] == [1, 1, 2]
    text = official_client.get(address(year.authority)).text
    assert "4 uitwisselingen zijn gehouden: inkomend 2, uitgaand 1, online 1" in text
    assert "Het vaakst over: Water, Voedsel (2)" in text
    assert "Het vaakst met: Hebei 河北省, Sjanghai 上海市 (2)" in text
    assert "Van 4 afspraken zijn er 1 gedaan en 2 te laat" in text


@time_machine.travel(TODAY)
def test_every_number_is_also_a_file(official_client, year):
    def rows(name):
        answer = official_client.get(address(year.authority, 2021, "my-overview-file", name))
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows("directions") == [
        ["directions", "label", "number"],
        ["incoming", "Inkomend", "2"],
        ["outgoing", "Uitgaand", "1"],
        ["online", "Online", "1"],
    ]
    assert rows("sectors")[1:] == [
        ["water", "Water", "1", "1", "0"],
        ["food", "Voedsel", "2", "0", "0"],
    ]
    assert [row[1:] for row in rows("origins")[1:]] == [
        ["Hebei 河北省", "1", "1", "0"],
        ["Sjanghai 上海市", "0", "1", "1"],
    ]
    assert [row[0::2] for row in rows("commitments")[1:]] == [
        ["done", "1"],
        ["open", "1"],
        ["overdue", "2"],
    ]
    first, *others = rows("exchanges")[1:]
    assert [row[0] for row in others] == ["2021-05-06", "2021-06-01", "2021-09-09", "2021-12-31"]
    assert first[:2] + first[3:6] == [*["2021-02-01"] * 2, "incoming", "knowledge", "held"]
    assert first[8] in ("保定市; 河北省", "河北省; 保定市")
    assert first[11:14] == ["4", "1", "2"]


def test_a_year_without_exchanges_says_so_and_draws_nothing(official_client, membership):
    answer = official_client.get(address(membership.authority, 2010))
    for sentence in (
        "Er is geen uitwisseling gehouden",
        "Er is geen thema vastgelegd",
        "Er is geen afspraak vastgelegd",
        "Van dit jaar is geen uitwisseling vastgelegd.",
    ):
        assert sentence in answer.text
    assert "<picture>" not in answer.text
    picture = address(membership.authority, 2010, "my-overview-picture", "sectors", "wide")
    assert official_client.get(picture).status_code == 404
    paper = opened(official_client.get(address(membership.authority, 2010, "my-overview-pdf")))
    assert "Van dit jaar is geen uitwisseling vastgelegd." in text_of(paper)


@pytest.mark.parametrize("look", ["wide", "narrow", "dark", "narrow-dark"])
def test_every_figure_is_a_picture_in_every_look(official_client, year, look):
    for name in ("directions", "sectors", "origins", "commitments"):
        answer = official_client.get(
            address(year.authority, 2021, "my-overview-picture", name, look)
        )
        assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
        assert answer.content.startswith(b"<svg")
        assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_what_there_is_none_of_is_not_there(official_client, year):
    for path in (
        address(year.authority, 1899),
        address(year.authority, 2101),
        address(year.authority, 2021, "my-overview-picture", "colours", "wide"),
        address(year.authority, 2021, "my-overview-picture", "sectors", "round"),
        address(year.authority, 2021, "my-overview-file", "colours"),
        address(year.authority, programme="nothing"),
        address(year.authority, programme="%00"),
    ):
        assert official_client.get(path).status_code == 404


def everything(authority):
    yield from (address(authority), address(authority, 2021, "my-overview-pdf"))
    yield address(authority, 2021, "my-overview-file", "exchanges")
    yield address(authority, 2021, "my-overview-picture", "directions", "wide")


def test_only_the_own_authority_and_staff_come_in(year):
    elsewhere, liaison = MembershipFactory().user, UserFactory(is_liaison=True)
    reader = MembershipFactory(authority=year.authority, role="reader").user
    staff = UserFactory(is_staff=True)
    found = {}
    for name, user in (
        ("nobody", None),
        ("elsewhere", elsewhere),
        ("liaison", liaison),
        ("reader", reader),
        ("staff", staff),
    ):
        client = Client()
        if user:
            client.force_login(user)
        found[name] = {client.get(path).status_code for path in everything(year.authority)}
    assert found == {
        "nobody": {302},
        "elsewhere": {404},
        "liaison": {403},
        "reader": {200},
        "staff": {200},
    }


def test_of_an_exchange_that_another_keeps_only_what_may_be_seen_is_told(membership):
    own, other = membership.authority, LocalAuthorityFactory(name="Delft")
    joint = exchange(other, "2021-02-01", results_nl="Een geheim plan", publication="draft")
    joint.authorities.add(own)
    CommitmentFactory(exchange=joint, text="Geheime toezegging")
    told = exchange(other, "2021-02-02", results_nl="Een open plan")
    told.authorities.add(own)
    cancelled = exchange(other, "2021-02-03", state="cancelled", title_nl="Afgezegd bezoek")
    cancelled.authorities.add(own)
    client = Client()
    client.force_login(membership.user)
    pages = [client.get(path) for path in everything(own)]
    texts = [pages[0].text, text_of(opened(pages[1])), pages[2].content.decode()]
    for text in texts:
        assert str(joint) in text
        for hidden in ("Een geheim plan", "Geheime toezegging", "Afgezegd bezoek"):
            assert hidden not in text
    assert "Een open plan" in texts[0]


@time_machine.travel(TODAY)
def test_the_paper_is_tagged_and_draws_its_characters(official_client, year):
    answer = official_client.get(address(year.authority, 2021, "my-overview-pdf"))
    assert answer["Content-Disposition"] == (
        f'attachment; filename="chinapoort-{year.authority.slug}-2021-nl.pdf"'
    )
    paper = opened(answer)
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 -- a value of PDF
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert paper.metadata.title == "Jaaroverzicht 2021: Rotterdam"
    assert languages_of(paper) >= {"zh-CN"}
    text = text_of(paper)
    for told in ("河北省", "保定市", "Cursus geven", "Reis", "4 uitwisselingen zijn gehouden"):
        assert told in text


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2021", "2022", ["2021-02-01", "2021-05-06", "2021-06-01", "2021-09-09", "2021-12-31"]),
        ("2021-05", "", ["2021-05-06", "2021-06-01", "2021-09-09", "2021-12-31"]),
        ("2021-05-07", "2021-06", ["2021-06-01"]),
        ("2022", "", []),
    ],
)
def test_a_support_programme_shows_its_client_in_its_term(official_client, year, start, end, days):
    ProgrammeFactory(
        slug="steun", kind="support", client=year.authority, valid_from=start, valid_until=end
    )
    path = address(year.authority, 2021, "my-overview-file", "exchanges", programme="steun")
    rows = csv.DictReader(io.StringIO(official_client.get(path).content.decode("utf-8-sig")))
    assert [row["from"] for row in rows] == days


def test_a_programme_of_another_kind_client_or_unpublished_has_no_overview(official_client, year):
    ProgrammeFactory(slug="eu", client=year.authority)
    ProgrammeFactory(slug="elders", kind="support", client=LocalAuthorityFactory())
    ProgrammeFactory(slug="concept", kind="support", client=year.authority, publication="draft")
    for slug in ("eu", "elders", "concept"):
        assert official_client.get(address(year.authority, programme=slug)).status_code == 404


@time_machine.travel(TODAY)
def test_the_workspace_leads_to_every_overview_in_one_click(official_client, year):
    ProgrammeFactory(
        slug="steun", name_nl="Steun", kind="support", client=year.authority, valid_from="2021"
    )
    subjects = official_client.get(reverse("my-overviews")).context["subjects"]
    assert [(one["name"], [way["year"] for way in one["ways"]]) for one in subjects] == [
        ("Rotterdam", [2022, 2021]),
        ("Steun", [2022, 2021]),
    ]
    for subject in subjects:
        for way in subject["ways"]:
            assert official_client.get(way["url"]).status_code == 200


def test_staff_finds_every_authority_with_exchanges(staff_client, year):
    subjects = staff_client.get(reverse("my-overviews")).context["subjects"]
    assert [one["name"] for one in subjects] == ["Delft", "Rotterdam"]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_one_exchange_and_for_three(official_client, membership, count):
    own = membership.authority
    for number in range(count):
        made = exchange(
            own,
            f"2021-0{number + 1}-01",
            divisions=[ChineseDivisionFactory()],
            themes=[ThemeFactory()],
        )
        CommitmentFactory(exchange=made)
        ProgrammeFactory(kind="support", client=own, valid_from="2021")
    costs = []
    for path in (reverse("my-overviews"), *list(everything(own))[:3]):
        with CaptureQueriesContext(connection) as captured:
            assert official_client.get(path).status_code == 200
        costs.append(len(captured))
    assert Exchange.objects.count() == count
    assert costs == [7, 9, 9, 9]
