"""Many authorities that hand in their enrolment in the last seconds of a call."""

import datetime as dt

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

from .load import FOUND, Check, Rush, Sent

SENDERS = 200
SLUG = "bench-call"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LAST_SECONDS = dt.timedelta(seconds=10)
# The last one is still sent in time: in seconds before the end.
MARGIN = 0.2


def at_once(senders=SENDERS):
    """Return the rush of officials who hand in in the same moment, ten seconds before the end."""
    title = f"{senders} authorities hand in at once in the last ten seconds of a call"
    return submissions(title, [0] * senders)


def in_turn(senders=SENDERS):
    """Return the rush of officials who hand in one by one until the call closes."""
    title = f"{senders} authorities hand in one by one in the last ten seconds of a call"
    last = LAST_SECONDS.total_seconds() - MARGIN
    return submissions(title, [last * number / senders for number in range(1, senders + 1)])


def submissions(title, times):
    """Return a rush in which an official hands in the draft of the own authority at each time."""
    senders = len(times)
    call, drafts = plant(senders)
    keys = [key for key, _session in drafts]
    return Rush(
        title,
        [
            sent(number, *draft, after=after)
            for number, (draft, after) in enumerate(zip(drafts, times, strict=True))
        ],
        # Each gets a receipt, and staff a notice where it has a mailbox.
        mails=senders * (1 + bool(settings.STAFF_EMAIL)),
        checks=lambda: _checks(keys),
        begin=lambda: Call.objects.filter(pk=call.pk).update(
            closes_at=timezone.now() + LAST_SECONDS
        ),
    )


@transaction.atomic
def plant(senders):
    """Make a call and a draft of each of so many authorities; returns them with sessions."""
    now, day = timezone.now(), dt.timedelta(days=1)
    # Those of the rush before stay.
    first = Enrolment.objects.count()
    shown = {"slug": f"{SLUG}-{first}", "publication": Publication.PUBLISHED}
    programme = Programme.objects.create(
        name_nl="Meting", kind=Programme.Kind.KNOWLEDGE, summary_nl="Meting.", **shown
    )
    call = Call.objects.create(
        programme=programme, title_nl="Meting", opens_at=now - day, closes_at=now + day, **shown
    )
    province, _is_new = LocalAuthority.objects.get_or_create(
        slug=SLUG, defaults={"kind": "province", "name": "Meting", "code": "PV99"}
    )
    return call, [_draft(call, province, first + number) for number in range(senders)]


def _draft(call, province, number):
    authority = LocalAuthority.objects.create(
        kind="municipality",
        name=f"Meting {number}",
        slug=f"{SLUG}-{number}",
        code=f"GM{number + 7000:04}",
        province=province,
    )
    user = User(email=f"{SLUG}-{number}@bench.invalid")
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


def sent(number, key, session, *, after=0):
    """Return what an official sends to hand in the draft of the own authority."""
    token = _get_new_csrf_string()
    cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: token}
    return Sent(
        reverse("my-enrolment-review", args=[key]),
        {"csrfmiddlewaretoken": token},
        visitor=f"10.1.{number // 250}.{number % 250 + 1}",
        headers={
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        },
        status=FOUND,
        after=after,
        # Sent on to the receipt; who is sent to sign in has handed in nothing.
        location=reverse("my-enrolment", args=[key]),
    )


def _checks(keys):
    rows = Enrolment.objects.filter(pk__in=keys)
    moves = EnrolmentMove.objects.filter(enrolment__in=keys, to_state=EnrolmentState.SUBMITTED)
    handed_in = rows.filter(state=EnrolmentState.SUBMITTED).count()
    return [
        Check("handed in", len(keys), handed_in),
        Check("handed in once", len(keys), moves.values("enrolment").distinct().count()),
        Check("handed in twice", 0, moves.count() - handed_in),
    ]
