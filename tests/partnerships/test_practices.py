"""Practices: what they need, where they are found, and how their address holds."""

import pytest
from django.db import Error, transaction

from partnerships.models import Practice, PracticeMove
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ExchangeFactory,
    LocalAuthorityFactory,
    OrganisationFactory,
    PracticeFactory,
    PracticeMoveFactory,
    ProvinceFactory,
    SourceFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_public_practices_are_the_published_ones():
    shown, _draft = PracticeFactory(), PracticeFactory(draft=True)
    _archived = PracticeFactory(publication="archived")
    assert list(Practice.objects.public()) == [shown]


def test_submitted_practices_are_those_that_wait():
    waiting, _returned = (PracticeFactory(publication=one) for one in ("submitted", "returned"))
    assert list(Practice.objects.submitted()) == [waiting]


def test_practices_stand_in_the_order_of_their_dutch_titles():
    late, early = PracticeFactory(title_nl="Zeehavens"), PracticeFactory(title_nl="Één loket")
    assert list(Practice.objects.all()) == [early, late]


def test_address_comes_from_the_dutch_title_and_is_numbered_when_taken():
    practices = [PracticeFactory(title_nl="Klein beginnen") for _number in range(3)]
    assert [one.slug for one in practices] == [
        "klein-beginnen",
        "klein-beginnen-2",
        "klein-beginnen-3",
    ]


def test_address_of_a_title_in_characters_is_the_noun():
    assert PracticeFactory(title_nl="从小事做起").slug == "praktijk"


def test_address_stays_when_the_title_changes_and_a_former_one_is_known():
    practice = PracticeFactory(title_nl="Oud")
    practice.title_nl = "Nieuw"
    practice.save()
    assert practice.slug == "oud"
    practice.slug = "nieuw"
    practice.save()
    assert list(Practice.objects.public().formerly("oud")) == [practice]
    assert not Practice.objects.public().formerly("ouder").exists()


def test_former_address_leads_to_no_anonymous_practice():
    practice = PracticeFactory(slug="rotterdam-stopt")
    practice.slug, practice.is_anonymous = "een-stad-stopt", True
    practice.save()
    assert not Practice.objects.formerly("rotterdam-stopt").exists()


def test_practice_of_an_author_misses_all_that_is_empty():
    practice = PracticeFactory(title_nl="", summary_nl="", slug="leeg")
    assert list(map(str, practice.missing.values())) == [
        "De Nederlandse titel ontbreekt.",
        "De Nederlandse samenvatting ontbreekt.",
        "De aanpak ontbreekt.",
        "De uitdaging ontbreekt.",
        "Wat u anders zou doen ontbreekt.",
        "Kies minstens één thema.",
        "Een praktijkvoorbeeld laat resultaat zien: voeg minstens één bewijs toe.",
    ]


def test_practice_with_everything_misses_nothing():
    assert PracticeFactory(ready=True).missing == {}


@pytest.mark.parametrize("kind", ["lesson", "stopped_attempt"])
def test_lesson_and_stopped_attempt_need_no_evidence(kind):
    practice = PracticeFactory(ready=True, kind=kind)
    practice.evidence.all().delete()
    assert practice.missing == {}


def test_imported_practice_with_a_source_needs_only_what_a_source_tells():
    practice = PracticeFactory(imported=True)
    assert (practice.challenge, practice.differently) == ("", "")
    assert practice.missing == {}


def test_imported_practice_without_a_source_needs_what_an_author_knows():
    practice = PracticeFactory(imported=True)
    practice.sources.all().delete()
    assert len(practice.missing) == 3


def test_source_does_not_excuse_an_author():
    practice = PracticeFactory(ready=True, challenge_nl="")
    SourceFactory(agreement=None, practice=practice)
    assert list(map(str, practice.missing.values())) == ["De uitdaging ontbreekt."]


def named(**others):
    """Return a practice that names these parties, and one that withholds them."""
    return [PracticeFactory(is_anonymous=anonymous, **others) for anonymous in (False, True)]


@pytest.mark.parametrize(
    ("question", "factory", "given"),
    [
        ("for_authorities", LocalAuthorityFactory, lambda one: {"authority": one}),
        (
            "for_authorities",
            LocalAuthorityFactory,
            lambda one: {"others": {"other_authorities": [one]}},
        ),
        ("for_divisions", ChineseDivisionFactory, lambda one: {"others": {"divisions": [one]}}),
        ("for_organisations", OrganisationFactory, lambda one: {"organisation": one}),
        ("for_organisations", OrganisationFactory, lambda one: {"others": {"partners": [one]}}),
        ("for_agreements", AgreementFactory, lambda one: {"agreement": one}),
        ("for_exchanges", ExchangeFactory, lambda one: {"exchange": one}),
    ],
)
def test_practice_is_found_once_under_its_party_and_an_anonymous_one_not(question, factory, given):
    party = factory()
    shown, _withheld = named(**given(party))
    PracticeFactory()
    assert list(getattr(Practice.objects, question)([party])) == [shown]


