"""Follow a search by mail: the form, the link in the mail, and the way to stop."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from partnerships.actions import subscriptions
from partnerships.base.facets import Counts
from partnerships.base.links import Links, site_of
from partnerships.filters import PracticeFilter
from partnerships.forms import FollowForm
from partnerships.models import Practice, Subscription

from .choices import Vocabulary


def from_elsewhere_refused(view):
    """Refuse what another site has a browser post.

    Public pages set no cookie, so that there is none to forge with; the browser's own word on
    where a form stood takes the place of a token.
    """

    def guarded(request, *args, **kwargs):
        origin = request.headers.get("Origin", "")
        if request.method == "POST" and origin and urlsplit(origin).netloc != request.get_host():
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return csrf_exempt(never_cache(guarded))


@from_elsewhere_refused
@require_http_methods(["GET", "POST"])
def follow(request):
    """Ask for a mailbox, and send it a link; the search stands in the address."""
    asked = PracticeFilter(request.GET, queryset=Practice.objects.public())
    links = Links(reverse("practices"), request.GET)
    if not asked.is_valid():
        return _say(request, _("This search cannot be followed"), _("Search again."), status=400)
    form = FollowForm(request.POST or None)
    if form.is_valid():
        subscriptions.follow(
            email=form.cleaned_data["email"],
            query=links.present(),
            language=get_language(),
            site=site_of(request),
        )
        text = _("We sent a link to your address. Follow it within seven days to begin.")
        return _say(request, _("Look into your mailbox"), text)
    context = {
        "form": form,
        "chips": Vocabulary(asked, Counts()).chips(links),
        "list_url": links.without("sort"),
    }
    status = 400 if form.errors else 200
    return render(request, "partnerships/subscription_form.html", context, status=status)


@from_elsewhere_refused
@require_http_methods(["GET", "POST"])
def confirm(request, token):
    """Begin on the press of a button: programs that only look into mails open every link."""
    subscription = _of(token)
    if request.method == "POST":
        subscriptions.confirm(subscription=subscription)
        text = _("Once a week you get what is new. Every mail has a link to stop.")
        return _say(request, _("You follow this search"), text)
    question = _("Do you want new practices of this search by mail, at most once a week?")
    return _ask(request, _("Follow this search"), question, _("Yes, send me mails"))


@from_elsewhere_refused
@require_http_methods(["GET", "POST"])
def stop(request, token):
    """Forget the mailbox; a mail program may do so by itself (RFC 8058)."""
    subscription = Subscription.objects.filter(token=token).first()
    if request.method == "POST" or subscription is None:
        if subscription:
            subscriptions.stop(subscription=subscription)
        text = _("You get no more mails of this search. We have removed your address.")
        return _say(request, _("You have stopped"), text)
    question = _("Do you want no more mails of this search?")
    return _ask(request, _("Stop following"), question, _("Yes, stop the mails"))


def _of(token):
    return get_object_or_404(Subscription, token=token)


def _say(request, title, text, status=200):
    context = {
        "title": title,
        "text": text,
        "ways": [(_("To the practices"), reverse("practices"))],
    }
    return render(request, "partnerships/message.html", context, status=status)


def _ask(request, title, question, button):
    context = {"title": title, "question": question, "button": button}
    return render(request, "partnerships/subscription_question.html", context)
