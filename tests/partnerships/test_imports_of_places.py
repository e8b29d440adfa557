"""Importing themes, local authorities and Chinese divisions, through their mergers."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from partnerships.models import ChineseDivision, LocalAuthority, Theme
from partnerships.spreadsheets.places import AuthoritySheet, DivisionSheet, ThemeSheet
from tests.factories.partnerships import AgreementFactory, SourceFactory

from .sheets import events, outcomes, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def theme(slug, **values):
    return {"slug": slug, "name_nl": slug.title(), "name_en": "", "name_zh_hans": ""} | values


def authority(code, name, **values):
    return {
        "code": code,
        "name": name,
        "kind": "municipality",
        "province": "PV28",
        "source": "CBS 2023",
        "valid_from": "",
        "valid_until": "",
        "successors": "",
    } | values


PROVINCE = authority("PV28", "Zuid-Holland", kind="province", province="")


def division(code, name, **values):
    return {
        "code": code,
        "name_zh": name,
        "name_en": name,
        "name_nl": name,
        "level": "prefecture_city",
        "parent": "440000",
        "source": "GB/T 2260",
    } | values


GUANGDONG = division("440000", "Guangdong", level="province", parent="")


def test_themes_keep_the_order_of_the_sheet():
    assert outcomes(ThemeSheet, theme("water"), theme("art"), theme("health")) == ["new"] * 3
    assert [one.slug for one in Theme.objects.all()] == ["water", "art", "health"]


@pytest.mark.parametrize("order", [["art", "water"], ["water", "health", "art"]])
def test_themes_follow_when_the_sheet_is_put_in_another_order(order):
    outcomes(ThemeSheet, theme("water"), theme("art"))
    outcomes(ThemeSheet, *map(theme, order))
    assert [one.slug for one in Theme.objects.all()] == order


def test_second_import_of_each_sheet_changes_nothing_and_writes_no_history():
    sheets = [
        (ThemeSheet, [theme("water"), theme("art")]),
        (AuthoritySheet, [PROVINCE, authority("GM0599", "Rotterdam", aliases="Roffa;010")]),
        (DivisionSheet, [GUANGDONG, division("440100", "广州市", former_names="Canton;Kanton")]),
    ]
    first = [outcomes(sheet, *rows) for sheet, rows in sheets]
    before = events()
    second = [outcomes(sheet, *rows) for sheet, rows in sheets]
    assert (first, second) == ([["new"] * 2] * 3, [["unchanged"] * 2] * 3)
    assert events() == before


def test_authority_has_all_that_its_row_says():
    rotterdam = authority(
        "GM0599",
        "Rotterdam",
        name_zh_hans="鹿特丹",
        aliases="Roffa; Rotte",
        slug="rotterdam",
        latitude="51.9225",
        longitude="4.479171234",
        website="https://www.rotterdam.nl",
        population="663900",
        population_on="2023-01-01",
    )
    assert outcomes(AuthoritySheet, PROVINCE, rotterdam) == ["new", "new"]
    imported = LocalAuthority.objects.get(code="GM0599")
    assert (
        (imported.name, imported.name_zh_hans, imported.aliases),
        (imported.slug, imported.province.code, imported.kind),
        (imported.latitude, imported.longitude),
        (imported.population, imported.population_on),
        [(source.reference, source.kind) for source in imported.sources.all()],
    ) == (
        ("Rotterdam", "鹿特丹", ["Roffa", "Rotte"]),
        ("rotterdam", "PV28", "municipality"),
        (Decimal("51.92250"), Decimal("4.47917")),
        (663900, dt.date(2023, 1, 1)),
        [("CBS 2023", "import")],
    )


def test_address_is_made_from_the_name_and_then_stays():
    outcomes(AuthoritySheet, PROVINCE, authority("GM0599", "Rotterdam", slug=""))
    outcomes(AuthoritySheet, authority("GM0599", "Rotterdam aan de Maas", slug=""))
    assert list(LocalAuthority.objects.values_list("code", "name", "slug").order_by("code")) == [
        ("GM0599", "Rotterdam aan de Maas", "rotterdam"),
        ("PV28", "Zuid-Holland", "provincie-zuid-holland"),
    ]


def test_merger_ends_two_lives_and_links_the_successor():
    before = [PROVINCE, authority("GM0501", "Brielle"), authority("GM0530", "Hellevoetsluis")]
    outcomes(AuthoritySheet, *before)
    ended = {"valid_until": "2023-01-01", "successors": "GM1992"}
    merged = [
        PROVINCE,
        authority("GM0501", "Brielle", **ended),
        authority("GM0530", "Hellevoetsluis", **ended),
        authority("GM1992", "Voorne aan Zee", valid_from="2023-01-01"),
    ]
    assert outcomes(AuthoritySheet, *merged) == ["unchanged", "changed", "changed", "new"]
    voorne = LocalAuthority.objects.get(code="GM1992")
    assert [place.code for place in voorne.predecessors.order_by("code")] == ["GM0501", "GM0530"]
    assert voorne.valid_from == dt.date(2023, 1, 1)
    history = events()
    assert outcomes(AuthoritySheet, *merged) == ["unchanged"] * 4
    assert events() == history


def test_successors_in_another_order_change_nothing():
    rows = [
        PROVINCE,
        authority("GM0002", "Twee"),
        authority("GM0001", "Een"),
        authority("GM0003", "Oud", valid_until="2020-01-01", successors="GM0002; GM0001"),
    ]
    outcomes(AuthoritySheet, *rows)
    assert outcomes(AuthoritySheet, *rows) == ["unchanged"] * 4


def test_code_that_lives_twice_is_told_apart_by_its_first_day():
    rows = [
        PROVINCE,
        authority("GM0001", "Oud", valid_until="2000-01-01"),
        authority("GM0001", "Nieuw", valid_from="2000-01-01"),
    ]
    assert outcomes(AuthoritySheet, *rows) == ["new"] * 3
    assert outcomes(AuthoritySheet, *rows) == ["unchanged"] * 3


def test_successor_that_is_not_there_refuses_the_sheet_by_its_code():
    old = authority("GM0001", "Oud", valid_until="2020-01-01", successors="GM9999")
    reason = refusal(AuthoritySheet, PROVINCE, old)
    assert reason == "There is no authority to succeed with code GM9999."
    assert not LocalAuthority.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"province": "PV99"}, "province: There is no place with code PV99."),
        ({"province": ""}, "A municipality lies in a province; a province lies in none."),
        ({"kind": "village"}, "kind: Value 'village' is not a valid choice."),
        ({"code": "0599"}, "The CBS code is GM and four digits for a municipality, "),
        ({"latitude": "north"}, "latitude: “north” is not a number of degrees."),
        ({"latitude": "1"}, "Give both latitude (-90 to 90) and longitude (-180 to 180), "),
        ({"population": "many"}, "population: “many” is not a whole number."),
        ({"population": "1"}, "Give the population with its date, or neither."),
        ({"valid_until": "soon"}, "valid_until: “soon” is not a date such as 2026-01-31."),
        ({"slug": "provincie-zuid-holland"}, "Another record has this slug."),
        ({"website": "rotterdam"}, "website: Enter a valid URL."),
    ],
)
def test_bad_authority_is_refused_with_its_reason_while_the_rest_goes_in(wrong, reason):
    [new, refused] = outcomes(AuthoritySheet, PROVINCE, authority("GM0599", "X") | wrong)
    assert (new, refused[0][: len(reason)], len(refused)) == ("new", reason, 1)
    assert [place.code for place in LocalAuthority.objects.all()] == ["PV28"]


def test_repeated_authority_is_refused_naming_the_first_line():
    assert outcomes(AuthoritySheet, PROVINCE, PROVINCE) == ["new", ["This row repeats line 2."]]


def test_columns_that_are_left_out_stay_as_they_were():
    outcomes(AuthoritySheet, PROVINCE | {"website": "https://zuid-holland.example"})
    before = LocalAuthority.objects.values().get()
    assert outcomes(AuthoritySheet, {"code": "PV28", "name_en": "South Holland"}) == ["changed"]
    after = LocalAuthority.objects.values().get()
    assert {name for name in after if after[name] != before[name]} == {
        "name_en",
        "searched",
        "sort_name_en",
        "updated_at",
    }
    assert LocalAuthority.objects.get().sources.get().reference == "CBS 2023"


def test_sources_that_colleagues_added_stay():
    outcomes(AuthoritySheet, PROVINCE)
    place = LocalAuthority.objects.get()
    SourceFactory(agreement=None, authority=place, reference="https://example.org/own")
    outcomes(AuthoritySheet, PROVINCE | {"name": "Holland"})
    assert sorted(source.reference for source in place.sources.all()) == [
        "CBS 2023",
        "https://example.org/own",
    ]


def test_renamed_authority_is_found_under_its_new_name_in_its_ties():
    outcomes(AuthoritySheet, PROVINCE, authority("GM0599", "Rotterdam"))
    tie = AgreementFactory(authorities=[LocalAuthority.objects.get(code="GM0599")])
    outcomes(AuthoritySheet, authority("GM0599", "Rotterdam", aliases="Maasstad"))
    assert list(type(tie).objects.matching("maasstad")) == [tie]


def test_division_lies_in_its_parent_and_province():
    district = division("440106", "天河区", level="district", parent="440100")
    rows = [GUANGDONG, division("440100", "广州市"), district]
    assert outcomes(DivisionSheet, *rows) == ["new"] * 3
    tianhe = ChineseDivision.objects.get(code="440106")
    assert (tianhe.parent.code, tianhe.province.code) == ("440100", "440000")
    assert [source.reference for source in tianhe.sources.all()] == ["GB/T 2260"]


def test_division_without_a_code_is_found_by_its_characters():
    area = division("", "南沙新区", level="national_new_area", slug="nansha", name_en="Nansha")
    assert outcomes(DivisionSheet, GUANGDONG, area) == ["new", "new"]
    changed = outcomes(DivisionSheet, GUANGDONG, area | {"pinyin": "Nansha"})
    assert changed == ["unchanged", "changed"]
    assert list(ChineseDivision.objects.filter(code=None).values_list("name_zh", "pinyin")) == [
        ("南沙新区", "Nansha")
    ]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"parent": "999999"}, "parent: There is no place with code 999999."),
        ({"parent": ""}, "A division of province level lies in no other; "),
        ({"code": ""}, "The division code is six digits; only new areas and zones have none."),
        ({"level": "village"}, "level: Value 'village' is not a valid choice."),
        ({"name_en": ""}, "name_en: This field cannot be blank."),
    ],
)
def test_bad_division_is_refused_with_its_reason_while_the_rest_goes_in(wrong, reason):
    [new, refused] = outcomes(DivisionSheet, GUANGDONG, division("440100", "Kanton") | wrong)
    assert (new, refused[0][: len(reason)], len(refused)) == ("new", reason, 1)
    assert [place.code for place in ChineseDivision.objects.all()] == ["440000"]
