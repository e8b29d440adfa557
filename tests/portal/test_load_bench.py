"""The rush of the benchmark on a small scale, through a real server: 12 people, 5 places."""

import pytest
from django.db import connections

from portal.bench import load, submissions
from portal.bench.letterbox import letterbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_five_get_a_place_seven_wait_and_nobody_is_lost(live_server, settings):
    port = int(live_server.url.rsplit(":", 1)[1])
    with letterbox() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = load.HOST, box.port
        rush = load.registrations(people=12, places=5)
        answers = load.send(rush, port)
        assert {one.status for one in answers} == {200}
        assert [(one.label, one.found) for one in rush.checks()] == [
            ("with a place", 5),
            ("waiting", 7),
            ("out of order", 0),
            ("lost", 0),
            ("double", 0),
        ]
        assert all(one.is_right for one in rush.checks())
        assert box.count == rush.mails == 12
    connections.close_all()


def test_each_authority_hands_in_once_and_gets_its_receipt(live_server, settings):
    port = int(live_server.url.rsplit(":", 1)[1])
    with letterbox() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = load.HOST, box.port
        rush = submissions.at_once(senders=8)
        answers = load.send(rush, port)
        assert all(one.is_right for one in answers)
        assert [(one.label, one.found) for one in rush.checks()] == [
            ("handed in", 8),
            ("handed in once", 8),
            ("handed in twice", 0),
        ]
        assert box.count == rush.mails
    connections.close_all()


def test_who_was_lost_or_counted_twice_is_told():
    rush = load.registrations(people=3, places=1)
    assert [(one.label, one.expected, one.found) for one in rush.checks() if not one.is_right] == [
        ("with a place", 1, 0),
        ("waiting", 2, 0),
        ("lost", 0, 3),
    ]


def test_one_in_twenty_waited_longer_than_the_figure_says():
    answers = [load.Answer(200, second) for second in range(1, 101)]
    assert load.figures(answers) == (50.5, pytest.approx(95.05), 100)
