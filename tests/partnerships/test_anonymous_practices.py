"""A practice published without naming the authority: nothing that is shown or found tells who."""

import pytest

from partnerships.models import Practice
from partnerships.models.practice_disclosure import Disclosed, tells
from tests.factories import partnerships as make

from .pictures import picture

pytestmark = pytest.mark.django_db

# What may be known: a party, place or paper planted in every part that could tell it.
MARKERS = [
    "Geheimstad",
    "Secretville",
    "密城市",
    "Bondgenoot",
    "Stille BV",
    "Zwijg BV",
    "Verborgen",
    "Hidden",
    "藏市",
    "Achterkamer",
    "Fluisterkade",
    "Verzwegen",
    "geheim.example",
]


def planted(**given):
    """Return a practice with a marker in everything that an anonymous one withholds."""
    city = make.LocalAuthorityFactory(
        name="Geheimstad",
        name_en="Secretville",
        name_zh_hans="密城市",
        province=make.ProvinceFactory(name="Verzwegen"),
    )
    place = make.ChineseDivisionFactory(
        name_nl="Verborgen", name_en="Hidden", pinyin="Hidden", name_zh="藏市"
    )
    practice = make.PracticeFactory(
        authority=city,
        organisation=make.OrganisationFactory(name="Stille BV"),
        location="Fluisterkade",
        keywords=["water", "Geheimstadse haven", "stille bv"],
        agreement=make.AgreementFactory(authorities=[city], divisions=[place]),
        exchange=make.ExchangeFactory(title_nl="Achterkamer"),
        image=picture(),
        image_alt_nl="Een kade.",
        others={
            "other_authorities": [make.LocalAuthorityFactory(name="Bondgenoot")],
            "partners": [make.OrganisationFactory(name="Zwijg BV")],
            "divisions": [place],
        },
        **given,
    )
    make.SourceFactory(agreement=None, practice=practice, reference="https://geheim.example")
    make.PracticeLinkFactory(practice=practice, url="https://geheim.example")
    make.EvidenceFactory(practice=practice, source="https://geheim.example")
    make.ReuseFactory(practice=practice, authority=city)
    make.ReuseFactory(practice=practice, authority=make.LocalAuthorityFactory(name="Leerling"))
    Practice.objects.filter(pk=practice.pk).reindex()
    practice.refresh_from_db()
    return practice


def disclosed(practice):
    names = [name for name, part in vars(Disclosed).items() if isinstance(part, property)]
    return {name: getattr(practice.disclosed, name) for name in names}


WITHHELD = {
    "authority": None,
    "other_authorities": (),
    "authorities": (),
    "organisation": None,
    "partners": (),
    "divisions": (),
    "location": "",
    "agreement": None,
    "exchange": None,
    "sources": (),
    "links": (),
    "image": "",
}


def test_anonymous_practice_discloses_only_what_names_nobody():
    practice = planted(is_anonymous=True)
    told = disclosed(practice)
    assert [str(row) for row in told.pop("reuses")] == ["Leerling"]
    assert told.pop("keywords") == ["water"]
    assert told == WITHHELD
    assert [row.public_source for row in practice.evidence.all()] == [""]


def test_practice_with_names_discloses_all_of_it():
    practice = planted()
    told = disclosed(practice)
    assert {name for name, value in told.items() if value} == {*WITHHELD, "reuses", "keywords"}
    assert [str(one) for one in told["authorities"]] == ["Geheimstad", "Bondgenoot"]
    assert [row.public_source for row in practice.evidence.all()] == ["https://geheim.example"]


def test_practice_is_found_under_who_reused_it_but_not_under_its_own_anonymous_author():
    practice = planted(is_anonymous=True)
    own, other = (row.authority for row in practice.reuses.order_by("pk"))
    assert list(Practice.objects.reused_by([other])) == [practice]
    assert not Practice.objects.reused_by([own]).exists()
    named = make.ReuseFactory(practice=make.PracticeFactory(authority=own), authority=own)
    assert list(Practice.objects.reused_by([own])) == [named.practice]


def test_tie_and_visit_are_disclosed_once_they_are_public_themselves():
    practice = make.PracticeFactory(
        agreement=make.AgreementFactory(draft=True), exchange=make.ExchangeFactory(state="planned")
    )
    assert (practice.disclosed.agreement, practice.disclosed.exchange) == (None, None)


@pytest.mark.parametrize("marker", MARKERS)
def test_anonymous_practice_is_not_found_by_what_it_withholds(marker):
    planted(is_anonymous=True)
    assert not Practice.objects.matching(marker).exists()


