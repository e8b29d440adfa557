"""The power goes while people type: what the portal said it keeps is kept, and nothing by half."""

import http.client
import os
import signal
import subprocess
import sys
import threading
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection, connections
from django.urls import reverse

from portal.bench import load, serving, submissions
from portal.workers import OPTION
from programmes.models import Enrolment, EnrolmentMove

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ENOUGH = 5


@pytest.fixture
def enrolment():
    """The draft of an authority with somebody signed in, and what is sent to hand it in."""
    _call, [(key, session)] = submissions.plant(1)
    yield key, submissions.sent(0, key, session)
    connections.close_all()


class Server:
    """Gunicorn on the database of the test, in a group of processes that can be killed at once."""

    def __enter__(self):
        self.port = serving.free_port()
        here = urlsplit(os.environ["DATABASE_URL"])._replace(
            path=f"/{connection.settings_dict['NAME']}"
        )
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", OPTION, "--workers=1"]
        self.process = subprocess.Popen(
            [*command, f"--bind={serving.HOST}:{self.port}", "--log-level=critical"],
            env={**os.environ, "DATABASE_URL": here.geturl()},
            start_new_session=True,
        )
        serving.wait_for(self.port)
        return self

    def kill(self):
        """Take the server and its workers away in the middle of whatever they do."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def __exit__(self, *error):
        self.kill()

    def post(self, address, fields, headers):
        """Return the status of the answer, or 0 when there is none any more."""
        connection = http.client.HTTPConnection(serving.HOST, self.port, timeout=20)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"https://{serving.HOST}:{self.port}/",
            **headers,
        }
        try:
            connection.request("POST", address, urlencode(fields), serving.HEADERS | headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()


def told(number):
    return f"Zin {number}. " * 60


def test_what_was_said_to_be_saved_is_there_when_the_server_is_back(enrolment):
    key, sent = enrolment
    address = reverse("my-enrolment-change", args=[key])
    kept, enough = [], threading.Event()

    def type_on(server):
        number = 0
        while True:
            number += 1
            fields = sent.fields | {"earlier": told(number)}
            if server.post(address, fields, sent.headers | {"X-Saved-By": "script"}) != 200:
                return
            kept.append(number)
            if len(kept) == ENOUGH:
                enough.set()

    with Server() as server:
        typist = threading.Thread(target=type_on, args=[server])
        typist.start()
        assert enough.wait(timeout=60)
        server.kill()
        typist.join(timeout=60)
    # The last one may have been written when the answer could not be given any more.
    stored = Enrolment.objects.get(pk=key).earlier
    assert stored in (told(kept[-1]).strip(), told(kept[-1] + 1).strip())
    with Server() as again:
        fields = sent.fields | {"earlier": told(0)}
        assert again.post(address, fields, sent.headers | {"X-Saved-By": "script"}) == 200
    assert Enrolment.objects.get(pk=key).earlier == told(0).strip()


def test_an_enrolment_is_handed_in_whole_or_not_at_all(enrolment):
    key, sent = enrolment
    with Server() as server:
        hand = threading.Thread(target=server.post, args=[sent.address, sent.fields, sent.headers])
        hand.start()
        hand.join(timeout=0.02)
        server.kill()
        hand.join(timeout=60)
    state = Enrolment.objects.get(pk=key).state
    moves = EnrolmentMove.objects.filter(enrolment=key, to_state="submitted").count()
    assert (state, moves) in (("draft", 0), ("submitted", 1))
    if state == "draft":
        with Server() as again:
            assert again.post(sent.address, sent.fields, sent.headers) == load.FOUND
    enrolment = Enrolment.objects.get(pk=key)
    assert (enrolment.state, enrolment.submitted_at is not None) == ("submitted", True)
