"""The exchanges of an official: planned on one page, moved, and seen by colleagues elsewhere."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from partnerships.actions import exchanges as actions
from partnerships.base.calendars import calendar_answer
from partnerships.base.links import site_of
from partnerships.forms import ExchangeForm, ExchangeMessageForm
from partnerships.models import Exchange, ExchangeMessage, LocalAuthority
from partnerships.models.exchange_choices import Direction

from . import drafts
from .exchange_account import calendar_entry, facts_for, why_together
from .proposal_account import may_propose
from .workspace import first_values, for_officials, may_write


@for_officials
@require_safe
def exchanges(request):
    """Show the own exchanges by how far they are, and those of others that one can join."""
    today, user = timezone.localdate(), request.user
    own = Exchange.objects.kept_by(user).for_rows()
    others = Exchange.objects.visible_to(user).open(on=today).exclude(authority__in=user.reads_for)
    rows = list(own)
    untold = set(own.without_report().values_list("pk", flat=True))
    context = {
        "ahead": [one for one in reversed(rows) if one.state in ("planned", "confirmed")],
        "untold": [one for one in rows if one.pk in untold],
        "held": [one for one in rows if one.state == "held" and one.pk not in untold],
        "cancelled": [one for one in rows if one.state == "cancelled"],
        "others": others.nearest_first(user.reads_for).for_rows(),
        "may_write": may_write(user),
    }
    return render(request, "partnerships/my_exchanges.html", context)


@for_officials
@require_safe
def exchange(request, pk):
    """Show one exchange: to its own authority with all that belongs to it, to others what is A."""
    return page_of(request, seen_by(request.user, pk))


def seen_by(user, pk):
    rows = Exchange.objects.visible_to(user).select_related("authority", "agreement", "state_by")
    rows = rows.prefetch_related("divisions__province", "authorities", "organisations", "themes")
    return get_object_or_404(rows, pk=pk)


def page_of(request, exchange, form=None):
    """Return the page of an exchange; a message that was refused stands in it still."""
    user, today = request.user, timezone.localdate()
    is_own = exchange.is_own_of(user)
    said = ExchangeMessage.objects.visible_to(user).filter(exchange=exchange)
    said = list(said.select_related("authority", "exchange__authority"))
    context = {
        "exchange": exchange,
        "is_own": is_own,
        "facts": facts_for(exchange, user=user),
        "may_write": Exchange.objects.writable_by(user).filter(pk=exchange.pk).exists(),
        "may_move": may_move(user, exchange),
        "may_propose": may_propose(user, exchange),
        "next_states": [one for one in exchange.next_states if exchange.may_be(one, on=today)],
        "said": said,
        "form": form or _message_form(user, exchange, said, on=today),
        **(_own_parts(exchange, on=today) if is_own else {}),
    }
    status = 400 if form and form.errors else 200
    return render(request, "partnerships/my_exchange.html", context, status=status)


def may_move(user, exchange):
    return user.is_staff or exchange.authority_id in user.writes_for


def _message_form(user, exchange, said, *, on):
    """Return the form for a message, or None when this person has nobody to say it to."""
    authorities = speakers(user, exchange)
    may_begin = exchange.is_open(on=on) or said
    if not authorities or (not may_begin and not is_host(user, exchange)):
        return None
    return ExchangeMessageForm(authorities=authorities)


def is_host(user, exchange):
    """Return whether this person speaks for the authority that plans."""
    return exchange.authority_id in user.writes_for


def speakers(user, exchange):
    """Return whom a message can be about: the own authorities, or for the host those that asked."""
    if is_host(user, exchange):
        asked = exchange.messages.order_by().values("authority")
        return LocalAuthority.objects.filter(pk__in=asked)
    return LocalAuthority.objects.kept_by(user)


def _own_parts(exchange, *, on):
    together = []
    if exchange.is_ahead and exchange.direction != Direction.ONLINE:
        others = Exchange.objects.overlapping(exchange, on=on).for_rows()
        others = others.prefetch_related("divisions__province")
        together = [{"exchange": one, "why": why_together(exchange, one)} for one in others]
    return {
        "together": together,
        "preparations": exchange.preparations.all(),
        "notices": exchange.notices.select_related("sent_by"),
        "commitments": exchange.commitments.all(),
        "today": on,
    }


@for_officials
def write(request, pk=None):
    """Show the form, or save what is right of it; a program gets the moment of saving."""
    if not may_write(request.user):
        raise PermissionDenied
    exchange = get_object_or_404(Exchange.objects.writable_by(request.user), pk=pk) if pk else None
    initial = None if exchange else first_values(request.user)
    form = ExchangeForm(request.POST or None, instance=exchange, user=request.user, initial=initial)
    if request.method != "POST":
        return _form_page(request, form, exchange)
    is_right = form.is_valid()
    saved = form.save_valid()
    if drafts.is_by_script(request):
        return _told_to_script(form, saved)
    if saved is None or not is_right:
        return _form_page(request, form, saved or exchange)
    messages.success(request, _("Saved. Every signed-in authority can see what you plan."))
    return redirect(saved)


def _told_to_script(form, exchange):
    """Answer the script; what is not filled in yet is not wrong yet."""
    if exchange is None:
        text = _("Not saved yet: title, direction, purpose and days are needed first.")
        return drafts.told(reverse("my-exchange-new"), text, form.filled_errors)
    address = reverse("my-exchange-change", args=[exchange.pk])
    return drafts.saved(address, form, errors=form.filled_errors)


def _form_page(request, form, exchange):
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, "exchange": exchange}
    return render(request, "partnerships/my_exchange_form.html", context, status=status)


@for_officials
@require_POST
def move(request, pk):
    """Say how far an exchange has come."""
    row = get_object_or_404(Exchange.objects.movable_by(request.user), pk=pk)
    try:
        row.bring(to=request.POST.get("to", ""), by=request.user, on=timezone.localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("This exchange is now: %s.") % row.get_state_display())
    return redirect(row)


@for_officials
@require_POST
def say(request, pk):
    """Ask to join, or answer who asked; the portal mails the other side."""
    row, user = seen_by(request.user, pk), request.user
    form = ExchangeMessageForm(request.POST, authorities=speakers(user, row))
    if not form.is_valid():
        return page_of(request, row, form)
    given = {"exchange": row, "by": user, "site": site_of(request)}
    try:
        if is_host(user, row):
            actions.answer(**given, **form.cleaned_data)
        else:
            actions.join(**given, **form.cleaned_data, on=timezone.localdate())
    except ValidationError as error:
        form.add_error(None, error.messages)
        return page_of(request, row, form)
    messages.success(request, _("Sent. The other side gets it by mail, and it stands here."))
    return redirect(row)


@for_officials
@require_safe
def calendar(request, pk):
    row = seen_by(request.user, pk)
    return calendar_answer([calendar_entry(row)], name=row.title, file_name=f"uitwisseling-{pk}")


@for_officials
@require_safe
def calendar_of_all(request):
    """Send what the own authorities plan as one file."""
    rows = Exchange.objects.kept_by(request.user).ahead().for_rows()
    entries = [calendar_entry(row) for row in rows]
    return calendar_answer(entries, name=_("Our exchanges"), file_name="uitwisselingen")
