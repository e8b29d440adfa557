"""Write to an authority: a public form, without a cookie and without a puzzle."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnerships.actions import messages
from partnerships.forms import PublicMessageForm
from partnerships.models import LocalAuthority

from .subscriptions import from_elsewhere_refused


@from_elsewhere_refused
@require_http_methods(["GET", "POST"])
def message(request, slug):
    """Pass a message on to those who speak for an authority; no address of theirs is shown."""
    authority = get_object_or_404(LocalAuthority, slug=slug)
    if not messages.receivers(authority):
        text = _("Nobody reads messages for this authority here yet.")
        return _say(request, _("Write to %s") % authority, text, authority)
    form = PublicMessageForm(request.POST or None)
    if form.is_valid() and _sent(request, form, authority):
        text = _("%s has your message by mail, and answers you straight.") % authority
        return _say(request, _("Your message is sent"), text, authority)
    context = {"form": form, "authority": authority}
    status = 400 if form.errors else 200
    return render(request, "partnerships/message_form.html", context, status=status)


def _sent(request, form, authority):
    """Send it; a program that fills in what nobody sees is told the same and gets nowhere."""
    if form.is_by_a_program:
        return True
    values = {name: form.cleaned_data[name] for name in form.shown}
    address = get_adapter(request).get_client_ip(request)
    try:
        messages.send_message(
            authority=authority, sent_from=address, on=timezone.localdate(), **values
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def _say(request, title, text, authority):
    ways = [(authority, authority.get_absolute_url()), (_("Contact"), reverse("contact"))]
    context = {"title": title, "text": text, "ways": ways}
    return render(request, "partnerships/message.html", context)
