"""The link in an invitation: where an account begins."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from partnerships.actions import accounts
from partnerships.forms import AccountForm
from partnerships.models import User


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request, key):
    """Make the account, or add to the one that is there what the invitation offers."""
    try:
        invited = accounts.invitation_of(key)
        known = User.objects.filter(email__iexact=invited.email).first()
        return _join(request, invited, known) if known else _begin(request, invited)
    except ValidationError as error:
        return _void(request, error)


def _begin(request, invited):
    form = AccountForm(request.POST or None, email=invited.email, initial={"name": invited.name})
    if not form.is_valid():
        status = 400 if form.errors else 200
        context = {"form": form, "invitation": invited}
        return render(request, "partnerships/invitation_form.html", context, status=status)
    user = accounts.accept(invitation=invited, **form.cleaned_data)
    messages.success(request, _("Your account is ready. Protect it now with a second step."))
    return perform_login(request, user, redirect_url=reverse("mfa_index"))


def _join(request, invited, known):
    if request.user != known:
        return redirect_to_login(request.path, reverse("account_login"))
    if request.method == "POST":
        accounts.accept(invitation=invited, user=known)
        messages.success(request, _("You have accepted the invitation."))
        return redirect("workspace")
    return render(
        request, "partnerships/invitation_form.html", {"form": None, "invitation": invited}
    )


def _void(request, error):
    context = {
        "title": _("This invitation no longer works"),
        "text": " ".join(error.messages),
        "ways": [
            (_("Sign in"), reverse("account_login")),
            (_("Contact"), reverse("contact")),
        ],
    }
    return render(request, "partnerships/message.html", context, status=410)
