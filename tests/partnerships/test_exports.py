"""The register as files: CSV for spreadsheets, JSON for programs, GeoJSON for maps."""

import csv
import io
import json

import pytest

from partnerships.base.exports import Column, as_csv, harmless
from partnerships.models.agreement_choices import Status
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    ProvinceFactory,
    SourceFactory,
    StatusChangeFactory,
    UserFactory,
)
from tests.factories.register import plant

pytestmark = pytest.mark.django_db

COLUMNS = [
    "reference",
    "url",
    "title_nl",
    "title_en",
    "title_zh_hans",
    "kind",
    "document_form",
    "authorities",
    "authority_codes",
    "provinces",
    "divisions",
    "divisions_zh",
    "division_codes",
    "chinese_provinces",
    "first_contact_year",
    "signed_on",
    "valid_from",
    "valid_until",
    "status",
    "status_on",
    "status_reason",
    "status_note_nl",
    "verification",
    "confirmed_on",
    "themes",
    "keywords",
    "summary_nl",
    "summary_en",
    "summary_zh_hans",
    "sources",
    "updated_at",
]


def fetched(client, form):
    response = client.get(f"/open-data/agreements.{form}")
    assert response.status_code == 200
    return response.getvalue().decode()


def csv_rows(client):
    return list(csv.DictReader(io.StringIO(fetched(client, "csv").removeprefix("\ufeff"))))


@pytest.fixture
def cluster(settings):
    """A tie with two parties on each side and something in nearly every column."""
    settings.SITE_URL = "https://chinapoort.example"
    province = ProvinceFactory(name="Gelderland")
    arnhem = LocalAuthorityFactory(name="Arnhem", code="GM0202", province=province)
    nijmegen = LocalAuthorityFactory(name="Nijmegen", code="GM0268", province=province)
    wuhan = ChineseDivisionFactory(name_en="Wuhan", name_zh="武汉市", code="420100")
    suzhou = ChineseDivisionFactory(
        name_en="Suzhou", name_zh="苏州市", code="320500", parent=wuhan.parent
    )
    agreement = AgreementFactory(
        slug="cluster",
        title_nl="Steden aan rivieren",
        title_en="Cities on rivers",
        title_zh_hans="河畔城市",
        summary_nl='Water; en "meer",\nop twee regels.',
        summary_zh_hans="关于水。",
        kind="cluster",
        document_form="memorandum",
        authorities=[nijmegen, arnhem],
        divisions=[wuhan, suzhou],
        first_contact_year=1989,
        signed_on="1991-04",
        valid_from="1991",
        valid_until="2030-01-31",
        keywords=["dijken", "bomen"],
        verification="document",
        confirmed_by=UserFactory(),
        confirmed_on="2026-02-03",
        yearly_cost=12345,
    )
    SourceFactory(agreement=agreement, reference="https://example.org/deed")
    SourceFactory(agreement=agreement, reference="Gemeentearchief, doos 7")
    StatusChangeFactory(
        agreement=agreement, status=Status.LOW, on="2019", reason="capacity", note_nl="Stil."
    )
    StatusChangeFactory(agreement=agreement, status=Status.RECONSIDERED, on="2025", note_nl="Sst.")
    agreement.refresh_from_db()
    return agreement


def expected(agreement):
    return {
        "reference": "cluster",
        "url": f"https://chinapoort.example{agreement.get_absolute_url()}",
        "title_nl": "Steden aan rivieren",
        "title_en": "Cities on rivers",
        "title_zh_hans": "河畔城市",
        "kind": "cluster",
        "document_form": "memorandum",
        "authorities": ["Nijmegen", "Arnhem"],
        "authority_codes": ["GM0268", "GM0202"],
        "provinces": ["Gelderland", "Gelderland"],
        "divisions": ["Wuhan", "Suzhou"],
        "divisions_zh": ["武汉市", "苏州市"],
        "division_codes": ["420100", "320500"],
        "chinese_provinces": [agreement.divisions[0].province.name_en] * 2,
        "first_contact_year": 1989,
        "signed_on": "1991-04",
        "valid_from": "1991",
        "valid_until": "2030-01-31",
        "status": "low_activity",
        "status_on": "2019",
        "status_reason": "capacity",
        "status_note_nl": "Stil.",
        "verification": "document",
        "confirmed_on": "2026-02-03",
        "themes": [],
        "keywords": ["dijken", "bomen"],
        "summary_nl": 'Water; en "meer",\nop twee regels.',
        "summary_en": "",
        "summary_zh_hans": "关于水。",
        "sources": ["https://example.org/deed", "Gemeentearchief, doos 7"],
        "updated_at": agreement.updated_at.isoformat(timespec="seconds"),
    }


