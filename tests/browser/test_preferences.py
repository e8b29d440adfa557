"""Readers who see, move or compute differently: every page serves them too."""

import pytest

from .checks import CONTRAST, MOVING, SHOTS, SPACING, axe_violations, faults_of_text
from .keyboard import Keyboard
from .walk import LANGUAGES, WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

WHITE = "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_wider_text_spacing_cuts_off_nothing(pages, visit, language, width):
    window, wrong = visit(width), []
    for paths in pages.values():
        window.page.goto(paths[language])
        window.page.evaluate(SPACING)
        wrong += [f"{paths[language]} {fault}" for fault in faults_of_text(window.page)]
    assert not wrong, "\n".join(wrong)


def test_every_page_has_contrast_in_dark_colours(pages, visit):
    window, wrong = visit(color_scheme="dark"), []
    for paths in pages.values():
        window.page.goto(paths["nl"])
        wrong += [f"{paths['nl']} {one}" for one in axe_violations(window.page, CONTRAST)]
    window.page.goto("/")
    assert window.page.evaluate("getComputedStyle(document.body).backgroundColor") != WHITE
    assert not wrong, "\n".join(wrong)


def test_nothing_moves_for_who_asked_for_less_motion(pages, visit):
    window, moving = visit(reduced_motion="reduce"), []
    for paths in pages.values():
        window.page.goto(paths["nl"])
        moving += [f"{paths['nl']} {one}" for one in window.page.evaluate(MOVING)]
    assert not moving, "\n".join(moving)


def test_every_page_says_the_same_without_scripts(pages, visit):
    plain, scripted = visit(java_script_enabled=False), visit()
    for paths in pages.values():
        said = []
        for window in (plain, scripted):
            window.page.goto(paths["nl"])
            said.append(window.page.locator("body").inner_text().split())
        assert said[0] == said[1], paths["nl"]


@pytest.mark.parametrize("path", ["/", "/samenwerkingen/", "/samenwerkingen/variant-full/"])
def test_forced_colours_keep_the_page_whole_and_the_focus_visible(visit, path):
    window = visit(forced_colors="active")
    window.page.goto(path)
    name = path.strip("/").replace("/", "-") or "home"
    window.page.screenshot(path=SHOTS / f"forced-colours-{name}.png", full_page=True)
    keyboard = Keyboard(window.page)
    for _ in range(20):
        keyboard.tab()
    assert window.faults() == []
