"""The reference files: they load whole, change nothing a second time, and make good papers."""

import csv
import io

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import translation

from partnerships.management.commands._imports import DATA
from partnerships.models import (
    Agreement,
    ChineseDivision,
    LocalAuthority,
    Practice,
    Source,
    StatusChange,
    Theme,
)

from .papers import everything_in, opened, text_of
from .sheets import events

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# In this order: each names places or themes of those before it.
COMMANDS = [
    "import_themes",
    "import_authorities",
    "import_divisions",
    "import_agreements",
    "import_practices",
    "import_programmes",
]
OF_PROGRAMMES = {
    "organisations": 6,
    "programmes": 4,
    "partners": 7,
    "offices": 3,
    "participations": 66,
    "results": 17,
    "sources": 14,
    "calls": 2,
}


def run(command):
    told = io.StringIO()
    call_command(command, stdout=told)
    return told.getvalue().splitlines()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load the files once for this module; gives what the commands told."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        translation.override("nl"),
    ):
        yield [run(command) for command in COMMANDS]
        transaction.set_rollback(True)


def test_files_load_without_a_refusal(loaded):
    assert loaded == [
        ["themes.csv: 15 new, 0 changed, 0 unchanged, 0 refused"],
        ["local_authorities.csv: 354 new, 0 changed, 0 unchanged, 0 refused"],
        ["chinese_divisions.csv: 538 new, 0 changed, 0 unchanged, 0 refused"],
        ["agreements.csv: 39 new, 0 changed, 0 unchanged, 0 refused"],
        ["practices.csv: 42 new, 0 changed, 0 unchanged, 0 refused"],
        [
            f"{name}.csv: {count} new, 0 changed, 0 unchanged, 0 refused"
            for name, count in OF_PROGRAMMES.items()
        ],
    ]


def test_files_load_a_second_time_without_a_change(loaded):
    before = events()
    assert [run(command) for command in COMMANDS] == [
        ["themes.csv: 0 new, 0 changed, 15 unchanged, 0 refused"],
        ["local_authorities.csv: 0 new, 0 changed, 354 unchanged, 0 refused"],
        ["chinese_divisions.csv: 0 new, 0 changed, 538 unchanged, 0 refused"],
        ["agreements.csv: 0 new, 0 changed, 39 unchanged, 0 refused"],
        ["practices.csv: 0 new, 0 changed, 42 unchanged, 0 refused"],
        [
            f"{name}.csv: 0 new, 0 changed, {count} unchanged, 0 refused"
            for name, count in OF_PROGRAMMES.items()
        ],
    ]
    assert events() == before


def test_netherlands_has_its_provinces_municipalities_and_people(loaded):
    municipalities = LocalAuthority.objects.filter(kind="municipality")
    provinces = LocalAuthority.objects.filter(kind="province")
    assert (provinces.count(), municipalities.count()) == (12, 342)
    for places in (municipalities, provinces):
        assert places.aggregate(people=Sum("population"))["people"] == 17_811_291


def test_people_of_each_province_are_those_of_its_municipalities(loaded):
    provinces = LocalAuthority.objects.filter(kind="province")
    inside = provinces.annotate(people=Sum("members__population"))
    assert {place.name: place.people for place in inside} == {
        place.name: place.population for place in provinces
    }


def test_china_has_its_provinces_and_every_division_lies_in_one(loaded):
    divisions = ChineseDivision.objects.all()  # 31 of province level, and two special regions
    assert (divisions.count(), divisions.province_level().count()) == (538, 33)
    assert not divisions.exclude(pk__in=divisions.province_level()).filter(province=None).exists()


def test_every_tie_is_public_with_parties_a_source_and_a_status(loaded):
    ties = Agreement.objects.public()
    assert ties.count() == 39
    assert not ties.filter(pairs=None).exists()
    assert not ties.without_source().exists()
    assert not ties.filter(status_changes=None).exists()
    assert not ties.filter(public_status="").exists()


def test_every_tie_has_texts_in_three_languages(loaded):
    texts = [f"{name}_{code}" for name in ("title", "summary") for code in ("nl", "en", "zh_hans")]
    assert [
        (tie.slug, name)
        for tie in Agreement.objects.all()
        for name in texts
        if not getattr(tie, name)
    ] == []


def test_every_row_of_the_file_has_the_status_it_says(loaded):
    with (DATA / "agreements.csv").open(encoding="utf-8") as file:
        said = {row["reference"]: row["status"] or "unknown" for row in csv.DictReader(file)}
    assert dict(Agreement.objects.values_list("slug", "public_status")) == said


@pytest.mark.parametrize("words", ["Rotterdam Shanghai", "鹿特丹 上海", "rott shangh"])
def test_first_tie_of_the_register_is_found_under_all_its_names(loaded, words):
    slugs = Agreement.objects.matching(words).values_list("slug", flat=True)
    assert "rotterdam-shanghai-stedenband" in slugs


def test_every_place_and_theme_has_its_source_and_names(loaded):
    assert not LocalAuthority.objects.filter(sources=None).exists()
    assert not ChineseDivision.objects.filter(sources=None).exists()
    assert not Theme.objects.filter(name_en="").exists()
    assert not Theme.objects.filter(name_zh_hans="").exists()
    assert not Source.objects.filter(reference="").exists()


def test_every_change_of_status_has_a_date_or_is_not_known(loaded):
    undated = StatusChange.objects.filter(on="").exclude(status="unknown")
    assert list(undated.values_list("agreement__slug", "status")) == []


def test_every_practice_is_public_with_a_source_themes_and_texts_in_three_languages(loaded):
    practices = Practice.objects.public()
    assert practices.count() == 42
    assert not practices.without_source().exists()
    assert [one.slug for one in practices if one.missing] == []
    names = [
        f"{name}_{code}"
        for name in ("title", "summary", "approach", "results", "lesson")
        for code in ("nl", "en", "zh_hans")
    ]
    assert [(one.slug, name) for one in practices for name in names if not getattr(one, name)] == []


def paper(client, name, slug, language="nl"):
    with translation.override(language):
        return opened(client.get(reverse(name, args=[slug])))


def test_every_practice_fits_on_three_pages(loaded, client, caplog):
    practices = list(Practice.objects.public())
    assert len(practices) == 42
    pages = {
        (practice.slug, language): len(paper(client, "practice-pdf", practice.slug, language).pages)
        for practice in practices
        for language, _name in settings.LANGUAGES
    }
    assert {name: count for name, count in pages.items() if count > 3} == {}
    assert caplog.records == []


def test_dossier_of_rotterdam_and_shanghai_is_tagged_and_has_its_characters(loaded, client):
    found = paper(client, "agreement-dossier-pdf", "rotterdam-shanghai-stedenband")
    root = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert "上海市" in text_of(found)
    assert "pdfuaid:part" in everything_in(found)
