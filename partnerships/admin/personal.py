"""At the desk of users: a copy of all that is held of a person, and erasure."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from partnerships.actions.erasure import erase
from partnerships.actions.personal_copy import copy_of
from partnerships.models import User
from partnerships.permissions import is_administrator
from partnerships.views.my_data import as_download


class PersonalDesk:
    """Two pages beside the account of a person, for administrators alone."""

    change_form_template = "admin/user_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/copy/",
                view(require_safe(self.copy_view)),
                name="partnerships_user_copy",
            ),
            path(
                "<int:pk>/erase/",
                view(require_http_methods(["GET", "POST"])(self.erase_view)),
                name="partnerships_user_erase",
            ),
            *super().get_urls(),
        ]

    @staticmethod
    def _person(request, pk):
        if not is_administrator(request.user):
            raise PermissionDenied
        return get_object_or_404(User, pk=pk)

    def copy_view(self, request, pk):
        user = self._person(request, pk)
        return as_download(copy_of(email=user.email, at=timezone.now()))

    def erase_view(self, request, pk):
        """Show what would be rewritten; a press of the button does it."""
        user = self._person(request, pk)
        is_asked, report, refusals = request.method != "POST", {}, []
        try:
            report = erase(email=user.email, by=request.user, is_rehearsal=is_asked)
        except ValidationError as error:
            refusals = error.messages
        if not is_asked and not refusals:
            messages.success(request, _("This person is erased from every table."))
            return HttpResponseRedirect(reverse("admin:partnerships_user_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Erase %(person)s?") % {"person": user},
            "opts": self.opts,
            "record": user,
            "places": sorted(report.items()),
            "refusals": refusals,
        }
        status = 400 if refusals and not is_asked else 200
        return TemplateResponse(request, "admin/erase_person.html", context, status=status)
