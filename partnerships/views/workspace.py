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
    return _for(view, lambda user: user.is_staff or user.reads_for)


def for_correspondents(view):
    """Let in officials and staff, and who speaks for national government."""
    return _for(view, lambda user: user.reads_along)


def _for(view, may_enter):
    @never_cache
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_enter(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def may_write(user):
    """Return whether a person keeps the record of any authority; staff keeps all."""
    return user.is_staff or bool(user.writes_for)


def first_values(user):
    """Return with what a new form begins: the own authority when there is one."""
    return {"authority": next(iter(user.writes_for), None)}
