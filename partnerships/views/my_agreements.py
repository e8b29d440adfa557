"""The agreements of an official: what the portal says of them, how sure, and what is asked."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.forms import AgreementForm
from partnerships.models import Agreement, Proposal

from .presentation import agreement_facts, day, fact, listed
from .proposal_account import may_propose, told, visible_to
from .workspace import for_officials


@for_officials
@require_safe
def agreements(request):
    """Show every agreement of the own authorities, public or not, with where it stands."""
    rows = Agreement.objects.own(request.user).for_rows()
    proposals = Prefetch("proposals", visible_to(request.user).open(), to_attr="open_proposals")
    context = {"agreements": rows.prefetch_related(proposals)}
    return render(request, "partnerships/my_agreements.html", context)


@for_officials
@require_safe
def agreement(request, pk):
    """Show what the portal says of one agreement, and what was and is asked to change."""
    found = get_object_or_404(Agreement.objects.own(request.user).with_all(), pk=pk)
    proposals = visible_to(request.user).filter(agreement=found).with_people()
    form = AgreementForm(record=found)
    context = {
        "agreement": found,
        "facts": own_facts(found),
        "open_proposals": [told(one, form) for one in proposals.open()],
        # What waits is withdrawn first; the page offers that beside it.
        "may_propose": may_propose(request.user, found) and not waits(request.user, proposals),
        "accepted_proposals": [
            told(one, form) for one in proposals.filter(state=Proposal.State.ACCEPTED)
        ],
    }
    return render(request, "partnerships/my_agreement.html", context)


def waits(user, proposals):
    """Return whether an own proposal is with staff already."""
    return proposals.submitted().for_authorities(user.writes_for).exists()


def own_facts(agreement):
    """Return the facts, with what only the own authority and staff may see."""
    return [
        fact(_("In the Netherlands"), listed(map(str, agreement.authorities))),
        fact(_("In China"), listed(map(str, agreement.divisions))),
        *agreement_facts(agreement),
        fact(_("Renewed tacitly"), _yes_or_no(agreement.is_tacitly_renewed)),
        fact(_("Notice in months"), agreement.notice_months),
        fact(_("Last confirmed"), day(agreement.confirmed_on)),
        fact(_("Verification level"), agreement.get_verification_display()),
    ]


def _yes_or_no(value):
    return "" if value is None else _("yes") if value else _("no")
