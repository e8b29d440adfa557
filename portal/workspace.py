"""The workspace of an official: what needs me, and my own record."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from partnerships.models import Agreement, LocalAuthority
from partnerships.views import (
    confirmations,
    my_exchange_parts,
    my_practices,
    my_questions,
    proposals,
)
from partnerships.views.workspace import for_correspondents
from programmes.views import my_enrolments, my_events, my_surveys

# Each returns the tasks of one noun for a person; the most urgent noun first.
TASKS = (
    confirmations.tasks,
    proposals.tasks,
    my_questions.tasks,
    my_surveys.tasks,
    my_exchange_parts.tasks,
    my_enrolments.tasks,
    my_practices.tasks,
    my_events.tasks,
)


@for_correspondents
@require_safe
def workspace(request):
    """Show on one page what waits for this person and how the own record stands."""
    authorities = LocalAuthority.objects.filter(pk__in=request.user.reads_for)
    agreements = Agreement.objects.for_authorities(request.user.reads_for)
    context = {
        "tasks": [task for tasks in TASKS for task in tasks(request.user)],
        "authorities": authorities,
        "is_official": bool(request.user.is_staff or request.user.reads_for),
        "agreements": agreements.public().for_rows(),
    }
    return render(request, "portal/workspace.html", context)


@never_cache
@login_required
@require_safe
def account(request):
    """Lead to what belongs to the account itself: password, second step, sessions, address."""
    return render(request, "portal/account.html", {"memberships": memberships_of(request.user)})


def memberships_of(user):
    return user.memberships.current().select_related("authority")
