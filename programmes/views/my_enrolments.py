"""The enrolments of an official: may we, what we wrote, looked over, handed in, answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partnerships.base.arrivals import arrived_at
from partnerships.base.attachments import download
from partnerships.base.links import site_of
from partnerships.models import LocalAuthority
from partnerships.views import drafts
from partnerships.views.presentation import day
from partnerships.views.workspace import Task, for_officials
from programmes.actions import enrolments as actions
from programmes.forms import EnrolmentForm
from programmes.models import Call, Enrolment, EnrolmentAnswer
from programmes.models.deadlines import last_day
from programmes.models.eligibility import check
from programmes.models.enrolments import EnrolmentState

from .call_account import (
    answers_of,
    badge_of,
    call_facts,
    enrolment_facts,
    record_facts,
    standing,
)


def tasks(user):
    """Return what waits: questions of staff, drafts by their deadline, calls that are open."""
    now = timezone.now()
    own = Enrolment.objects.writable_by(user).for_rows().order_by("call__closes_at", "pk")
    found = []
    for one in own:
        if one.state == EnrolmentState.RETURNED:
            found.append(_task(_("Answer the questions about your enrolment: %s"), one))
        elif one.call.is_open(at=now):
            until = _("closes on %(day)s") % {"day": day(last_day(one.call.closes_at))}
            found.append(_task(_("Finish your enrolment: %s"), one, until))
    return found + _open_calls(user, now)


def _task(sentence, enrolment, detail=""):
    address = reverse("my-enrolment-change", args=[enrolment.pk])
    return Task(sentence % enrolment.call, address, detail or str(enrolment.authority))


def _open_calls(user, now):
    if not user.writes_for:
        return []
    standing_ones = Enrolment.objects.standing().filter(authority__in=user.writes_for)
    calls = Call.objects.public().open(at=now).exclude(pk__in=standing_ones.values("call"))
    return [
        Task(
            _("Open for enrolment: %s") % one,
            reverse("my-call", args=[one.slug]),
            _("closes on %(day)s") % {"day": day(last_day(one.closes_at))},
        )
        for one in calls.order_by("closes_at", "pk")
    ]


@for_officials
@require_safe
def enrolments(request):
    """Show the own enrolments, and the calls that are open."""
    now = timezone.now()
    rows = Enrolment.objects.visible_to(request.user).for_rows()
    calls = Call.objects.public().open(at=now).select_related("programme").order_by("closes_at")
    context = {
        "rows": [{"enrolment": one, "badge": badge_of(one)} for one in rows],
        "calls": [{"call": one, "standing": standing(one, at=now)} for one in calls],
    }
    return render(request, "programmes/my_enrolments.html", context)


@for_officials
@require_http_methods(["GET", "HEAD", "POST"])
def call(request, slug):
    """Say whether the own authorities may enrol, and why; a press begins an enrolment."""
    row = get_object_or_404(Call.objects.public().select_related("programme"), slug=slug)
    now = timezone.now()
    if request.method == "POST":
        return _begin(request, row, now)
    own = LocalAuthority.objects.filter(pk__in=request.user.reads_for).select_related("province")
    context = {
        "call": row,
        "standing": standing(row, at=now),
        "facts": call_facts(row, is_signed_in=True),
        "answers": [
            {
                "authority": one,
                "eligibility": check(row, one, on=timezone.localdate()),
                "may_write": one.pk in request.user.writes_for,
            }
            for one in own
        ],
    }
    return render(request, "programmes/my_call.html", context)


def _begin(request, row, now):
    own = LocalAuthority.objects.kept_by(request.user)
    key = request.POST.get("authority", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 10):
        raise Http404
    authority = get_object_or_404(own, pk=key)
    if not row.is_open(at=now):
        messages.error(request, _("This call is not open for enrolment now."))
        return redirect("my-call", row.slug)
    return redirect("my-enrolment-change", actions.begin(call=row, authority=authority).pk)


def seen_by(user, pk, rows=None):
    """Return an enrolment that a person may see, with all that its pages show."""
    if rows is None:
        rows = Enrolment.objects.select_related(
            "call__programme", "authority", "division", "submitted_by"
        ).prefetch_related("co_applicants")
    return get_object_or_404(rows.visible_to(user), pk=pk)


def written_by(user, pk, rows=None):
    """Return an enrolment that a person may write; one that was handed in says so."""
    row = seen_by(user, pk, rows)
    if row.authority_id not in user.writes_for:
        raise PermissionDenied
    return row


@for_officials
@require_safe
def enrolment(request, pk):
    """Show an enrolment as it stands: the receipt once it is handed in, and the decision."""
    row = seen_by(request.user, pk)
    context = {
        "enrolment": row,
        "badge": badge_of(row),
        "facts": enrolment_facts(row),
        "answers": answers_of(row),
        "eligibility": row.was_eligible,
        "may_write": _rows_for(request.user, Enrolment.objects.writable_by, row),
        "may_withdraw": _rows_for(request.user, Enrolment.objects.withdrawable_by, row),
        "moves": row.moves.all(),
    }
    return render(request, "programmes/my_enrolment.html", context)


def _rows_for(user, rows, row):
    return rows(user).filter(pk=row.pk).exists()


@for_officials
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Show the form, or save what is right of it; a program gets the moment of saving."""
    row = written_by(request.user, pk)
    if not row.is_writable:
        return _handed_in(request, row)
    form = EnrolmentForm(request.POST or None, request.FILES or None, instance=row)
    if request.method != "POST":
        return _form_page(request, form, row)
    is_right = form.is_valid()
    if form.save_valid() is None:
        return _handed_in(request, row)
    if drafts.is_by_script(request):
        return drafts.saved(request.path, form, errors=form.filled_errors)
    if not is_right:
        return _form_page(request, form, row)
    return redirect("my-enrolment-review", row.pk)


