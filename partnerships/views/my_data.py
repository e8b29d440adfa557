"""All that the portal holds of oneself, as a file."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from partnerships.actions.personal_copy import copy_of


@never_cache
@login_required
@require_safe
def my_data(request):
    """Hand a person a copy of the own data."""
    return as_download(copy_of(email=request.user.email, at=timezone.now()))


def as_download(copy):
    answer = JsonResponse(copy, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="chinapoort-data.json"'
    return answer
