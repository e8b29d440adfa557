"""An official proposes a change to an own agreement: one page, saved as one goes, then sent."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.actions import proposals as actions
from partnerships.forms import AgreementForm
from partnerships.models import Agreement, Proposal

from . import drafts
from .my_agreements import may_propose
from .workspace import Task, for_officials


def tasks(user):
    """Return the proposals with a question of staff, then those that were not sent."""
    states = (Proposal.State.RETURNED, Proposal.State.DRAFT)
    mine = Proposal.objects.for_authorities(user.writes_for).filter(state__in=states)
    mine = list(mine.select_related("agreement"))
    returned = [
        Task(
            _("Answer the question about your proposal for “%s”") % one.agreement,
            address_of(one),
            one.reason,
        )
        for one in mine
        if one.state == Proposal.State.RETURNED
    ]
    begun = [
        Task(_("Finish your proposal for “%s”") % one.agreement, address_of(one))
        for one in mine
        if one.state == Proposal.State.DRAFT
    ]
    return returned + begun


def address_of(proposal):
    return reverse("my-proposal", args=[proposal.agreement_id])


@for_officials
def write(request, pk):
    """Show the form, keep what is right of it, or send it to staff."""
    agreement = get_object_or_404(Agreement.objects.own(request.user).with_all(), pk=pk)
    if not may_propose(request.user, agreement):
        raise PermissionDenied
    authority = next(one for one in agreement.authorities if one.pk in request.user.writes_for)
    proposal = agreement.proposals.open().filter(authority=authority).first()
    changes, note = (proposal.changes, proposal.note) if proposal else ({}, "")
    form = AgreementForm(request.POST or None, agreement=agreement, changes=changes, note=note)
    if request.method == "POST":
        return _written(request, form, agreement, authority, proposal)
    if proposal and not proposal.is_writable:
        messages.info(request, actions.WAITS)
        return redirect("my-agreement", pk)
    return _page(request, form, agreement, proposal)


def _written(request, form, agreement, authority, proposal):
    is_right = form.is_valid()
    given = {
        "agreement": agreement,
        "authority": authority,
        "by": request.user,
        "changes": form.changes(),
        "today": form.today,
        "note": form.cleaned_data.get("note", ""),
    }
    by_script = drafts.is_by_script(request)
    send = is_right and "submit" in request.POST and not by_script
    try:
        if send:
            actions.propose(**given)
        elif given["changes"] or proposal:
            proposal = actions.keep(**given)
    except ValidationError as error:
        form.add_error(None, error)
    if by_script:
        return _told_to_script(form, reverse("my-proposal", args=[agreement.pk]))
    if not is_right or form.errors:
        return _page(request, form, agreement, proposal)
    return _sent(request, agreement) if send else _kept(request, agreement)


def _sent(request, agreement):
    messages.success(request, _("Sent. VNG International reads it and mails you."))
    return redirect("my-agreement", agreement.pk)


def _kept(request, agreement):
    messages.success(request, _("Saved. Only you and your colleagues see it until you send it."))
    return redirect("my-proposal", agreement.pk)


def _told_to_script(form, address):
    """Answer the script; what the rules of proposals refuse was not saved at all."""
    if refused := form.non_field_errors():
        return drafts.told(address, " ".join(refused), drafts.errors_of(form))
    return drafts.saved(address, form)


def _page(request, form, agreement, proposal):
    context = {
        "form": form,
        "agreement": Agreement.objects.get(pk=agreement.pk),
        "proposal": proposal if proposal and proposal.is_writable else None,
        "groups": [
            {"label": label, "fields": [form[name] for name in names]}
            for label, names in form.groups
        ],
    }
    wrong = bool(form.errors)
    return render(request, "partnerships/proposal_form.html", context, status=400 if wrong else 200)


@for_officials
@require_POST
def withdraw(request, pk):
    """Drop an own proposal that staff has not accepted."""
    own = Proposal.objects.for_authorities(request.user.writes_for)
    proposal = get_object_or_404(own, pk=pk)
    try:
        actions.withdraw(proposal=proposal, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The proposal is withdrawn. The portal says what it said."))
    return redirect("my-agreement", proposal.agreement_id)
