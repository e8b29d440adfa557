"""Fixtures, and switches that make a test fail where a page would only look odd."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as django_settings
from django.utils import translation

from tests import copies
from tests.browser import summary
from tests.factories.accounts import MembershipFactory
from tests.factories.partnerships import UserFactory

LOCAL_FAMILIES = (getattr(socket, "AF_UNIX", None),)


def pytest_terminal_summary(terminalreporter):
    """Say at the end how many pages were looked at."""
    reports = [one for some in terminalreporter.stats.values() for one in some]
    for line in summary.lines(reports):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_db_blocker, pytestconfig, testrun_uid
):
    """Have a migrated database ready under the name that this worker will open."""
    with django_db_blocker.unblock():
        copies.prepare(fresh=pytestconfig.getvalue("create_db"), run=testrun_uid)


@pytest.fixture(scope="session")
def django_db_createdb():
    """Let pytest-django open that database also with ``--create-db``: it is fresh already."""
    return False


@pytest.fixture(autouse=True)
def _refuse_network(monkeypatch):
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family not in LOCAL_FAMILIES and address[0] not in ("127.0.0.1", "::1"):
            raise AssertionError(f"A test reached for the network: {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _quick_and_plain(settings, tmp_path):
    """Hash passwords cheaply, serve static files without a build, keep no uploads."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _dutch():
    """Start every test in Dutch, whatever language the one before it ended in."""
    with translation.override("nl"):
        yield


@pytest.fixture
def staff(db):
    """A colleague at VNG International who may do everything."""
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def staff_client(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def membership(db):
    """Somebody who keeps the record of a municipality."""
    return MembershipFactory(authority__name="Rotterdam")


@pytest.fixture
def official_client(client, membership):
    client.force_login(membership.user)
    return client


@pytest.fixture
def check_constraints(db):
    """Ask the database now for what it would refuse at commit."""
    from django.db import connection  # noqa: PLC0415 -- the fixture is the only user

    return connection.check_constraints


class Letterbox:
    """Keeps what a mail server on this machine receives."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 OK"


@pytest.fixture
def letters(settings):
    """The mails that a real server receives while the test runs, with their receivers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box.letters
    server.stop()
