"""An official proposes a change to a published record: one page, saved as one goes, then sent."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.actions import proposals as actions
from partnerships.forms import form_for
from partnerships.models import Agreement, Exchange, Practice, Proposal

from . import drafts
from .proposal_account import may_propose, told, visible_to
from .workspace import Task, for_officials

# Of each noun: the records of one's own, and the way back from the page of the proposal.
OWN = {
    "agreement": lambda user: Agreement.objects.own(user).with_all(),
    "practice": lambda user: Practice.objects.owned_by(user.reads_for).distinct(),
    "exchange": lambda user: Exchange.objects.kept_by(user),
}
BACK = {
    "agreement": "my-agreement",
    "practice": "my-practice-preview",
    "exchange": "my-exchange",
}


def tasks(user):
    """Return the proposals with a question of staff, then those that were not sent."""
    states = (Proposal.State.RETURNED, Proposal.State.DRAFT)
    mine = Proposal.objects.for_authorities(user.writes_for).filter(state__in=states)
    mine = list(mine.with_people())
    returned = [
        Task(
            _("Answer the question about your proposal for “%s”") % one.record,
            address_of(one),
            one.reason,
        )
        for one in mine
        if one.state == Proposal.State.RETURNED
    ]
    begun = [
        Task(_("Finish your proposal for “%s”") % one.record, address_of(one))
        for one in mine
        if one.state == Proposal.State.DRAFT
    ]
    return returned + begun


def address_of(proposal):
    return reverse(actions.FORMS[proposal.noun], args=[proposal.record_key])


@for_officials
def write(request, pk, noun="agreement"):
    """Show the form, keep what is right of it, or send it to staff."""
    record = get_object_or_404(OWN[noun](request.user), pk=pk)
    if not may_propose(request.user, record):
        raise PermissionDenied
    authority = next(one for one in record.keepers if one.pk in request.user.writes_for)
    proposal = Proposal.objects.open().about(record).filter(authority=authority).first()
    changes, note = (proposal.changes, proposal.note) if proposal else ({}, "")
    form = form_for(record)(request.POST or None, record=record, changes=changes, note=note)
    if request.method == "POST":
        return _written(request, form, record, authority, proposal)
    if proposal and not proposal.is_writable:
        return _waiting(request, record, proposal)
    return _page(request, form, record, proposal)


def _waiting(request, record, proposal):
    """Say that a proposal is with staff, where it can be read and withdrawn."""
    if proposal.noun == "agreement":
        messages.info(request, actions.WAITS)
        return redirect("my-agreement", record.pk)
    context = {"record": record, "open_proposals": [_told(proposal)], **_ways(record)}
    return render(request, "partnerships/proposal_waiting.html", context)


def _told(proposal):
    return told(proposal, form_for(proposal.record)(record=proposal.record))


def _ways(record):
    noun = record._meta.model_name
    return {
        "form_url": reverse(actions.FORMS[noun], args=[record.pk]),
        "back_url": reverse(BACK[noun], args=[record.pk]),
    }


def _written(request, form, record, authority, proposal):
    is_right = form.is_valid()
    given = {
        "record": record,
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
        return _told_to_script(form, _ways(record)["form_url"])
    if not is_right or form.errors:
        return _page(request, form, record, proposal)
    if send:
        messages.success(request, _("Sent. VNG International reads it and mails you."))
        return redirect(_ways(record)["back_url"])
    messages.success(request, _("Saved. Only you and your colleagues see it until you send it."))
    return redirect(_ways(record)["form_url"])


def _told_to_script(form, address):
    """Answer the script; what the rules of proposals refuse was not saved at all."""
    if refused := form.non_field_errors():
        return drafts.told(address, " ".join(refused), drafts.errors_of(form))
    return drafts.saved(address, form)


def _page(request, form, record, proposal):
    accepted = visible_to(request.user).about(record).filter(state=Proposal.State.ACCEPTED)
    context = {
        "form": form,
        # As it is: the form has put what was typed on its own copy.
        "record": type(record).objects.get(pk=record.pk),
        "accepted_proposals": [
            _told(one) for one in accepted.with_people() if one.noun != "agreement"
        ],
        **_ways(record),
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
    return redirect(BACK[proposal.noun], proposal.record_key)
