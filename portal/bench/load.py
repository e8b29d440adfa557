"""What many people do in the same moment, and what must be true of it afterwards.

Another rush is one more function that returns a :class:`Rush`.
"""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from programmes.models import Event, Registration

HOST = "127.0.0.1"
PEOPLE, PLACES = 200, 50
PATIENCE = 120
FOUND = 302
ARRIVAL = "X-Request-Start"


@dataclass(frozen=True)
class Sent:
    """What one person sends: a filled-in form, from a network address of their own.

    ``status`` and ``location`` are what the answer must be; ``after`` is how many seconds after
    the beginning of the rush it is sent.
    """

    address: str
    fields: dict
    visitor: str
    headers: dict = field(default_factory=dict)
    status: int = 200
    location: str | None = None
    after: float = 0


@dataclass(frozen=True)
class Answer:
    """What that person got, and after how long."""

    status: int
    seconds: float
    is_right: bool = True


@dataclass(frozen=True)
class Check:
    """Something that must be true afterwards: how many there should be, and how many there are."""

    label: str
    expected: int
    found: int

    @property
    def is_right(self):
        return self.expected == self.found


@dataclass(frozen=True)
class Rush:
    """Something that many people do at once: what each sends, and what is to be checked then.

    ``mails`` is how many mails must go out; ``begin`` is called right before all send, and
    ``checks`` reads the database when all is over.
    """

    title: str
    sent: list
    mails: int
    checks: Callable
    begin: Callable = bool


def registrations(people=PEOPLE, places=PLACES):
    """Return the rush of people who want a place at one meeting that has too few."""
    start = timezone.now() + timedelta(days=30)
    event = Event.objects.create(
        title_nl="Drukbezochte bijeenkomst",
        slug=f"druk-{timezone.now():%H%M%S%f}",
        kind="theme_meeting",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        capacity=places,
        publication="published",
    )
    address = reverse("event-register", args=[event.slug])
    sent = [
        Sent(
            address,
            {"name": f"Persoon {n}", "email": f"persoon{n}@example.org", "has_consent": "on"},
            visitor=f"10.0.{n // 250}.{n % 250 + 1}",
        )
        for n in range(people)
    ]
    return Rush(
        f"{people} people register at once for {places} places",
        sent,
        mails=people,
        checks=lambda: _checks(event, people, places),
    )


def _checks(event, people, places):
    rows = list(Registration.objects.filter(event=event).order_by("number"))
    placed = [one.number for one in rows if one.is_placed]
    waiting = [one.number for one in rows if one.is_waiting]
    missing = set(range(people)) - {int(one.name.split()[1]) for one in rows}
    # Whoever has a lower number came first, so that the places are the first numbers.
    in_order = [*range(1, len(rows) + 1)] == placed + waiting
    return [
        Check("with a place", min(places, people), len(placed)),
        Check("waiting", max(0, people - places), len(waiting)),
        Check("out of order", 0, 0 if in_order else 1),
        Check("lost", 0, len(missing)),
        Check("double", 0, len(rows) - len({one.email.lower() for one in rows})),
    ]


def send(rush, port):
    """Have everybody of a rush send when it is their time; returns the answers."""
    rush.begin()
    barrier = threading.Barrier(len(rush.sent))
    with ThreadPoolExecutor(len(rush.sent)) as pool:
        return list(pool.map(lambda one: _send_one(one, port, barrier), rush.sent))


def _send_one(sent, port, barrier):
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        # What the proxy of production says.
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": sent.visitor,
        "Referer": f"https://{HOST}:{port}/",
        **sent.headers,
    }
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    barrier.wait(timeout=PATIENCE)
    time.sleep(sent.after)
    headers[ARRIVAL] = f"t={time.time():.3f}"
    began = time.perf_counter()
    try:
        connection.request("POST", sent.address, urlencode(sent.fields), headers)
        response = connection.getresponse()
        response.read()
        status, location = response.status, response.getheader("Location")
    except (OSError, http.client.HTTPException):
        status, location = 0, None
    finally:
        connection.close()
    is_right = (status, location) == (sent.status, sent.location)
    return Answer(status, time.perf_counter() - began, is_right)


def figures(answers):
    """Return how long people waited: half of them, all but one in twenty, and the last."""
    seconds = sorted(one.seconds for one in answers)
    late = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
    return statistics.median(seconds), late, seconds[-1]