def test_authority_itself_finds_its_anonymous_practices_too():
    authority = LocalAuthorityFactory()
    practices = named(authority=authority, others={"other_authorities": [authority]})
    assert set(Practice.objects.owned_by([authority])) == set(practices)


@pytest.mark.parametrize(
    "text", ["klein beginnen", "Kadebaas", "rotterdam", "Peking", "北京", "zuid-holland", "water"]
)
def test_practice_is_found_by_text_parties_places_around_them_and_themes(text):
    province = ProvinceFactory(name="Zuid-Holland")
    practice = PracticeFactory(
        title_nl="Klein beginnen",
        approach_nl="De kadebaas belt.",
        authority=LocalAuthorityFactory(name="Rotterdam", province=province),
        others={"divisions": [ChineseDivisionFactory(name_nl="Peking", name_zh="北京市")]},
    )
    practice.themes.add(ThemeFactory(name_nl="Water"))
    PracticeFactory(title_nl="Iets anders")
    Practice.objects.reindex()
    assert list(Practice.objects.matching(text)) == [practice]


def test_sensitive_aspects_are_not_searched():
    PracticeFactory(sensitive_nl="De delegatie werd afgeluisterd.")
    assert not Practice.objects.matching("afgeluisterd").exists()


def test_search_without_words_finds_all_and_without_letters_none():
    practice = PracticeFactory()
    assert list(Practice.objects.matching(" ")) == [practice]
    assert not Practice.objects.matching("?!").exists()


def test_practice_stores_what_it_can_be_filtered_by():
    province = ProvinceFactory(name="Zuid-Holland")
    practice = PracticeFactory(
        kind="lesson",
        title_en="Start small",
        summary_en="How it works.",
        title_zh_hans="从小事做起",
        started_on="2019-05",
        authority=LocalAuthorityFactory(name="Rotterdam", province=province),
        others={"divisions": [ChineseDivisionFactory(slug="wuhan", parent__slug="hubei")]},
    )
    practice.themes.add(ThemeFactory(slug="water"))
    Practice.objects.reindex()
    practice.refresh_from_db()
    assert practice.facets == [
        "authority:rotterdam",
        "authorityKind:municipality",
        "chineseProvince:hubei",
        "division:wuhan",
        "kind:lesson",
        "language:en",
        "language:nl",
        "province:provincie-zuid-holland",
        "theme:water",
        "verification:unverified",
        "year:2019",
    ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("question", "queries"), [("for_rows", 1), ("with_all", 10)])
def test_reading_practices_takes_as_many_queries_for_one_as_for_three(
    count, question, queries, django_assert_num_queries
):
    for _number in range(count):
        others = {
            "other_authorities": [LocalAuthorityFactory()],
            "partners": [OrganisationFactory()],
            "divisions": [ChineseDivisionFactory()],
        }
        PracticeFactory(ready=True, others=others)
    with django_assert_num_queries(queries):
        for practice in getattr(Practice.objects, question)():
            told = practice.disclosed
            str((practice.title, practice.summary, told.authority, told.organisation))
            str((told.authorities, told.divisions))
            str([link.theme for link in practice.practicetheme_set.all()])
            if question == "with_all":
                str((told.partners, [place.province for place in told.divisions]))
                str((told.agreement, told.exchange, told.sources, told.links, told.reuses))
                str(list(practice.evidence.all()))


def test_deleting_the_tie_leaves_the_lesson():
    tie = AgreementFactory(draft=True)
    practice = PracticeFactory(agreement=tie)
    tie.delete()
    practice.refresh_from_db()
    assert practice.agreement is None


@pytest.mark.parametrize(
    "write", [lambda rows: rows.update(message=""), lambda rows: rows.delete()]
)
def test_moves_are_never_rewritten(write):
    move = PracticeMoveFactory(message="Wanneer?")
    with pytest.raises(Error, match="Cannot update or delete"), transaction.atomic():
        write(PracticeMove.objects.all())
    assert PracticeMove.objects.get(pk=move.pk).message == "Wanneer?"
