"""Headers and refusals that every answer of the portal shares."""

from django.conf import settings
from django.db import InterfaceError, OperationalError

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