def _handed_in(request, row):
    text = _("This enrolment was handed in already; it cannot be changed now.")
    if drafts.is_by_script(request):
        return drafts.told(request.path, text, {})
    messages.error(request, text)
    return redirect(row)


def _form_page(request, form, row):
    context = {
        "form": form,
        "enrolment": row,
        "record": record_facts(row.authority),
        "standing": standing(row.call, at=timezone.now()),
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "programmes/my_enrolment_form.html", context, status=status)


@for_officials
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, pk):
    """Show all that will be handed in and what is missing; a press hands it in."""
    # Before anything else: by the clock of the server.
    at = arrived_at(request)
    if request.method == "POST":
        return _submit(request, pk, at)
    row = written_by(request.user, pk)
    if not row.is_writable:
        return _handed_in(request, row)
    return _review_page(request, row)


def _submit(request, pk, at):
    # Many come in the last seconds: the rest of the row is read once, when it is held.
    row = written_by(request.user, pk, rows=Enrolment.objects.only("authority"))
    given = {"enrolment": row, "by": request.user, "at": at, "site": site_of(request)}
    try:
        actions.submit(**given)
    except ValidationError as error:
        if error.code == "move":
            # A second press: it was handed in, and here is the receipt of that.
            return redirect(row)
        return _review_page(request, seen_by(request.user, pk), refusals=error.messages)
    messages.success(request, _("Handed in. You get the receipt by mail, and it stands here."))
    return redirect(row)


def _review_page(request, row, refusals=()):
    others = list(row.co_applicants.all())
    context = {
        "enrolment": row,
        "facts": enrolment_facts(row),
        "answers": answers_of(row),
        "missing": actions.missing_from(row),
        "eligibility": check(row.call, row.authority, others=others, on=timezone.localdate()),
        "refusals": refusals,
        # What staff returned may be handed in again after the deadline.
        "may_hand_in": row.state != EnrolmentState.DRAFT or row.call.is_open(at=timezone.now()),
    }
    status = 400 if refusals else 200
    return render(request, "programmes/my_enrolment_review.html", context, status=status)


@for_officials
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Ask whether to take the enrolment back, and do it."""
    row = written_by(request.user, pk)
    if request.method != "POST":
        return render(request, "programmes/my_enrolment_withdraw.html", {"enrolment": row})
    try:
        actions.withdraw(enrolment=row, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The enrolment is withdrawn."))
    return redirect(row)


@for_officials
@require_safe
def file(request, pk, answer):
    rows = EnrolmentAnswer.objects.filter(enrolment=seen_by(request.user, pk)).exclude(file="")
    row = get_object_or_404(rows, pk=answer)
    return download(row.file, row.file_title)
