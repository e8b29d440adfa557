"""Headers and refusals that every answer of the portal shares."""

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.db import InterfaceError, OperationalError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from .views import unavailable

# Whether the process lives and is ready is asked in maintenance too.
ALWAYS = ("/healthz", "/readyz")


class CrossOriginResourcePolicy:
    """Tell browsers that only our own pages may embed what we serve."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class Workspace:
    """What is for signed-in people is kept by no cache; staff needs a second factor for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_private(request):
            add_never_cache_headers(response)
        return response

    def process_view(self, request, view, args, kwargs):
        """Send staff without a second factor to where one is added, and nowhere else."""
        # The account's own pages are the way there.
        if not is_private(request) or request.path.startswith(reverse("account")):
            return None
        if lacks_second_factor(request.user):
            messages.warning(request, _("Add a second step first: staff signs in with two."))
            return redirect("mfa_index")
        return None

    def process_template_response(self, request, response):
        """Tell machines too that a form of the account was refused."""
        form = (response.context_data or {}).get("form")
        if request.path.startswith(reverse("account")) and getattr(form, "errors", None):
            response.status_code = 400
        return response


def is_private(request):
    """Return whether an address is for signed-in people alone."""
    return request.path.startswith((reverse("workspace"), reverse("admin:index")))


def lacks_second_factor(user):
    """Return whether this is a colleague who may do nothing yet for want of a second factor."""
    needed = settings.SECOND_FACTOR_REQUIRED and user.is_authenticated and user.is_staff
    return needed and not get_adapter().is_mfa_enabled(user)


class Maintenance:
    """Say that the portal will be back, while staff works on it or the database is away."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.MAINTENANCE and request.path not in ALWAYS:
            return unavailable(request)
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, InterfaceError | OperationalError):
            return unavailable(request)
        return None
