"""Places typed by name: found in any language, and told apart where the name does not do so."""

import pytest
from django.core.exceptions import ValidationError

from partnerships.forms.fields import NamesField
from partnerships.models import ChineseDivision, LocalAuthority
from tests.factories.partnerships import ChineseDivisionFactory, LocalAuthorityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chinese():
    """A field for places in China, among them namesakes."""
    names = {
        "province": ("Hebei", "河北省"),
        "district": ("Hebei (district)", "河北区"),
        "prefecture_city": ("Taizhou (Jiangsu)", "泰州市"),
        "county_city": ("Taizhou (Zhejiang)", "台州市"),
    }
    for level, (name, name_zh) in names.items():
        # A province lies in nothing, all others in a province.
        within = {"parent": None} if level == "province" else {}
        ChineseDivisionFactory(
            level=level,
            name_nl=name,
            name_en=name,
            name_zh=name_zh,
            pinyin=name.split(" (")[0],
            **within,
        )
    return NamesField(ChineseDivision.objects.all())


@pytest.fixture
def dutch():
    """A field for authorities, two of which have the same name."""
    LocalAuthorityFactory(name="Utrecht", slug="utrecht", kind="municipality")
    LocalAuthorityFactory(
        name="Utrecht", slug="provincie-utrecht", kind="province", code="PV26", province=None
    )
    return NamesField(LocalAuthority.objects.all())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Hebei", ["河北省"]),
        ("hebei (District)", ["河北区"]),
        ("河北区, Hebei", ["河北区", "河北省"]),
        ("Taizhou (Jiangsu)", ["泰州市"]),
        ("Taizhou (Jiangsu) (泰州市)", ["泰州市"]),
    ],
)
def test_a_place_of_that_very_name_is_meant_and_not_its_namesake(chinese, typed, found):
    assert [place.name_zh for place in chinese.clean(typed)] == found


def test_who_can_be_meant_is_told_when_it_is_not_clear(chinese):
    with pytest.raises(ValidationError) as refusal:
        chinese.clean("Taizhou")
    assert refusal.value.messages == [
        "Er is meer dan één “Taizhou”: Taizhou (Jiangsu) (泰州市); Taizhou (Zhejiang) (台州市). "
        "Schrijf het zoals het hier staat."
    ]


def test_authorities_of_one_name_are_told_apart_by_their_kind(dutch):
    with pytest.raises(ValidationError, match=r"Utrecht \(gemeente\)|Utrecht \(provincie\)"):
        dutch.clean("Utrecht")
    [province] = dutch.clean("Utrecht (provincie)")
    assert province.slug == "provincie-utrecht"


def test_what_is_stored_is_found_again_as_the_field_writes_it(chinese, dutch):
    for field, records in ((chinese, ChineseDivision), (dutch, LocalAuthority)):
        rows = list(records.objects.order_by("pk"))
        assert field.clean(field.prepare_value(rows)) == rows
