"""The yearly confirmation: each tie with its facts and one button, in the workspace or by mail."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from partnerships.actions import confirmations as actions
from partnerships.models import (
    Agreement,
    Confirmation,
    ConfirmationRound,
    LocalAuthority,
    Participant,
)

from .workspace import Task, for_officials


def tasks(user):
    """Return how many ties this person should confirm, while a round is open."""
    today = timezone.localdate()
    present = ConfirmationRound.objects.current(on=today)
    if present is None:
        return []
    due = Participant.objects.due_for_confirmation(year=present.year, on=today)
    count = due.filter(authority__in=user.writes_for).count()
    label = ngettext(
        "Confirm %(count)d agreement, by %(date)s at the latest",
        "Confirm %(count)d agreements, by %(date)s at the latest",
        count,
    ) % {"count": count, "date": date_format(present.closes_on)}
    return [Task(label, reverse("confirmations"))] if count else []


@for_officials
@require_http_methods(["GET", "HEAD", "POST"])
def confirmations(request):
    """Show the ties of the own authorities that wait, and confirm the one that is pressed."""
    user, today = request.user, timezone.localdate()
    present = ConfirmationRound.objects.current(on=today)
    # Whoever presses after the last day is told that this round is over.
    latest = present or ConfirmationRound.objects.first()
    year = latest.year if latest else today.year
    context = {"authorities": user.reads_for, "writes_for": user.writes_for}
    context |= {"round": present, "year": year}
    template = "partnerships/confirmation_list.html"
    if request.method == "POST":
        own = LocalAuthority.objects.kept_by(user)
        authority = get_object_or_404(own, pk=_number(request.POST.get("authority", "")))
        return _confirm(request, template, context, authority=authority, year=year, by=user)
    return _page(request, template, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, key):
    """The same for the link in a mail, without signing in.

    Only the press of a button writes: programs that look into mails open every link.
    """
    try:
        reader = actions.addressee_of(key)
        present = actions.open_round_of(year=reader.year, on=timezone.localdate())
    except ValidationError as error:
        return _void(request, error)
    own = {reader.authority.pk}
    context = {"authorities": own, "writes_for": own, "authority": reader.authority}
    context |= {"round": present, "year": reader.year}
    template = "partnerships/confirmation_mail.html"
    if request.method == "POST":
        given = {"authority": reader.authority, "year": reader.year, "by": reader.user}
        return _confirm(request, template, context, **given, is_by_mail=True)
    return _page(request, template, context)


def _number(text):
    """Return the key of a record, or None when the text can be none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _confirm(request, template, context, *, authority, **given):
    """Confirm, and come back to the list with what was done; or say why it cannot be."""
    known = Agreement.objects.ever_of(authority)
    agreement = get_object_or_404(known, pk=_number(request.POST.get("agreement", "")))
    try:
        confirmation, is_new = actions.confirm(
            agreement=agreement, authority=authority, on=timezone.localdate(), **given
        )
    except ValidationError as error:
        return _page(request, template, context | {"refusals": error.messages}, status=400)
    # The anchor takes the focus: what was done is read first, the next button comes after it.
    word = "confirmed" if is_new else "again"
    return redirect(f"{request.path}?{word}={confirmation.pk}#result")


def _page(request, template, context, status=200):
    today, year = timezone.localdate(), context["year"]
    due = Participant.objects.due_for_confirmation(year=year, on=today)
    said = Confirmation.objects.filter(authority__in=context["authorities"], year=year)
    shown = {
        "refusals": [],
        **context,
        "rows": due.filter(authority__in=context["authorities"]).for_confirming(),
        "confirmed_count": said.count(),
        "result": _result(request, said),
    }
    return render(request, template, shown, status=status)


def _result(request, said):
    """Return the sentence about the button that was just pressed, if one was."""
    for word, sentence in (
        ("confirmed", _("Confirmed: “%(agreement)s”. Thank you.")),
        ("again", _("“%(agreement)s” was confirmed already, on %(date)s. Nothing has changed.")),
    ):
        if pk := _number(request.GET.get(word, "")):
            one = said.select_related("agreement").filter(pk=pk).first()
            day = date_format(timezone.localtime(one.confirmed_at)) if one else ""
            return sentence % {"agreement": one.agreement, "date": day} if one else ""
    return ""


def _void(request, error):
    titles = {
        "expired": _("This link works no longer"),
        "forged": _("This link does not work"),
        "left": _("This link is for somebody else"),
        "round": _("This round is closed"),
    }
    context = {
        "title": titles[error.code],
        "text": " ".join(error.messages),
        "ways": [
            (_("Sign in"), reverse("account_login") + f"?next={reverse('confirmations')}"),
            (_("Contact"), reverse("contact")),
        ],
    }
    status = 403 if error.code == "left" else 410
    return render(request, "partnerships/message.html", context, status=status)
