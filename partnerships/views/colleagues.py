"""The colleagues of an authority in the portal: who they are, who is invited, who leaves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from partnerships.actions import accounts
from partnerships.base.links import site_of
from partnerships.forms import InvitationForm, RoleForm
from partnerships.models import Invitation, LocalAuthority, Membership

from .workspace import for_officials


@for_officials
@require_safe
def colleagues(request):
    """Show the people of each own authority, and to its coordinator who is invited."""
    people = Membership.objects.current().filter(authority__in=request.user.reads_for)
    context = {
        "memberships": people.select_related("user", "authority").order_by(
            "authority__sort_name_nl", "user__name", "pk"
        ),
        "invitations": _open_invitations(request.user).select_related("authority"),
        "authorities": LocalAuthority.objects.filter(pk__in=request.user.coordinates),
        "coordinates": request.user.coordinates,
    }
    return render(request, "partnerships/colleague_list.html", context)


@for_officials
def invite(request, slug):
    """Invite a colleague to an authority that this person coordinates."""
    authority = get_object_or_404(
        LocalAuthority.objects.filter(pk__in=request.user.coordinates), slug=slug
    )
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            sent = accounts.invite(
                authority=authority, by=request.user, site=site_of(request), **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("We mailed an invitation to %s.") % sent.email)
            return redirect("colleagues")
    status = 400 if form.errors else 200
    context = {"form": form, "authority": authority}
    return render(request, "partnerships/colleague_form.html", context, status=status)


@for_officials
@require_POST
def invite_again(request, pk):
    invitation = get_object_or_404(_open_invitations(request.user), pk=pk)
    accounts.invite_again(invitation=invitation, by=request.user, site=site_of(request))
    messages.success(request, _("We mailed a new invitation to %s.") % invitation.email)
    return redirect("colleagues")


@for_officials
@require_POST
def withdraw(request, pk):
    invitation = get_object_or_404(_open_invitations(request.user), pk=pk)
    accounts.withdraw(invitation=invitation, by=request.user)
    messages.success(request, _("The invitation of %s is withdrawn.") % invitation.email)
    return redirect("colleagues")


@for_officials
def colleague(request, pk):
    """Change the role of a colleague, or let the colleague go; never one's own."""
    membership = _coordinated(request.user, pk)
    form = RoleForm(request.POST or None, instance=membership)
    if form.is_valid():
        form.save()
        messages.success(request, _("The role of %s is changed.") % membership.user)
        return redirect("colleagues")
    status = 400 if form.errors else 200
    context = {"form": form, "membership": membership}
    return render(request, "partnerships/colleague_role.html", context, status=status)


@for_officials
@require_POST
def end(request, pk):
    membership = _coordinated(request.user, pk)
    accounts.end_membership(membership=membership, by=request.user)
    messages.success(
        request,
        _("%(person)s no longer acts for %(authority)s.")
        % {"person": membership.user, "authority": membership.authority},
    )
    return redirect("colleagues")


def _coordinated(user, pk):
    """Return a colleague's membership; one's own is for another coordinator or for staff."""
    memberships = Membership.objects.current().filter(authority__in=user.coordinates)
    membership = get_object_or_404(memberships.select_related("user", "authority"), pk=pk)
    if membership.user == user:
        raise PermissionDenied
    return membership


def _open_invitations(user):
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    return rows.filter(authority__in=user.coordinates)
