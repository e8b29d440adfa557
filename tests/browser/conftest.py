"""A real Chromium before a real server, the register it shows, and windows that tell on pages."""

import os
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from portal.bench import browser
from portal.management.commands.prepare import SHEETS
from tests import copies

from .arriving import come_to_desk
from .checks import SHOTS
from .database import own_database
from .register import plant
from .walk import WIDTHS, find_pages

REFUSALS = ("404 (Not Found)", "400 (Bad Request)", "410 (Gone)")


@pytest.fixture(scope="package")
def chromium():
    """The Chromium of this machine; continuous integration must have one."""
    path = browser.chromium()
    if path is None:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop(browser.MISSING)
    SHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop running in this thread for as long as the browser lives.
        # Django takes that for asynchronous code and would refuse every query of a test.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def plain(tmp_path_factory):
    """The settings that tests/conftest.py gives each test, already while the register is loaded."""
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**settings.STORAGES, "staticfiles": static},
    ):
        yield


@pytest.fixture(scope="package")
def register(plain, django_db_setup, django_db_blocker):
    """The real register and the rare cases beside it, committed in a database of their own."""
    with django_db_blocker.unblock(), own_database():
        for sheet in SHEETS:
            call_command(sheet, verbosity=0, stdout=StringIO())
        plant()
        # Playwright gives this thread another connection, and nobody may hold what is copied.
        copies.leave()
        yield


@pytest.fixture(scope="package")
def site(register, chromium):
    """A server that shows the register; its address.

    One for all browser tests, where ``live_server`` would load the register for each of them.
    The register comes first: under the event loop of Playwright, Django makes this thread a
    second connection, which the first one could not close when the database is dropped.
    """
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture(scope="module", autouse=True)
def own_copy(site, django_db_blocker):
    """A copy of the register for the tests of one file, thrown away with all they wrote in it.

    Which files share a worker is a matter of luck: what one leaves behind, another may not meet.
    """
    with django_db_blocker.unblock(), own_database():
        yield


@pytest.fixture(scope="package")
def pages(register):
    """Every public page as ``{name: {language: path}}``; see walk.py."""
    return find_pages()


class Visit:
    """A browser window, and everything it should not have done since it was last asked."""

    def __init__(self, browser, site, **options):
        self.site = site
        self.context = browser.new_context(base_url=site, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self._faults = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self._faults.append(f"script: {error}"))
        self.context.on("request", self._asked)

    def _heard(self, message):
        # A refusal by the Content-Security-Policy is told on the console too.
        if message.type in ("error", "warning") and not self._is_expected(message):
            self._faults.append(f"console: {message.text}")

    def _is_expected(self, message):
        """Return whether this is the browser repeating that the page itself says no."""
        return message.location["url"] == self.page.url and message.text.endswith(REFUSALS)

    def _asked(self, request):
        if not request.url.startswith((self.site, "data:")):
            self._faults.append(f"request to {urlsplit(request.url).netloc}")

    def follow(self, link_or_button):
        """Press what leads to another page, and wait until that page is there.

        A click returns when the answer begins to arrive; what is counted then may be missing.
        """
        with self.page.expect_navigation():
            link_or_button.click()

    def faults(self):
        found, self._faults = self._faults, []
        return found + [f"cookie {cookie['name']}" for cookie in self.context.cookies()]


@pytest.fixture
def visit(site, chromium):
    """A way to open a window: ``visit(width, **options of the browser context)``."""
    opened = []

    def start(width=WIDTHS[0], **options):
        height = 800 if width > WIDTHS[1] else 640
        opened.append(Visit(chromium, site, viewport={"width": width, "height": height}, **options))
        return opened[-1]

    yield start
    for one in opened:
        one.context.close()


@pytest.fixture
def desk(visit):
    """A window in which staff has signed in; the desk speaks Dutch."""
    window = visit()
    come_to_desk(window)
    return window
