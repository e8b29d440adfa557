"""The contact persons of the own authority: kept by colleagues, public with consent alone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from partnerships.forms import ContactForm
from partnerships.models import Contact

from .workspace import for_officials, may_write


@for_officials
@require_safe
def contacts(request):
    """Show the contact persons of the own authorities, and who of them is public."""
    rows = Contact.objects.kept_by(request.user).select_related("authority", "consent_recorded_by")
    context = {"contacts": rows, "writes_for": writes_for(request.user, rows)}
    return render(request, "partnerships/contact_list.html", context)


def writes_for(user, rows):
    """Return the keys of the authorities among some rows whose contacts this person keeps."""
    return {one.authority_id for one in rows} if user.is_staff else user.writes_for


@for_officials
def write(request, pk=None):
    if not may_write(request.user):
        raise PermissionDenied
    contact = _writable(request.user, pk) if pk else None
    form = ContactForm(request.POST or None, instance=contact, user=request.user)
    if form.is_valid():
        saved = form.save()
        messages.success(request, _("%s is saved.") % saved.name)
        return redirect("my-contacts")
    status = 400 if form.errors else 200
    context = {"form": form, "contact": contact}
    return render(request, "partnerships/contact_form.html", context, status=status)


@for_officials
@require_POST
def consent(request, pk):
    """Record that this person agreed to be shown, by whom and when."""
    contact = _writable(request.user, pk)
    contact.record_consent(by=request.user, on=timezone.localdate())
    messages.success(request, _("%s is on the public page now.") % contact.name)
    return redirect("my-contacts")


@for_officials
@require_POST
def withdraw(request, pk):
    contact = _writable(request.user, pk)
    contact.withdraw_consent()
    messages.success(request, _("%s is off the public page.") % contact.name)
    return redirect("my-contacts")


@for_officials
@require_POST
def remove(request, pk):
    contact = _writable(request.user, pk)
    contact.delete()
    messages.success(request, _("%s is removed.") % contact.name)
    return redirect("my-contacts")


def _writable(user, pk):
    return get_object_or_404(Contact.objects.writable_by(user), pk=pk)