def test_csv_starts_with_the_mark_and_the_exact_columns(client):
    first, *rest = fetched(client, "csv").split("\r\n")
    assert (first, rest) == ("\ufeff" + ",".join(COLUMNS), [""])


def test_csv_holds_every_value_with_several_joined(client, cluster):
    joined = {
        name: "; ".join(value) if isinstance(value, list) else str(value)
        for name, value in expected(cluster).items()
    }
    assert csv_rows(client) == [joined]


def test_json_holds_every_value_with_several_as_lists(client, cluster):
    assert json.loads(fetched(client, "json")) == [expected(cluster)]


def test_geojson_has_the_same_values_as_properties(client, cluster):
    collection = json.loads(fetched(client, "geojson"))
    assert [feature["properties"] for feature in collection["features"]] == [expected(cluster)]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cell_that_a_spreadsheet_would_run_is_made_text(start):
    assert harmless(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("a=b", "a=b"),
        ("1979", "1979"),
        ("", ""),
        (None, ""),
        (0, "0"),
        (["a", "=b"], "a; =b"),
        (["=a", "b"], "'=a; b"),
        ([], ""),
    ],
)
def test_harmless_cell_stays_as_it_is(value, cell):
    assert harmless(value) == cell


def test_csv_quotes_what_would_break_a_row():
    lines = list(as_csv([Column("a", lambda row: row)], ['"', "x,y", "two\nlines", "=1"]))
    assert lines == ["\ufeffa\r\n", '""""\r\n', '"x,y"\r\n', '"two\nlines"\r\n', "'=1\r\n"]


def test_formula_in_a_title_is_text_in_csv_and_itself_in_json(client):
    AgreementFactory(title_nl="=HYPERLINK(1)", keywords=["@x", "y"])
    assert [(row["title_nl"], row["keywords"]) for row in csv_rows(client)] == [
        ("'=HYPERLINK(1)", "'@x; y")
    ]
    assert json.loads(fetched(client, "json"))[0]["title_nl"] == "=HYPERLINK(1)"


def test_geojson_is_a_feature_collection_with_points_east_before_north(client):
    plant()
    collection = json.loads(fetched(client, "geojson"))
    assert (collection.keys(), collection["type"]) == ({"type", "features"}, "FeatureCollection")
    assert {
        feature["id"]: (feature["type"], feature["geometry"]) for feature in collection["features"]
    } == {
        "haven": (
            "Feature",
            {"type": "MultiPoint", "coordinates": [[4.47917, 51.9225], [121.45806, 31.22222]]},
        ),
        "gewest": ("Feature", None),
        "delta": ("Feature", None),
        "water": ("Feature", None),
    }
    assert all(
        feature.keys() == {"type", "id", "geometry", "properties"}
        for feature in collection["features"]
    )


def test_place_at_zero_degrees_keeps_its_point(client):
    greenwich = LocalAuthorityFactory(latitude="0", longitude="0")
    AgreementFactory(authorities=[greenwich])
    [feature] = json.loads(fetched(client, "geojson"))["features"]
    assert feature["geometry"]["coordinates"] == [[0.0, 0.0]]


@pytest.mark.parametrize(
    ("form", "empty"),
    [("json", []), ("geojson", {"type": "FeatureCollection", "features": []})],
)
def test_file_of_no_rows_is_still_whole(client, form, empty):
    AgreementFactory(draft=True)
    assert json.loads(fetched(client, form)) == empty


@pytest.mark.parametrize("form", ["csv", "json", "geojson"])
def test_drafts_and_archived_ties_are_never_exported(client, form):
    AgreementFactory(slug="the-draft", draft=True)
    AgreementFactory(slug="the-archived", publication="archived")
    AgreementFactory(slug="the-public")
    text = fetched(client, form)
    assert ("the-public" in text, "the-draft" in text, "the-archived" in text) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("geojson", "application/geo+json"),
    ],
)
def test_file_is_streamed_row_by_row_under_its_own_name(client, form, kind):
    for _ in range(3):
        AgreementFactory()
    response = client.get(f"/open-data/agreements.{form}")
    assert response.streaming
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="chinapoort-agreements.{form}"'
    parts = list(response.streaming_content)
    assert len(parts) == (4 if form == "csv" else 5)


def test_json_is_one_array_with_a_row_on_each_line(client):
    for _ in range(2):
        AgreementFactory()
    lines = fetched(client, "json").splitlines()
    assert [lines[0], lines[-1][-1], len(lines)] == ["[", "]", 3]


@pytest.mark.parametrize("count", [1, 3])
def test_file_takes_the_same_queries_however_many_rows(client, django_assert_num_queries, count):
    for _ in range(count):
        SourceFactory(agreement=AgreementFactory(status=Status.ACTIVE))
    with django_assert_num_queries(6):
        assert len(csv_rows(client)) == count
