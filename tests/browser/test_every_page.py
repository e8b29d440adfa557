"""Every public page, in every language, wide and narrow, before axe and a listening browser."""

import pytest
from django.urls import resolve

from tests.test_consistency import FILES, UNTRANSLATED, public_patterns

from .checks import look_at
from .walk import LANGUAGES, WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

# What pages answer that say no.
STATUS = {"missing": 404, "refused": 400, "mistyped": 400}
SHOWN = {
    "agreements-filtered": "main .chip",
    "agreements-empty": ".empty",
    "agreements-mistyped": "[aria-invalid=true]",
    "agreements-refused": ".utrecht-alert--error",
    "agreement-map-filtered": ".map__spot--chosen",
    "authorities-empty": ".empty",
    "divisions-empty": ".empty",
    "figures-filtered": "main .chip",
    "news-filtered": ".row",
    "news-empty": ".empty",
    "practices-hits": ".remark",
    "practices-empty": ".empty",
    "practice-follow-search": "main .chip",
    "search-hits": "main section h2",
    "search-near-names": ".empty__near a",
    "search-empty": ".empty",
}


def test_links_and_search_boxes_from_home_lead_to_every_public_page(pages):
    paths = [paths["nl"].partition("?")[0] for name, paths in pages.items() if name != "missing"]
    names = {pattern.name for pattern in public_patterns() if pattern.name}
    assert {resolve(path).view_name for path in paths} == names - FILES - UNTRANSLATED


def test_pages_of_questions_show_what_they_are_there_for(pages, visit):
    page = visit().page
    for name, part in SHOWN.items():
        page.goto(pages[name]["nl"])
        assert page.locator(part).count() > 0, name


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_accessible_quiet_and_private(pages, visit, record_property, language, width):
    window, wrong, violations = visit(width), [], 0
    for name, paths in pages.items():
        shot = f"{name}-{language}-{width}"
        status, found, faults = look_at(window, paths[language], language, shot)
        if status != STATUS.get(name.rpartition("-")[2], 200):
            faults.append(f"answers {status}")
        wrong += [f"{paths[language]} {fault}" for fault in found + faults]
        violations += len(found)
    for key, value in (("pages", len(pages)), ("language", language), ("width", width)):
        record_property(key, value)
    record_property("violations", violations)
    assert not wrong, "\n".join(wrong)
