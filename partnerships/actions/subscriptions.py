"""Follow a search by mail: ask, confirm, a digest once a week, stop."""

import datetime as dt

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from partnerships.base.mails import mail_on_commit
from partnerships.filters import PracticeFilter
from partnerships.models import Practice, Subscription

# A stranger cannot fill somebody's mailbox: one question an hour for each address and search.
ASK_AGAIN_AFTER = dt.timedelta(hours=1)
LAPSES_AFTER = dt.timedelta(days=7)
DIGEST_EVERY = dt.timedelta(days=7)
MOST_IN_A_DIGEST = 20


@transaction.atomic
def follow(*, email, query, language, site):
    """Ask the owner of a mailbox to confirm that it follows a search.

    ``site`` is the public address of the portal, for the link. Who follows already gets no
    second mail, and nobody learns here who does.
    """
    now = timezone.now()
    subscription, is_new = Subscription.objects.select_for_update().get_or_create(
        email=email.lower(), query=query, defaults={"language": language, "asked_at": now}
    )
    asked_lately = not is_new and subscription.asked_at > now - ASK_AGAIN_AFTER
    if subscription.confirmed_at or asked_lately:
        return subscription
    subscription.language, subscription.asked_at = language, now
    subscription.save()
    mail_on_commit(
        "emails/subscriptions/confirm.txt",
        to=subscription.email,
        language=language,
        address=_address(site, language, "subscription-confirm", subscription),
        search=_search_address(site, subscription),
    )
    return subscription


@transaction.atomic
def confirm(*, subscription):
    """Begin to send; a second time changes nothing."""
    if not subscription.confirmed_at:
        subscription.confirmed_at = timezone.now()
        subscription.save(update_fields=["confirmed_at", "updated_at"])
    return subscription


def stop(*, subscription):
    """Forget the mailbox."""
    subscription.delete()


def send_digests(*, now, site):
    """Mail what is new to all who have waited a week; returns how many mails went out.

    Safe to run twice, in parallel and after a standstill: each mailbox is taken by one run only,
    and its moment is moved in the same transaction.
    """
    Subscription.objects.lapsed(before=now - LAPSES_AFTER).delete()
    due = Subscription.objects.due(before=now - DIGEST_EVERY).order_by("pk")
    return sum(_send_one(pk, now, site) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _send_one(pk, now, site):
    due = Subscription.objects.due(before=now - DIGEST_EVERY).select_for_update(skip_locked=True)
    subscription = due.filter(pk=pk).first()
    if subscription is None:
        return 0
    practices = list(new_practices(subscription, until=now)[:MOST_IN_A_DIGEST])
    subscription.sent_at = now
    subscription.save(update_fields=["sent_at", "updated_at"])
    if not practices:
        return 0
    _mail_digest(subscription, practices, site)
    return 1


def new_practices(subscription, *, until):
    """Return the practices of a search that were published since the last digest, newest first."""
    asked = PracticeFilter(QueryDict(subscription.query), queryset=Practice.objects.public())
    if not asked.is_valid():
        # A theme or place of the search has gone since; there is nothing new of it.
        return Practice.objects.none()
    return asked.qs.published_between(subscription.since, until).newest()


def _mail_digest(subscription, practices, site):
    stop_address = _address(site, subscription.language, "subscription-stop", subscription)
    with override(subscription.language):
        found = [
            {"practice": one, "address": f"{site}{one.get_absolute_url()}"} for one in practices
        ]
        mail_on_commit(
            "emails/subscriptions/digest.txt",
            to=subscription.email,
            language=subscription.language,
            headers={
                "List-Unsubscribe": f"<{stop_address}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
            found=found,
            search=_search_address(site, subscription),
            stop=stop_address,
        )


def _address(site, language, name, subscription):
    with override(language):
        return f"{site}{reverse(name, args=[subscription.token])}"


def _search_address(site, subscription):
    with override(subscription.language):
        query = f"?{subscription.query}" if subscription.query else ""
        return f"{site}{reverse('practices')}{query}"
