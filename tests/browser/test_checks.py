"""The checks themselves: each must see a fault that is made on purpose."""

import pytest

from .checks import CONTRAST, MOVING, axe_violations, faults_of_page, faults_of_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

TITLE = "h1.nl-heading nl-heading--level-1"


@pytest.fixture
def window(visit):
    window = visit()
    window.page.goto("/en/")
    return window


def test_axe_sees_a_picture_without_text_and_grey_on_grey(window):
    window.page.evaluate("document.querySelector('.brand img').removeAttribute('alt')")
    window.page.evaluate("document.querySelector('.site-footer__name').style.color = '#123'")
    assert [one.partition(":")[0] for one in axe_violations(window.page)] == [
        "color-contrast",
        "image-alt",
    ]
    assert len(axe_violations(window.page, CONTRAST)) == 1


def test_page_that_scrolls_sideways_or_speaks_another_language_is_seen(window):
    assert faults_of_page(window.page, "en") == []
    window.page.evaluate("document.querySelector('h1').style.width = '2000px'")
    assert faults_of_page(window.page, "nl") == ["language is en", "scrolls sideways"]


def test_text_that_is_cut_off_is_seen(window):
    assert faults_of_text(window.page) == []
    style = "document.querySelector('h1').style.cssText = 'height: 1em; overflow: hidden'"
    window.page.evaluate(style)
    spilled = f"spills: {TITLE} The China relations of Dutch municipalities and provinces"
    assert faults_of_text(window.page) == [spilled]


def test_movement_is_seen(window):
    window.page.evaluate("document.querySelector('h1').style.transition = 'color 1s'")
    assert TITLE in window.page.evaluate(MOVING)


def test_cookie_message_and_foreign_request_are_seen(window):
    assert window.faults() == []
    # A name that no machine can have; the request is seen before anything is looked up.
    window.page.evaluate("console.error('broken')")
    window.page.evaluate("document.cookie = 'taste=1'")
    window.page.goto("about:blank")
    window.page.evaluate("fetch('http://elsewhere.invalid/').catch(() => 0)")
    # How the browser says that it failed depends on the network of the machine.
    assert [fault for fault in window.faults() if "net::" not in fault] == [
        "console: broken",
        "request to elsewhere.invalid",
        "cookie taste",
    ]
