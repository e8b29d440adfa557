"""Lists of places stand in the order of the names that their readers see."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation

from partnerships.base.translation import LANGUAGES
from partnerships.models import Agreement, ChineseDivision, LocalAuthority
from partnerships.models.places import pinyin_key
from partnerships.views.figure_set import FigureSet
from portal import search
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ChineseProvinceFactory,
    LocalAuthorityFactory,
    ProvinceFactory,
)
from tests.partnerships.reading import words

pytestmark = pytest.mark.django_db

DUTCH = [
    ("'s-Gravenhage", "The Hague", "海牙"),
    ("'s-Hertogenbosch", "", ""),
    ("Utrecht", "", "乌得勒支"),
    ("Leiden", "", ""),
]
CHINESE = [
    ("Peking", "Beijing", "北京市", "Beijing"),
    ("Binnen-Mongolië", "Inner Mongolia", "内蒙古自治区", "Neimenggu"),
    ("Heilongjiang", "Heilongjiang", "黑龙江省", "Heilongjiang"),
    ("Henan", "Henan", "河南省", "Henan"),
]
AUTHORITIES = {
    "nl": ["'s-Gravenhage", "'s-Hertogenbosch", "Leiden", "Utrecht", "Zuid-Holland"],
    "en": ["'s-Hertogenbosch", "Leiden", "South Holland", "The Hague", "Utrecht"],
    "zh-hans": ["海牙", "'s-Hertogenbosch", "Leiden", "乌得勒支", "南荷兰省"],
}
DIVISIONS = {
    "nl": ["Binnen-Mongolië", "Heilongjiang", "Henan", "Kanton", "Peking"],
    "en": ["Beijing", "Guangzhou", "Heilongjiang", "Henan", "Inner Mongolia"],
    "zh-hans": ["北京市", "广州市", "河南省", "黑龙江省", "内蒙古自治区"],
}
LISTS = [("authorities", AUTHORITIES), ("divisions", DIVISIONS)]


@pytest.fixture
def places():
    """Places in neither order, of which no language sorts the names as another does."""
    holland = ProvinceFactory(name="Zuid-Holland", name_en="South Holland", name_zh_hans="南荷兰省")
    for name, english, chinese in DUTCH:
        LocalAuthorityFactory(name=name, name_en=english, name_zh_hans=chinese, province=holland)
    provinces = [
        ChineseProvinceFactory(name_nl=dutch, name_en=english, name_zh=chinese, pinyin=pinyin)
        for dutch, english, chinese, pinyin in CHINESE
    ]
    ChineseDivisionFactory(
        name_nl="Kanton", name_en="Guangzhou", name_zh="广州市", pinyin="", parent=provinces[0]
    )


def shown(response):
    found = re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', response.text)
    return [words(name) for name in found]


def walk(client, address, following):
    """Return the names on all pages from an address on, following the links in one direction."""
    pages = []
    while address:
        response = client.get(address)
        assert response.status_code == 200
        pages.append(shown(response))
        link = re.search(rf'href="([^"]+)" rel="{following}"', response.text)
        address = link and link[1].replace("&amp;", "&")
    return pages


def address_of(name, language):
    with translation.override(language):
        return reverse(name)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "order"), LISTS)
def test_list_is_in_the_order_of_the_names_that_the_reader_sees(client, name, order, language):
    assert shown(client.get(address_of(name, language))) == order[language]


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "order"), LISTS)
def test_pages_follow_that_order_in_both_directions(client, monkeypatch, name, order, language):
    monkeypatch.setattr("partnerships.views.places.PLACES_ON_A_PAGE", 2)
    address, names = address_of(name, language), order[language]
    assert walk(client, address, "next") == [names[:2], names[2:4], names[4:]]
    model = {"authorities": LocalAuthority, "divisions": ChineseDivision}[name]
    with translation.override(language):
        last = model.objects.last()
    assert walk(client, f"{address}?before={last.slug}", "prev") == [names[2:4], names[:2]]


@pytest.mark.usefixtures("places")
def test_link_to_a_page_leads_on_from_the_same_place_in_each_language(client):
    after = {
        language: shown(client.get(address_of("divisions", language), {"after": "guangzhou"}))
        for language in LANGUAGES
    }
    assert after == {
        "nl": ["Peking"],
        "en": ["Heilongjiang", "Henan", "Inner Mongolia"],
        "zh-hans": ["河南省", "黑龙江省", "内蒙古自治区"],
    }


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_of_a_filter_are_in_the_order_of_the_reader(client, language):
    for _request in "ab":  # the second finds the form of the first, if any was kept
        page = client.get(address_of("divisions", language)).text
        select = re.search(r'<select name="province".*?</select>', page, re.DOTALL).group()
        options = [words(option) for option in re.findall(r"<option.*?</option>", select)]
        no_provinces = {"Kanton", "Guangzhou", "广州市"}
        assert options[1:] == [one for one in DIVISIONS[language] if one not in no_provinces]


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("language", LANGUAGES)
def test_home_names_authorities_with_as_many_ties_in_the_order_of_the_reader(client, language):
    for authority in LocalAuthority.objects.all():
        AgreementFactory(authorities=[authority])
    authorities = client.get(address_of("home", language)).context["authorities"]
    with translation.override(language):
        assert [str(authority) for authority in authorities] == AUTHORITIES[language]


@pytest.fixture
def ties(places):
    """A tie with each Chinese place, and a second one with Henan."""
    divisions = ChineseDivision.objects.order_by("pk")
    for division in [*divisions, divisions.get(name_nl="Henan")]:
        AgreementFactory(divisions=[division])


FREQUENT = {
    "nl": ["Henan", "Binnen-Mongolië", "Heilongjiang", "Kanton", "Peking"],
    "en": ["Henan", "Beijing", "Guangzhou", "Heilongjiang", "Inner Mongolia"],
    "zh-hans": ["河南省", "北京市", "广州市", "黑龙江省", "内蒙古自治区"],
}
CHOSEN = {
    "nl": ["Kanton", "Peking"],
    "en": ["Beijing", "Guangzhou"],
    "zh-hans": ["北京市", "广州市"],
}
# Beijing and Henan with two ties, the others with one.
COLUMNS = {
    "nl": ["Henan", "Peking", "Binnen-Mongolië", "Heilongjiang"],
    "en": ["Beijing", "Henan", "Heilongjiang", "Inner Mongolia"],
    "zh-hans": ["北京市", "河南省", "黑龙江省", "内蒙古自治区"],
}


def choices(response):
    [facet] = (one for one in response.context["facets"] if one["name"] == "division")
    return [option["label"] for option in facet["options"]]


@pytest.mark.usefixtures("ties")
@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_beside_the_list_are_by_frequency_and_then_in_the_order_of_the_reader(
    client, language
):
    address = address_of("agreements", language)
    assert choices(client.get(address)) == FREQUENT[language]
    chosen = choices(client.get(address, {"division": ["guangzhou", "beijing"]}))
    assert chosen[:2] == CHOSEN[language]


@pytest.mark.usefixtures("ties")
@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_of_a_figure_are_by_weight_and_then_in_the_order_of_the_reader(language):
    with translation.override(language):
        _theme, *columns = FigureSet(Agreement.objects.public(), {}).figure("themes").head
    assert columns == COLUMNS[language]


@pytest.mark.usefixtures("places")
def test_search_finds_places_in_the_order_of_the_reader():
    province = ChineseDivision.objects.get(name_nl="Peking")
    for dutch, english in (("Aan Zee", "Zhen Sea"), ("Zij Zee", "An Sea")):
        ChineseDivisionFactory(name_nl=dutch, name_en=english, pinyin=english, parent=province)
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            [hits] = search.find("sea", ["divisions"], most=5)
            found[language] = [place.name_nl for place in hits.records]
    assert found == {
        "nl": ["Aan Zee", "Zij Zee"],
        "en": ["Zij Zee", "Aan Zee"],
        "zh-hans": ["Zij Zee", "Aan Zee"],
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["authorities", "divisions"])
def test_sorted_list_costs_three_queries_however_many_rows(
    client, django_assert_num_queries, name, count, language
):
    for _number in range(count):
        ProvinceFactory()
        ChineseProvinceFactory()
    with django_assert_num_queries(3):
        assert len(shown(client.get(address_of(name, language)))) == count


@pytest.mark.parametrize(
    ("pinyin", "key"),
    [
        ("Henan", "he nan"),
        ("Heilongjiang", "hei long jiang"),
        ("Xi'an", "xi an"),
        ("Xianyang", "xian yang"),
        ("Fangan", "fan gan"),
        ("E'erduosi", "e er duo si"),
        ("Guǎngzhōu Shì", "guang zhou shi"),
        ("Lvliang", "lu: liang"),
        ("Lüliang", "lu: liang"),
        ("", ""),
    ],
)
def test_pinyin_sorts_by_its_syllables(pinyin, key):
    assert pinyin_key(pinyin) == key


def test_longest_names_have_keys_that_fit():
    place = ChineseDivisionFactory(pinyin="x" * 80, name_en="ﷺ" * 80, name_nl="z" * 80)
    assert [len(place.sort_name_zh_hans), len(place.sort_name_en)] == [120, 120]


def test_places_have_a_key_for_every_language():
    for place in (LocalAuthorityFactory(), ChineseDivisionFactory()):
        assert list(place.sort_keys) == LANGUAGES


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("model", [LocalAuthority, ChineseDivision])
def test_migration_writes_the_keys_that_saving_writes(model):
    fields = ["sort_name_nl", "sort_name_en", "sort_name_zh_hans"]
    saved = list(model.objects.order_by("pk").values_list(*fields))
    model.objects.update(**dict.fromkeys(fields, ""))
    import_module("partnerships.migrations.0003_sort_names_per_language").fill(apps, None)
    assert list(model.objects.order_by("pk").values_list(*fields)) == saved