@pytest.mark.parametrize(
    "marker", [m for m in MARKERS if m not in ("geheim.example", "Achterkamer")]
)
def test_practice_with_names_is_found_by_them(marker):
    practice = planted()
    assert list(Practice.objects.matching(marker)) == [practice]


def test_facets_of_an_anonymous_practice_are_those_of_its_story():
    assert planted(is_anonymous=True, started_on="2019").facets == [
        "kind:good_practice",
        "language:nl",
        "verification:unverified",
        "year:2019",
    ]


def test_saving_a_copy_from_before_does_not_bring_the_names_back():
    practice = planted()
    copy = Practice.objects.get(pk=practice.pk)
    Practice.objects.filter(pk=practice.pk).update(is_anonymous=True)
    copy.is_anonymous = True
    copy.save()
    copy.save()
    practice.refresh_from_db()
    assert (practice.facets, practice.search) == ([], "")


def test_no_relation_leads_from_a_party_to_its_practices():
    related = {
        "LocalAuthority",
        "Organisation",
        "ChineseDivision",
        "Agreement",
        "Exchange",
    }
    fields = [*Practice._meta.fields, *Practice._meta.many_to_many]
    ways = {
        field.name: field.remote_field.hidden
        for field in fields
        if field.remote_field and field.related_model.__name__ in related
    }
    assert ways == dict.fromkeys(
        [
            "authority",
            "organisation",
            "agreement",
            "exchange",
            "other_authorities",
            "partners",
            "divisions",
        ],
        True,
    )


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("In Rotterdam begon het.", "Rotterdam", True),
        ("De Rotterdamse aanpak", "Rotterdam", True),
        ("Groot-Rotterdam", "Rotterdam", True),
        ("ROTTERDAM", "rotterdam", True),
        ("een-les-uit-rotterdam", "Rotterdam", True),
        ("Amsterdam", "Rotterdam", False),
        ("De beste aanpak", "Best", False),
        ("Best moeilijk", "Best", True),
        ("In Den Bosch", "Den Bosch", True),
        ("'s-Hertogenbosch", "'s-Hertogenbosch", True),
        ("den boswachter", "Den Bosch", False),
        ("与武汉合作", "武汉市", True),
        ("与上海合作", "武汉市", False),
        ("Súdwest-Fryslân", "Sudwest Fryslan", True),
        ("iets", "…", False),
    ],
)
def test_name_is_recognised_as_a_word_in_its_dutch_and_chinese_forms(text, name, told):
    assert tells(text, name) is told


@pytest.mark.parametrize(
    "given",
    [
        {"title_nl": "Geheimstad stopt"},
        {"title_zh_hans": "密城停止合作"},
        {"summary_en": "Secretville stopped."},
        {"approach_nl": "De Geheimstadse aanpak."},
        {"transferability_en": "Like in Hidden."},
        {"opinion_nl": "Stille BV deed het goed."},
        {"slug": "geheimstad-stopt"},
        {"differently_nl": "Elders in Verzwegen."},
    ],
)
def test_name_in_a_public_text_or_the_address_is_told(given):
    author = make.UserFactory()
    practice = planted(is_anonymous=True, validated_by=author, validated_on="2026-01-01", **given)
    assert len(practice.names_told) >= 1


@pytest.mark.parametrize(
    ("factory", "text"),
    [
        (make.EvidenceFactory, "indicator_nl"),
        (make.EvidenceFactory, "before"),
        (make.ReuseFactory, "adapted_en"),
        (make.ReuseFactory, "outcome_zh_hans"),
    ],
)
def test_name_in_what_belongs_to_a_practice_is_told(factory, text):
    practice = planted(is_anonymous=True)
    factory(practice=practice, **{text: "Van Geheimstad"})
    assert practice.names_told == ["Geheimstad"]


@pytest.mark.parametrize("name", ["Nanking", "Nanjing"])
def test_place_with_two_names_is_recognised_by_either(name):
    place = make.ChineseDivisionFactory(name_nl="Nanking (Nanjing)")
    practice = make.PracticeFactory(
        is_anonymous=True, title_nl=f"In {name}", others={"divisions": [place]}
    )
    assert practice.names_told == [name]


def test_story_without_names_tells_none_and_a_named_practice_is_not_asked():
    assert planted(is_anonymous=True).names_told == []
    utrecht = make.LocalAuthorityFactory(name="Utrecht")
    assert make.PracticeFactory(title_nl="Utrecht begon", authority=utrecht).names_told == []
