"""Decision aids: started for one decision, filled in on one page, printed for the file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.forms import ChecklistForm, ChecklistStartForm
from partnerships.models import Checklist

from . import drafts
from .workspace import for_officials


@for_officials
@require_safe
def checklists(request):
    """Show the decision aids of the own authorities, and to staff those that are shared."""
    rows = Checklist.objects.visible_to(request.user).for_rows()
    context = {"checklists": rows, "may_write": bool(request.user.writes_for)}
    for row in rows:
        row.is_writable = row.authority_id in request.user.writes_for
    return render(request, "partnerships/my_checklists.html", context)


@for_officials
def start(request):
    """Start to think a decision through."""
    if not request.user.writes_for:
        raise PermissionDenied
    form = ChecklistStartForm(request.POST or None, user=request.user)
    if form.is_valid():
        return redirect(form.save())
    context = {"form": form}
    status = 400 if form.errors else 200
    return render(request, "partnerships/my_checklist_start.html", context, status=status)


@for_officials
def fill_in(request, pk):
    """Show the questions, or save what is right of the answers; a program gets the moment."""
    checklist = get_object_or_404(Checklist.objects.writable_by(request.user), pk=pk)
    form = ChecklistForm(request.POST or None, instance=checklist)
    if request.method == "POST":
        is_right, checklist = form.is_valid(), form.save_valid()
        if drafts.is_by_script(request):
            return drafts.saved(checklist.get_absolute_url(), form)
        if is_right:
            messages.success(request, _("Saved."))
            to = "my-checklist-print" if "print" in request.POST else "my-checklist"
            return redirect(to, pk)
    context = {"form": form, "checklist": checklist}
    status = 400 if form.errors else 200
    return render(request, "partnerships/my_checklist_form.html", context, status=status)


@for_officials
@require_safe
def on_paper(request, pk):
    """Show a decision aid as it goes into the file: questions, answers, notes."""
    rows = Checklist.objects.visible_to(request.user).for_rows()
    checklist = get_object_or_404(rows, pk=pk)
    answers = {one.item: one for one in checklist.answers.all()}
    topics = {}
    for item in checklist.items:
        topics.setdefault(item.topic.label, []).append((item, answers.get(item.key)))
    context = {
        "checklist": checklist,
        "topics": topics.items(),
        "today": timezone.localdate(),
        "is_writable": checklist.authority_id in request.user.writes_for,
    }
    return render(request, "partnerships/my_checklist_print.html", context)
