"""The desk for proposals: what waits comes first, the old stands beside the new, staff decides."""

import json

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.actions import proposals as actions
from partnerships.forms import form_for
from partnerships.models import Proposal
from partnerships.models.proposals import NOUNS
from partnerships.views.presentation import listed
from partnerships.views.proposal_account import rows

from .base import RegisterAdmin


class ReasonForm(forms.Form):
    """What the authority is asked, or why staff does not accept."""

    reason = forms.CharField(
        label=_("question or reason"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text=_("The proposer reads it in a mail and beside the proposal."),
        error_messages={"required": _("Say what the authority should answer or change.")},
    )


@admin.register(Proposal)
class ProposalAdmin(RegisterAdmin):
    """Proposals are read and decided here; nobody writes them but their authority."""

    list_display = [
        "record",
        "authority",
        "fields_changed",
        "state",
        "proposed_by",
        "proposed_at",
    ]
    list_filter = ["state"]
    list_select_related = [*NOUNS, "authority", "proposed_by"]
    search_fields = [*(f"{noun}__title_nl" for noun in NOUNS), "authority__name"]

    def get_queryset(self, request):
        """Return what was sent; drafts are the authority's own."""
        return super().get_queryset(request).exclude(state=Proposal.State.DRAFT)

    def get_ordering(self, request):
        """Return the order of the queue: the longest waiting first, then what is done with."""
        return Proposal.objects.waiting_first().query.order_by

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("record"))
    def record(self, proposal):
        return str(proposal.record)

    @admin.display(description=_("changes"))
    def fields_changed(self, proposal):
        fields = form_for(proposal.record).base_fields
        return listed(str(fields[name].label) for name in proposal.changes)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one proposal, or do what staff decided; what is refused is said and kept."""
        proposal = self.get_object(request, unquote(object_id))
        if proposal is None:
            raise Http404
        if not self.has_change_permission(request, proposal):
            raise PermissionDenied
        reason = ReasonForm(request.POST if "return" in request.POST else None)
        refused = []
        if request.method == "POST":
            try:
                if self._decide(request, proposal, reason):
                    return HttpResponseRedirect(reverse("admin:partnerships_proposal_changelist"))
            except ValidationError as error:
                refused = error.messages
        return self._page(request, self.get_object(request, unquote(object_id)), reason, refused)

    @staticmethod
    def _decide(request, proposal, reason):
        """Return whether it was decided; raises ValidationError when the rules say no."""
        if "accept" in request.POST:
            seen = seen_in(request.POST.get("seen", ""))
            actions.accept(
                proposal=proposal, by=request.user, form=form_for(proposal.record), seen=seen
            )
            messages.success(request, _("Accepted: the portal says it from now on."))
            return True
        if reason.is_valid():
            actions.return_(
                proposal=proposal, by=request.user, reason=reason.cleaned_data["reason"]
            )
            messages.success(request, _("Returned: the proposer is mailed."))
            return True
        return False

    def _page(self, request, proposal, reason, refused):
        form = form_for(proposal.record)(record=proposal.record)
        shown = rows(proposal, form)
        is_waiting = proposal.state == Proposal.State.SUBMITTED
        context = {
            **self.admin_site.each_context(request),
            "title": str(proposal),
            "opts": self.opts,
            "proposal": proposal,
            "desk_url": reverse(
                f"admin:partnerships_{proposal.noun}_change", args=[proposal.record_key]
            ),
            "rows": shown,
            "is_waiting": is_waiting,
            "is_conflict": is_waiting and any(row["is_conflict"] for row in shown),
            "seen": json.dumps(proposal.seen(form.today)),
            "reason": reason,
            "refused": refused,
        }
        status = 400 if refused or reason.errors else 200
        return TemplateResponse(request, "admin/proposal.html", context, status=status)


def seen_in(text):
    """Return what the page said the record holds, or None when that is no JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None
