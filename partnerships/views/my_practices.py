"""The practices of an official: written on one page, saved as one goes, and handed in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from partnerships.actions import practices as actions
from partnerships.base.views import stored_file
from partnerships.base.workflow import Publication
from partnerships.forms import EvidenceFormSet, PracticeForm
from partnerships.models import Practice

from . import drafts
from .practice_account import account
from .workspace import Task, first_values, for_officials, may_write


def tasks(user):
    """Return the practices with questions of staff, then those that are not finished."""
    states = (Publication.RETURNED, Publication.DRAFT)
    mine = list(Practice.objects.kept_by(user).filter(publication__in=states))
    asked = [
        Task(_("Answer the questions about “%s”") % one.title, address_of(one))
        for one in mine
        if one.publication == Publication.RETURNED
    ]
    begun = [
        Task(_("Finish “%s”") % (one.title or _("practice without a title")), address_of(one))
        for one in mine
        if one.publication == Publication.DRAFT
    ]
    return asked + begun


def address_of(practice):
    return reverse("my-practice", args=[practice.pk])


@for_officials
@require_safe
def practices(request):
    """Show every practice of the own authorities with where it stands."""
    rows = Practice.objects.kept_by(request.user).select_related("authority")
    context = {"practices": rows, "may_write": may_write(request.user)}
    return render(request, "partnerships/my_practices.html", context)


@for_officials
def write(request, pk=None):
    """Show the form, or save what is right of it; a program gets the moment of saving."""
    if not may_write(request.user):
        raise PermissionDenied
    writable = Practice.objects.writable_by(request.user)
    practice = get_object_or_404(writable, pk=pk) if pk else None
    form = PracticeForm(
        request.POST or None,
        request.FILES or None,
        instance=practice,
        user=request.user,
        initial=None if practice else first_values(request.user),
    )
    evidence = EvidenceFormSet(request.POST or None, practice=practice)
    if request.method != "POST":
        return _page(request, form, evidence, practice)
    return _saved(request, form, evidence, practice)


def _saved(request, form, evidence, practice):
    is_right, shows_right = form.is_valid(), evidence.is_valid()
    practice = form.save_valid()
    if practice is None:
        return _page(request, form, evidence, None)
    if shows_right:
        evidence.save(practice)
    if drafts.is_by_script(request):
        return drafts.saved(address_of(practice), form, *evidence.forms)
    if not (is_right and shows_right):
        return _page(request, form, evidence, practice)
    if "submit" in request.POST:
        return _submitted(request, practice)
    messages.success(request, _("Saved. Only you, your colleagues and VNG International see it."))
    to = "my-practice-preview" if "preview" in request.POST else "my-practice"
    return redirect(to, practice.pk)


def _submitted(request, practice):
    try:
        actions.submit(practice=practice, by=request.user)
    except ValidationError:
        return redirect(address_of(practice) + "?submit")
    messages.success(request, _("Handed in. VNG International reads it and mails you."))
    return redirect("my-practices")


def _page(request, form, evidence, practice):
    missing = practice.missing if practice and "submit" in request.GET else {}
    context = {
        "form": form,
        "evidence": evidence,
        "practice": practice,
        "missing": [
            {"text": text, "target": "evidence" if name == "evidence" else form[name].auto_id}
            for name, text in missing.items()
        ],
        "questions": _questions(practice),
        "story": [form[f"{name}_nl"] for name in form.questions],
    }
    wrong = form.is_bound and not (form.is_valid() and evidence.is_valid())
    return render(
        request, "partnerships/my_practice_form.html", context, status=400 if wrong else 200
    )


def _questions(practice):
    """Return what staff asked last, while the practice waits for its author."""
    if practice is None or practice.publication != Publication.RETURNED:
        return ""
    return practice.moves.filter(to_state=Publication.RETURNED).last().message


def _kept(user):
    rows = Practice.objects.with_all()
    return (
        rows if user.is_staff else rows.filter(pk__in=Practice.objects.kept_by(user).values("pk"))
    )


@for_officials
@require_safe
def preview(request, pk):
    """Show the page as readers will see it, with what is still missing."""
    practice = get_object_or_404(_kept(request.user), pk=pk)
    may_submit = Practice.objects.writable_by(request.user).filter(pk=pk).exists()
    context = account(practice) | {
        "practice": practice,
        "missing": practice.missing.values(),
        "may_submit": may_submit,
        "picture_url": reverse("my-practice-picture", args=[pk]),
        "today": date_format(timezone.localdate()),
        "address": request.build_absolute_uri(practice.get_absolute_url()),
    }
    return render(request, "partnerships/my_practice_preview.html", context)


@for_officials
@require_safe
def picture(request, pk):
    """Send the picture of a practice to whoever keeps it, also while it is a draft."""
    practice = get_object_or_404(_kept(request.user), pk=pk)
    return stored_file(practice.image)


@for_officials
@require_POST
def submit(request, pk):
    return _submitted(request, get_object_or_404(Practice.objects.writable_by(request.user), pk=pk))
