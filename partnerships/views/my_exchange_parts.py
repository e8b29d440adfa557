"""What is done around an exchange: preparation, the post, the report; and what waits of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.actions import exchanges as actions
from partnerships.base.workflow import Publication
from partnerships.forms import CommitmentFormSet, PreparationForm, ReportForm
from partnerships.models import Commitment, Exchange, ExchangeMessage
from partnerships.models.exchange_choices import ExchangeState

from .exchange_account import text_for_post
from .my_exchanges import may_move
from .presentation import day
from .workspace import Task, for_officials


def tasks(user):
    """Return what waits of the exchanges an official keeps, the most urgent first."""
    today = timezone.localdate()
    own = Exchange.objects.owned_by(user.writes_for)
    asked = ExchangeMessage.objects.unanswered().filter(exchange__in=own.values("pk"))
    late = Commitment.objects.filter(exchange__in=own.values("pk")).overdue(on=today)
    groups = (
        (_("%s asks to join"), asked.select_related("exchange", "authority"), _asker),
        (_("Answer the questions about “%s”"), own.filter(publication="returned"), _report_of),
        (_("Was “%s” held?"), own.past(on=today), _itself),
        (_("Write the report of “%s”"), own.overdue(on=today), _report_of),
        (_("Promised and not done: %s"), late.select_related("exchange"), _promise),
    )
    return [
        Task(sentence % name, url, detail)
        for sentence, rows, told in groups
        for name, url, detail in map(told, rows)
    ]


def _asker(message):
    return message.authority, message.exchange.get_absolute_url(), message.exchange.title


def _itself(exchange):
    return exchange.title, exchange.get_absolute_url(), ""


def _report_of(exchange):
    return exchange.title, reverse("my-exchange-report", args=[exchange.pk]), ""


def _promise(commitment):
    visit = commitment.exchange
    detail = _("%(title)s, due on %(day)s") % {"title": visit.title, "day": day(commitment.due_on)}
    return commitment.text, f"{visit.get_absolute_url()}#commitments", detail


@for_officials
def preparation(request, pk):
    """Keep the list of what to arrange; whoever reads for the authority sees it."""
    rows = Exchange.objects.visible_to(request.user).select_related("authority")
    exchange = get_object_or_404(rows, pk=pk)
    if not exchange.shows("preparations", to=request.user):
        raise Http404
    may_write = may_move(request.user, exchange)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    form = PreparationForm(request.POST or None, exchange=exchange)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. Only your own authority and VNG International see it."))
        return redirect("my-exchange-preparation", pk)
    context = {"form": form, "exchange": exchange, "may_write": may_write}
    status = 400 if form.errors else 200
    return render(request, "partnerships/my_exchange_preparation.html", context, status=status)


@for_officials
def post(request, pk):
    """Show what the Dutch post would be told, and mail it."""
    exchange = get_object_or_404(Exchange.objects.movable_by(request.user).ahead(), pk=pk)
    text = text_for_post(exchange)
    if request.method == "POST":
        try:
            actions.inform_post(exchange=exchange, text=text, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The post is informed by mail."))
        return redirect("my-exchange-post", pk)
    context = {
        "exchange": exchange,
        "text": text,
        "has_address": bool(actions.addresses_of_posts(exchange)),
        "notices": exchange.notices.select_related("sent_by"),
    }
    return render(request, "partnerships/my_exchange_post.html", context)


@for_officials
def report(request, pk):
    """Write what came of an exchange and what was promised; hand it in to be published."""
    rows = Exchange.objects.writable_by(request.user).filter(state=ExchangeState.HELD)
    exchange = get_object_or_404(rows, pk=pk)
    form = ReportForm(request.POST or None, instance=exchange)
    promises = CommitmentFormSet(request.POST or None, instance=exchange, prefix="commitments")
    if request.method == "POST" and form.is_valid() & promises.is_valid():
        form.save()
        promises.save()
        if "submit" not in request.POST:
            messages.success(request, _("Saved."))
            return redirect("my-exchange-report", pk)
        try:
            actions.submit(exchange=exchange, by=request.user)
        except ValidationError as error:
            form.add_error("results_nl", error.messages)
        else:
            messages.success(request, _("Handed in. VNG International reads it and mails you."))
            return redirect(exchange)
    is_wrong = form.is_bound and (form.errors or not promises.is_valid())
    is_asked = exchange.publication == Publication.RETURNED
    context = {"form": form, "promises": promises, "exchange": exchange, "is_asked": is_asked}
    return render(
        request, "partnerships/my_exchange_report.html", context, status=400 if is_wrong else 200
    )


@for_officials
@require_POST
def done(request, pk, commitment):
    """Say that what was promised is done, today; also after the exchange was published."""
    exchange = get_object_or_404(Exchange.objects.movable_by(request.user), pk=pk)
    row = get_object_or_404(exchange.commitments.filter(done_on=None), pk=commitment)
    row.done_on = timezone.localdate()
    row.save(update_fields=["done_on", "updated_at"])
    messages.success(request, _("Done: %s") % row.text)
    return redirect(f"{exchange.get_absolute_url()}#commitments")
