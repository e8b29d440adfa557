"""What the pages of the workspace share: who may come in, and what needs them."""

from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache


@dataclass(frozen=True)
class Task:
    """Something that waits for this person, and where it is done."""

    label: str
    url: str
    detail: str = ""


def for_officials(view):
    """Let in whoever acts for an authority, and staff; others sign in or are told no."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not (request.user.is_staff or request.user.reads_for):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
