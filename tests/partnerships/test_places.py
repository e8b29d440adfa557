"""Places: how they sort, are found and are addressed, and what stays when municipalities merge."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partnerships.models import Agreement, ChineseDivision, LocalAuthority
from partnerships.models.places import sort_key
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ChineseProvinceFactory,
    LocalAuthorityFactory,
    ProvinceFactory,
)

pytestmark = pytest.mark.django_db

MERGER = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("'s-Hertogenbosch", "hertogenbosch"),
        ("’s-Gravenhage", "gravenhage"),
        ("'t Zand", "zand"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("De Fryske Marren", "de fryske marren"),
        ("IJsselstein", "ijsselstein"),
    ],
)
def test_sort_key_leaves_out_the_article_capitals_and_accents(name, key):
    assert sort_key(name) == key


def test_authorities_sort_under_the_letter_where_a_reader_looks():
    names = ["Zwolle", "'s-Hertogenbosch", "Haarlem", "'s-Gravenhage", "Goes", "Íles"]
    province = ProvinceFactory(name="Zz")
    for name in names:
        LocalAuthorityFactory(name=name, province=province)
    found = LocalAuthority.objects.filter(province=province).values_list("name", flat=True)
    assert list(found) == ["Goes", "'s-Gravenhage", "Haarlem", "'s-Hertogenbosch", "Íles", "Zwolle"]


@pytest.mark.parametrize(
    "text", ["Den Haag", "den haag", "'s-Gravenhage", "s gravenhage", "HAAG", "The Hague", "海牙"]
)
def test_authority_is_found_by_each_of_its_names(text):
    found = LocalAuthorityFactory(
        name="'s-Gravenhage", aliases=["Den Haag"], name_en="The Hague", name_zh_hans="海牙"
    )
    LocalAuthorityFactory(name="Haarlem")
    assert list(LocalAuthority.objects.matching(text)) == [found]


@pytest.mark.parametrize("text", ["Kanton", "Guangzhou", "广州", "guǎngzhōu", "Canton"])
def test_division_is_found_by_each_of_its_names(text):
    found = ChineseDivisionFactory(
        name_nl="Kanton",
        name_en="Guangzhou",
        name_zh="广州市",
        pinyin="Guǎngzhōu Shì",
        former_names=["Canton"],
    )
    ChineseDivisionFactory(name_nl="Shenzhen")
    assert list(ChineseDivision.objects.matching(text)) == [found]


def test_agreement_is_found_by_the_alias_of_a_party():
    found = AgreementFactory(
        authorities=[LocalAuthorityFactory(name="'s-Gravenhage", aliases=["Den Haag"])]
    )
    AgreementFactory()
    assert list(Agreement.objects.matching("Den Haag")) == [found]


def test_province_has_an_address_beside_the_city_of_its_name():
    province = ProvinceFactory(name="Utrecht")
    city = LocalAuthorityFactory(name="Utrecht", province=province)
    assert (province.slug, city.slug) == ("provincie-utrecht", "utrecht")


@pytest.mark.parametrize(
    ("name", "slug"),
    [("'s-Hertogenbosch", "s-hertogenbosch"), ("Súdwest-Fryslân", "sudwest-fryslan")],
)
def test_address_of_an_authority_is_made_of_its_name(name, slug):
    assert LocalAuthorityFactory(name=name).slug == slug


def test_address_stays_when_the_name_changes():
    authority = LocalAuthorityFactory(name="Oudstad")
    authority.name = "Nieuwstad"
    authority.save()
    assert LocalAuthority.objects.get(name="Nieuwstad").slug == "oudstad"


def test_second_life_of_a_name_gets_an_address_of_its_own():
    former = LocalAuthorityFactory(name="Groningen", valid_until=dt.date(2019, 1, 1))
    present = LocalAuthorityFactory(name="Groningen", valid_from=dt.date(2019, 1, 1))
    assert former.slug != present.slug


def test_districts_of_one_name_have_addresses_of_their_own():
    first, second = (ChineseDivisionFactory(name_en="Chaoyang", level="district") for _ in "ab")
    assert first.get_absolute_url() != second.get_absolute_url()


def test_address_of_a_division_holds_its_province():
    province = ChineseProvinceFactory(name_en="Guangdong")
    city = ChineseDivisionFactory(name_en="Guangzhou", parent=province)
    district = ChineseDivisionFactory(name_en="Panyu", level="district", parent=city)
    assert [place.get_absolute_url() for place in (province, city, district)] == [
        "/china/guangdong/",
        "/china/guangdong/guangzhou/",
        "/china/guangdong/panyu/",
    ]


def test_authority_that_ends_before_it_starts_is_refused_by_a_form():
    authority = LocalAuthorityFactory()
    authority.valid_from, authority.valid_until = MERGER, MERGER - dt.timedelta(days=1)
    with pytest.raises(ValidationError) as error:
        authority.full_clean()
    assert len(error.value.messages) == 1


def test_existing_authorities_are_those_of_the_day():
    former = LocalAuthorityFactory(valid_until=MERGER)
    present = LocalAuthorityFactory(valid_from=MERGER, province=former.province)
    municipalities = LocalAuthority.objects.filter(kind="municipality")
    before, on_the_day = (
        list(municipalities.existing(on=day)) for day in (MERGER - dt.timedelta(days=1), MERGER)
    )
    assert (before, on_the_day) == ([former], [present])


@pytest.fixture
def merger():
    """Two municipalities, the first with a tie, that became a third on 1 January 2026."""
    province = ProvinceFactory()
    first, second = (
        LocalAuthorityFactory(name=name, province=province, valid_until=MERGER)
        for name in ("Oosterdorp", "Westerdorp")
    )
    successor = LocalAuthorityFactory(name="Dorpen", province=province, valid_from=MERGER)
    for former in (first, second):
        former.successors.add(successor)
    return first, second, successor, AgreementFactory(authorities=[first])


def link(record):
    return f'<a href="{record.get_absolute_url()}">{record}</a>'


def test_page_of_a_merged_municipality_stays_and_points_to_its_successor(client, merger):
    first, _second, successor, agreement = merger
    page = client.get(reverse("authority", args=[first.slug]))
    assert page.status_code == 200
    assert page.context["authority"].is_abolished
    assert list(page.context["agreements"]) == [agreement]
    notice = page.content.decode().split('<p class="stale">')[1].split("</p>")[0]
    assert link(successor) in notice
    assert "1 januari 2026" in notice


def test_page_of_the_successor_has_no_notice_and_lists_the_ties_of_predecessors(client, merger):
    first, second, successor, agreement = merger
    page = client.get(reverse("authority", args=[successor.slug]))
    assert not page.context["authority"].is_abolished
    assert list(page.context["agreements"]) == []
    assert list(page.context["inherited"]) == [agreement]
    content = page.content.decode()
    assert '<p class="stale">' not in content
    assert content.count(link(agreement)) == 1
    assert f"<p>{link(first)}, {link(second)}</p>" in content


def test_tie_that_the_successor_took_over_is_listed_once(client, merger):
    *_merged, successor, agreement = merger
    agreement.participants.create(authority=successor)
    page = client.get(reverse("authority", args=[successor.slug]))
    assert list(page.context["agreements"]) == [agreement]
    assert list(page.context["inherited"]) == []


def test_page_of_an_agreement_shows_the_merged_municipality_and_its_successor(client, merger):
    first, _second, successor, agreement = merger
    content = client.get(agreement.get_absolute_url()).content.decode()
    assert link(first) in content
    assert link(successor) in content


def test_page_of_a_municipality_that_will_merge_has_no_notice_yet(client):
    authority = LocalAuthorityFactory(valid_until=dt.date(2999, 1, 1))
    page = client.get(authority.get_absolute_url())
    assert '<p class="stale">' not in page.content.decode()


def test_former_address_of_an_authority_leads_to_the_present_one(client):
    authority = LocalAuthorityFactory(slug="oud")
    LocalAuthority.objects.filter(pk=authority.pk).update(slug="nieuw")
    answer = client.get(reverse("authority", args=["oud"]))
    assert (answer.status_code, answer.url) == (301, reverse("authority", args=["nieuw"]))


def test_address_that_never_was_is_not_found(client):
    assert client.get(reverse("authority", args=["nergens"])).status_code == 404
