"""What an authority knows and would like to do together: told by itself, read by signed-in people.

The public page of an authority is the same for everybody, so this stands in the workspace.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.base.translation import in_reader_language
from partnerships.forms import ExpertiseForm
from partnerships.forms.own import authorities_of
from partnerships.models import LocalAuthority

from .presentation import listed
from .workspace import for_correspondents, for_officials


@for_correspondents
@require_safe
def authority(request, slug):
    """Show what an authority offers to others and would join them in."""
    found = get_object_or_404(LocalAuthority, slug=slug)
    context = {
        "authority": found,
        "expertise": in_reader_language(found, "expertise"),
        "expertise_themes": listed(map(str, found.expertise_themes.all())),
        "interests": listed(map(str, found.interests.all())),
        "may_change": request.user.is_staff or found.pk in request.user.writes_for,
    }
    return render(request, "partnerships/my_authority.html", context)


@for_officials
def expertise(request, slug):
    """Let an authority that this person keeps tell what it knows and would join."""
    found = get_object_or_404(authorities_of(request.user), slug=slug)
    form = ExpertiseForm(request.POST or None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. Other authorities see it at once."))
        return redirect("my-authority", slug)
    status = 400 if form.errors else 200
    context = {"form": form, "authority": found}
    return render(request, "partnerships/my_expertise_form.html", context, status=status)
