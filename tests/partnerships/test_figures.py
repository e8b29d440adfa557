"""The figures: what is counted, what is said of it, and that nothing private is in it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.base.drawing import tokens
from partnerships.filters import freshness_now
from partnerships.models import Agreement
from partnerships.models import figures as counted
from partnerships.models.agreement_choices import Status
from partnerships.views.figure_set import FigureSet
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ChineseProvinceFactory,
    ExchangeFactory,
    StatusChangeFactory,
    ThemeFactory,
)
from tests.factories.register import plant
from tests.partnerships.reading import file_of, findings

PAGE = "/en/figures/"


def ended(on="2022", **values):
    return AgreementFactory(status=Status.ENDED, status__on=on, **values)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "status",
            [
                ["status", "label", "agreements"],
                ["active", "active", "1"],
                ["dormant", "dormant", "1"],
                ["ended", "ended", "1"],
                ["none", "no public status", "1"],
            ],
        ),
        (
            "years",
            [
                ["year", "started", "ended"],
                ["1979", "1", "0"],
                ["1998", "1", "0"],
                ["2005", "1", "0"],
                ["2015", "0", "1"],
                ["", "1", "0"],
            ],
        ),
        (
            "reasons",
            [["reason", "label", "agreements"], ["policy_shift", "shift of policy", "1"]],
        ),
        (
            "themes",
            [
                ["theme", "theme_label", "chinese_province", "province_label", "agreements"],
                ["clean-water", "Clean water", "shanghai", "Shanghai", "1"],
                ["clean-water", "Clean water", "guangdong", "Guangdong", "1"],
                ["shipping", "Shipping", "shanghai", "Shanghai", "1"],
                ["", "No theme recorded", "hebei", "Hebei", "1"],
                ["", "No theme recorded", "jiangsu", "Jiangsu", "1"],
            ],
        ),
        (
            "trust",
            [
                [
                    "verification",
                    "label",
                    "confirmation_fresh",
                    "confirmation_due",
                    "confirmation_stale",
                    "confirmation_never",
                ],
                ["unverified", "unverified", "0", "0", "0", "1"],
                ["declared", "declared", "0", "0", "1", "0"],
                ["document", "document seen", "0", "1", "0", "0"],
                ["confirmed", "confirmed by both sides", "1", "0", "0", "0"],
                ["conflicting", "conflicting", "0", "0", "0", "0"],
            ],
        ),
    ],
)
def test_a_file_counts_the_public_ties_of_the_register(client, name, rows):
    plant()
    assert file_of(client, name) == rows


@pytest.mark.django_db
def test_kinds_are_counted_the_most_frequent_first(client):
    plant()
    AgreementFactory(kind="friendship_tie")
    header, first, *others = file_of(client, "kinds")
    assert header == ["kind", "label", "agreements"]
    assert first == ["friendship_tie", "friendship tie", "2"]
    assert sorted(row[0] for row in others) == [
        "project_partnership",
        "sister_city",
        "sister_province",
    ]


@pytest.mark.django_db
def test_filters_choose_what_is_counted(client):
    plant()
    assert file_of(client, "status", "authority=rotterdam&sort=newest") == [
        ["status", "label", "agreements"],
        ["active", "active", "1"],
    ]


@pytest.mark.django_db
def test_a_private_status_is_counted_nowhere(client):
    agreement = AgreementFactory(status=Status.ACTIVE, status__on="1990")
    StatusChangeFactory(
        agreement=agreement, status=Status.ENDED, on="2023", reason="security", is_public=False
    )
    agreement.refresh_from_db()
    assert (agreement.status, agreement.public_status) == (Status.ENDED, Status.ACTIVE)
    assert file_of(client, "status")[1:] == [["active", "active", "1"]]
    assert file_of(client, "reasons")[1:] == []
    assert file_of(client, "years")[1:] == [["", "1", "0"]]


@pytest.mark.django_db
def test_the_reason_is_that_of_the_last_public_change():
    agreement = AgreementFactory(status=Status.EXPIRED, status__on="2019", status__reason="expiry")
    StatusChangeFactory(agreement=agreement, status=Status.ENDED, on="2021-05", reason="merger")
    StatusChangeFactory(
        agreement=agreement, status=Status.ENDED, on="2022", reason="security", is_public=False
    )
    ended(on="")
    assert counted.endings(Agreement.objects.public()) == {("2021", "merger"): 1, ("", ""): 1}


@pytest.mark.django_db
def test_a_tie_with_two_places_in_a_province_counts_once_there():
    province, theme = ChineseProvinceFactory(), ThemeFactory()
    cities = [ChineseDivisionFactory(parent=province) for _number in range(2)]
    AgreementFactory(divisions=[province, *cities], themes=[theme])
    cells = counted.themes_by_province(Agreement.objects.public())
    assert cells == {(theme.slug, province.slug): 1}


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_the_numbers_cost_nine_statements_however_many_ties(number):
    for year in range(2020, 2020 + number):
        tie = ended(themes=[ThemeFactory()])
        ExchangeFactory(agreement=tie, from_on=f"{year}-05-06")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        figures = list(FigureSet(Agreement.objects.public(), {}))
    assert [figure.name for figure in figures] == list(FigureSet.names)
    assert len(captured) == 9


@pytest.mark.django_db
def test_qualities_add_up_to_all_ties():
    plant()
    qualities = counted.qualities(Agreement.objects.public(), freshness=freshness_now())
    assert counted.along(qualities, 0) == {"active": 1, "ended": 1, "dormant": 1, "": 1}
    assert sum(counted.along(qualities, 3).values()) == 4


# Page


@pytest.mark.django_db
def test_the_page_says_what_the_numbers_show(client):
    plant()
    assert findings(client.get(PAGE).text) == [
        ("status", "1 of 4 ties is known to be active"),
        ("places", "4 Dutch authorities and 4 places in China are connected"),
        ("kinds", "4 ties are spread over 4 kinds, none of which comes first"),
        ("themes", "On the Chinese side 4 provinces take part"),
        ("years", "1 of 4 ties has ended"),
        ("reasons", "A reason is recorded for the tie that ended"),
        ("exchanges", "No exchange is recorded for these ties yet"),
        ("trust", "1 of 4 ties was confirmed in the last 12 months"),
    ]


@pytest.mark.django_db
def test_a_picture_says_its_finding_and_knows_its_size(client):
    plant()
    page = client.get(PAGE, {"status": "ended"}).text
    [picture] = re.findall(
        r'<img src="([^"]*status[.]svg[^"]*)" alt="([^"]*)" loading="lazy" width="(\d+)" ', page
    )
    assert picture == ("/en/figures/status.svg?status=ended", "No tie is known to be active", "720")
    drawn = client.get(picture[0])
    assert drawn["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert re.search(r'<svg [^>]*width="720"', drawn.text)


@pytest.mark.django_db
def test_a_row_leads_to_the_ties_it_counts(client):
    plant()
    page = client.get(PAGE, {"theme": "clean-water"}).text
    assert 'href="/en/agreements/?theme=clean-water&amp;status=dormant"' in page
    assert [chip["value"] for chip in client.get(f"{PAGE}?theme=clean-water").context["chips"]] == [
        "Clean water"
    ]


@pytest.mark.django_db
def test_list_and_figures_lead_to_each_other_with_the_same_filters(client):
    plant()
    query = "theme=clean-water&sort=newest"
    assert 'href="/en/figures/?theme=clean-water"' in client.get(f"/en/agreements/?{query}").text
    assert 'href="/en/agreements/?theme=clean-water"' in client.get(f"{PAGE}?{query}").text


@pytest.mark.django_db
def test_without_ties_the_page_says_so_and_there_is_no_picture(client):
    page = client.get(PAGE)
    assert (page.status_code, findings(page.text)) == (200, [])
    assert "There is nothing to count" in page.text
    assert {client.get(f"{PAGE}{name}.svg").status_code for name in FigureSet.names} == {404}
    assert file_of(client, "status") == [["status", "label", "agreements"]]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["status=x", "colour=red", "sort=x", "from=2000&until=1990"])
def test_a_wrong_address_is_refused_as_the_list_refuses_it(client, query):
    page, listed = client.get(f"{PAGE}?{query}"), client.get(f"/en/agreements/?{query}")
    assert (page.status_code, listed.status_code) == (400, 400)
    reasons, as_listed = (
        [(one["label"], one["text"]) for one in answer.context["refusals"]]
        for answer in (page, listed)
    )
    assert reasons == as_listed
    for form in ("svg", "csv"):
        answer = client.get(f"{PAGE}status.{form}?{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["cats.svg", "cats.csv", "status/huge.svg", "status/.svg"])
def test_there_are_no_other_figures_or_looks(client, path):
    AgreementFactory()
    assert client.get(f"{PAGE}{path}").status_code == 404


@pytest.mark.django_db
def test_a_picture_unchanged_is_not_sent_again(client):
    AgreementFactory(status=Status.ACTIVE)
    first = client.get(f"{PAGE}status.svg")
    assert first["Cache-Control"] == "public, max-age=60"
    again = client.get(f"{PAGE}status.svg", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in FigureSet.names if name != "places"])
@pytest.mark.parametrize("look", ["narrow", "dark", "narrow-dark"])
def test_every_figure_is_drawn_in_every_look(client, name, look):
    ExchangeFactory(agreement=ended(valid_from="1994"))
    drawn = client.get(f"{PAGE}{name}/{look}.svg")
    assert drawn.status_code == 200
    paper = tokens(dark="dark" in look)["paper"]
    assert f'fill="{paper}"' in drawn.text
