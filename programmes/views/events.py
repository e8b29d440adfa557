"""The agenda for everybody: what is coming, one meeting, and registering for it by mail."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import View

from partnerships.base.calendars import calendar_answer
from partnerships.base.exports import as_csv, as_json
from partnerships.base.links import Links, site_of
from partnerships.base.paging import Order
from partnerships.base.views import Export, Filtered, FilteredList, PublicDetail, public_cache
from partnerships.views.agreements import send
from partnerships.views.presentation import crumbs
from partnerships.views.subscriptions import from_elsewhere_refused
from programmes.actions import event_words
from programmes.actions import events as actions
from programmes.exports.events import EVENT_COLUMNS
from programmes.filters import EventFilter
from programmes.forms import RegistrationForm
from programmes.models import Event, EventDocument, Registration

from .event_account import facts_of, row_of


class OfEvents:
    """What the ways to look at the agenda have in common."""

    queryset = Event.objects.announced().prefetch_related("themes")
    filterset_class = EventFilter
    orders = {"": Order("", F("starts_at"))}


class EventList(OfEvents, FilteredList):
    """What is coming, the nearest first, and what has been, the latest first."""

    template_name = "programmes/event_list.html"
    controls = ("when", "kind", "audience", "theme")

    def get_context_data(self, **kwargs):
        ways_out = [{"label": _("The whole agenda"), "url": self.request.path}]
        return super().get_context_data(filterset=self.filterset, ways_out=ways_out, **kwargs)

    def listed(self):
        now, rows = timezone.now(), list(self.filterset.qs.distinct().order_by("starts_at", "pk"))
        coming = [row_of(one) for one in rows if one.ends_at > now]
        past = [row_of(one) for one in reversed(rows) if one.ends_at <= now]
        return {"coming": coming, "past": past, "ways": self.ways()}

    def ways(self):
        """Return the same rows as files and as a calendar to subscribe to."""
        query = self.request.GET
        calendar = self.request.build_absolute_uri(reverse("agenda"))
        address = Links(calendar, query).without()
        return {
            "subscribe_url": address.replace("https://", "webcal://").replace(
                "http://", "webcal://"
            ),
            "calendar_url": Links(reverse("agenda"), query).without(),
            **{
                f"{form}_url": Links(reverse("event-export", args=[form]), query).without()
                for form in ("csv", "json")
            },
        }


class EventExport(OfEvents, Export):
    """The meetings of the agenda as CSV or JSON, with what everybody may know of them."""

    file_name = "chinapoort-agenda"
    writers = {
        "csv": lambda rows: as_csv(EVENT_COLUMNS, rows),
        "json": lambda rows: as_json(EVENT_COLUMNS, rows),
    }


@public_cache
class Agenda(OfEvents, Filtered, View):
    """The same meetings as a calendar that programs ask for again and again."""

    def get(self, request):
        if refused := self.refusals():
            return Export.refuse(refused)
        rows = self.filterset.qs.distinct().order_by("starts_at", "pk")
        entries = [_entry(request, one) for one in rows]
        return calendar_answer(entries, name=_("Agenda of Chinapoort"), file_name="agenda")


def _entry(request, event):
    address = site_of(request) + event.get_absolute_url()
    return event_words.calendar_entry(event, address=address)


class EventDetail(PublicDetail):
    """One meeting for everybody, with the form to register."""

    queryset = Event.objects.public().with_counts().prefetch_related("themes")
    template_name = "programmes/event_detail.html"
    context_object_name = "event"

    def get_context_data(self, **kwargs):
        event = self.object
        accepts = event.accepts(at=timezone.now())
        return super().get_context_data(
            facts=facts_of(event),
            documents=event.documents.public(),
            when=event_words.when(event),
            form=RegistrationForm() if accepts else None,
            is_over=event.ends_at <= timezone.now(),
            crumbs=crumbs(_("Agenda"), "events", event),
            address=self.request.build_absolute_uri(event.get_absolute_url()),
            **kwargs,
        )


@require_safe
def calendar(request, slug):
    """Send one meeting as a file for a calendar."""
    event = get_object_or_404(Event.objects.public(), slug=slug)
    return calendar_answer([_entry(request, event)], name=event.title, file_name=event.slug)


@require_safe
def document(request, pk):
    """Send our own copy of a document that is open to everybody."""
    return send(get_object_or_404(EventDocument.objects.public().exclude(file=""), pk=pk))


@from_elsewhere_refused
@require_http_methods(["GET", "POST"])
def register(request, slug):
    """Register by name and mailbox; the mail tells whether there is a place."""
    event = get_object_or_404(Event.objects.public().with_counts(), slug=slug)
    form = RegistrationForm(request.POST or None)
    if form.is_valid() and _registered(request, form, event):
        text = _("We have mailed you whether you have a place, with the day and a link to cancel.")
        return _say(request, _("Look into your mailbox"), text, event)
    context = {
        "event": event,
        "form": form,
        "when": event_words.when(event),
        "accepts": event.accepts(at=timezone.now()),
    }
    status = 400 if form.errors else 200
    return render(request, "programmes/event_form.html", context, status=status)


def _registered(request, form, event):
    """Register; a program that fills in what nobody sees is told the same and gets nowhere."""
    if form.is_by_a_program:
        return True
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    try:
        actions.limit(email=email, sent_from=get_adapter(request).get_client_ip(request))
        actions.register(
            event=event,
            name=name,
            email=email,
            at=timezone.now(),
            language=get_language(),
            site=site_of(request),
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


@from_elsewhere_refused
@require_http_methods(["GET", "POST"])
def registration(request, token):
    """Cancel on the press of a button, from the link in the mail; it names nobody."""
    found = Registration.objects.select_related("event", "user").filter(token=token).first()
    if found is None:
        raise Http404
    event, now = found.event, timezone.now()
    if request.method == "POST":
        found = actions.withdraw(registration=found, at=now, site=site_of(request))
    if found.is_active and event.starts_at > now and not event.is_cancelled:
        context = {"registration": found, "event": event, "when": event_words.when(event)}
        return render(request, "programmes/registration.html", context)
    if found.is_active:
        text = _("This meeting has begun, is over or was called off. There is nothing to cancel.")
    else:
        text = _("You are no longer registered. A free place goes to who waits longest.")
    return _say(request, event.title, text, event)


def _say(request, title, text, event):
    ways = [(event.title, event.get_absolute_url()), (_("Agenda"), reverse("events"))]
    return render(
        request, "partnerships/message.html", {"title": title, "text": text, "ways": ways}
    )
