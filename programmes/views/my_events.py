"""The agenda of an official: what I come to, and what I can register for with one press."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from partnerships.base.calendars import calendar_answer
from partnerships.base.links import site_of
from partnerships.views.agreements import send
from partnerships.views.workspace import Task, for_correspondents
from programmes.actions import event_words
from programmes.actions import events as actions
from programmes.models import Event, EventDocument, Registration

from .event_account import facts_of, row_of

# A meeting stands among what needs me from so long before.
TASK_BEFORE = dt.timedelta(days=14)


def _own(user):
    """Return the registrations of a person that still count."""
    return Registration.objects.active().filter(user=user)


def tasks(user):
    """Return the meetings that this person soon comes to."""
    now = timezone.now()
    soon = _own(user).placed().filter(event__starts_at__range=(now, now + TASK_BEFORE))
    soon = soon.filter(event__cancelled_at=None).select_related("event")
    return [
        Task(
            _("You come to: %(title)s") % {"title": one.event.title},
            one.event.get_absolute_url(),
            event_words.when(one.event)[0],
        )
        for one in soon.order_by("event__starts_at", "pk")
    ]


@for_correspondents
@require_safe
def events(request):
    """Show what this person comes to, and the rest of what is coming."""
    now, user = timezone.now(), request.user
    rows = Event.objects.visible_to(user).coming(at=now).prefetch_related("themes")
    own = {one.event_id: one for one in _own(user).filter(event__ends_at__gt=now)}
    coming = [
        {**row_of(one), "registration": own.get(one.pk), "accepts": one.accepts(at=now)}
        for one in rows.order_by("starts_at", "pk")
    ]
    context = {
        "mine": [one for one in coming if one["registration"]],
        "others": [one for one in coming if not one["registration"]],
    }
    return render(request, "programmes/my_events.html", context)


def seen_by(user, slug):
    rows = Event.objects.visible_to(user).with_counts().select_related("programme")
    return get_object_or_404(rows.prefetch_related("themes"), slug=slug)


@for_correspondents
@require_safe
def event(request, slug):
    """Show all of one meeting, and whether this person comes."""
    return page_of(request, seen_by(request.user, slug))


def page_of(request, event, refused=()):
    now = timezone.now()
    context = {
        "event": event,
        "facts": facts_of(event),
        "documents": event.documents.visible_to(request.user),
        "when": event_words.when(event),
        "registration": _own(request.user).filter(event=event).first(),
        "accepts": event.accepts(at=now),
        "may_withdraw": event.starts_at > now and not event.is_cancelled,
        "is_over": event.ends_at <= now,
        # Any number may tell of a group smaller than five.
        "need_count": event.need_matches.count() if request.user.is_staff else 0,
        "refused": refused,
    }
    status = 400 if refused else 200
    return render(request, "programmes/my_event.html", context, status=status)


@for_correspondents
@require_POST
def register(request, slug):
    """Register with one press; the mail goes to the address of the account."""
    event = seen_by(request.user, slug)
    try:
        found = actions.register(
            event=event,
            user=request.user,
            at=timezone.now(),
            language=get_language(),
            site=site_of(request),
        )
    except ValidationError as error:
        return page_of(request, event, error.messages)
    waits = _("There is no place left. You are on the waiting list and hear by mail.")
    placed = _("You have a place. The mail has a file for your calendar.")
    messages.success(request, waits if found.is_waiting else placed)
    return redirect("my-event", event.slug)


@for_correspondents
@require_POST
def withdraw(request, slug):
    """Take oneself off; the place goes to who waits longest."""
    found = get_object_or_404(_own(request.user), event__slug=slug)
    actions.withdraw(registration=found, at=timezone.now(), site=site_of(request))
    messages.success(request, _("You are no longer registered."))
    return redirect("my-event", slug)


@for_correspondents
@require_safe
def calendar(request, slug):
    """Send one meeting as a file for a calendar, with where to take part online."""
    event = seen_by(request.user, slug)
    address = site_of(request) + event.get_absolute_url()
    entry = event_words.calendar_entry(event, address=address, is_insider=True)
    return calendar_answer([entry], name=event.title, file_name=event.slug)


@for_correspondents
@require_safe
def document(request, pk):
    """Send our own copy of a document that this person may read."""
    rows = EventDocument.objects.visible_to(request.user).exclude(file="")
    return send(get_object_or_404(rows, pk=pk))
