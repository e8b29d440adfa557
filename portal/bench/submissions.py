"""Many authorities that hand in their enrolment in the same second: none is lost or doubled."""

import datetime as dt
import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.middleware.csrf import _get_new_csrf_string
from django.urls import reverse
from django.utils import timezone

from partnerships.base.workflow import Publication
from partnerships.models import LocalAuthority, Membership, User
from programmes.models import Call, Enrolment, EnrolmentMove, Programme
from programmes.models.enrolments import EnrolmentState

from .serving import HEADERS, HOST, gunicorn

SENDERS = 200
SLUG = "bench-call"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Rush:
    """What came of a rush of submissions: how many of each answer, how long, what is kept."""

    sent: int
    accepted: int
    failed: int
    median: float
    slowest: float
    total: float
    submitted: int
    moves: int

    @property
    def is_exact(self):
        """Return whether every enrolment was handed in once, whatever was pressed twice."""
        return self.submitted == self.moves == self.sent and not self.failed


def rush(senders=SENDERS, *, presses=1):
    """Let so many authorities hand in at once through gunicorn; each presses so many times.

    The database of now is used: run it on one that may be thrown away. What it planted is taken
    away again.
    """
    drafts = plant(senders)
    try:
        with gunicorn() as port:
            times, statuses, total = _send_all(port, drafts, presses)
        return _result(times, statuses, total, [one for one, _key in drafts])
    finally:
        clear()


@transaction.atomic
def plant(senders):
    """Make a call and a draft of each of so many authorities; returns drafts with sessions."""
    now, day = timezone.now(), dt.timedelta(days=1)
    shown = {"slug": SLUG, "publication": Publication.PUBLISHED}
    programme = Programme.objects.create(
        name_nl="Meting", kind=Programme.Kind.KNOWLEDGE, summary_nl="Meting.", **shown
    )
    call = Call.objects.create(
        programme=programme, title_nl="Meting", opens_at=now - day, closes_at=now + day, **shown
    )
    authorities = list(LocalAuthority.objects.order_by("pk")[:senders])
    if len(authorities) < senders:
        raise ValueError("Load the register first: there are too few authorities.")
    return [_draft(call, one) for one in authorities]


def _draft(call, authority):
    user = User(email=f"{SLUG}-{authority.pk}@bench.invalid")
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, authority=authority, role="editor")
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    draft = Enrolment.objects.create(
        call=call,
        authority=authority,
        mandate_body="Meting",
        mandate_on=timezone.localdate(),
        has_consent=True,
    )
    return draft.pk, session.session_key


def clear():
    """Take away what was planted."""
    calls, users = Call.objects.filter(slug=SLUG), User.objects.filter(email__startswith=SLUG)
    with transaction.atomic():
        Enrolment.objects.filter(call__in=calls).delete()
        calls.delete()
        Programme.objects.filter(slug=SLUG).delete()
        users.delete()


def _send_all(port, drafts, presses):
    """Send all at one moment; returns the time and status of each, and the time of all."""
    together = Barrier(len(drafts) * presses + 1)

    def send(draft):
        together.wait(timeout=60)
        began = time.perf_counter()
        try:
            status = _hand_in(port, *draft)
        except (OSError, http.client.HTTPException):
            status = 0
        return time.perf_counter() - began, status

    with ThreadPoolExecutor(len(drafts) * presses) as crowd:
        waiting = [crowd.submit(send, one) for one in drafts for _press in range(presses)]
        together.wait(timeout=60)
        began = time.perf_counter()
        answers = [one.result() for one in waiting]
        total = time.perf_counter() - began
    return [one for one, _status in answers], [status for _time, status in answers], total


def _hand_in(port, key, session):
    token = _get_new_csrf_string()
    cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: token}
    headers = HEADERS | {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"https://{HOST}:{port}/",
        "Origin": f"https://{HOST}:{port}",
    }
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    body = urlencode({"csrfmiddlewaretoken": token})
    connection.request("POST", reverse("my-enrolment-review", args=[key]), body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def _result(times, statuses, total, keys):
    accepted = sum(status == http.client.FOUND for status in statuses)
    handed_in = Enrolment.objects.filter(pk__in=keys, state=EnrolmentState.SUBMITTED)
    times = sorted(times)
    return Rush(
        sent=len(keys),
        accepted=accepted,
        failed=len(statuses) - accepted,
        median=times[len(times) // 2],
        slowest=times[-1],
        total=total,
        submitted=handed_in.count(),
        moves=EnrolmentMove.objects.filter(enrolment__in=keys, to_state="submitted").count(),
    )
