"""What the admin pages of the register share: the change log, and refusals in plain words."""

import pghistory.models
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from partnerships.base.refusals import explain
from partnerships.models import User

EVENTS_SHOWN = 200


class RegisterAdmin(admin.ModelAdmin):
    """A desk for one noun: its history comes from the change log, whoever made the change."""

    list_per_page = 50
    show_full_result_count = False
    history_template = "admin/register_history.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form; what only the database could refuse comes back as a message."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            messages.error(request, explain(error))
            return HttpResponseRedirect(request.get_full_path())

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        events = pghistory.models.Events.objects.references(record).order_by("-pgh_created_at")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change log: %(record)s") % {"record": record},
            "record": record,
            "opts": self.opts,
            "entries": [entry(event) for event in events[:EVENTS_SHOWN]],
        }
        return TemplateResponse(request, self.history_template, context)


def confirmed_first(template="admin/confirm_action.html"):
    """Make an admin action ask for confirmation on a page that lists what it will touch."""

    def decorate(action):
        def ask(self, request, queryset):
            if request.POST.get("confirmed"):
                return action(self, request, queryset)
            context = {
                **self.admin_site.each_context(request),
                "title": ask.short_description,
                "opts": self.opts,
                "records": queryset,
                "action": action.__name__,
                "selected": request.POST.getlist("_selected_action"),
                "across": request.POST.get("select_across", "0"),
            }
            return TemplateResponse(request, template, context)

        ask.__name__ = action.__name__
        return ask

    return decorate


def entry(event):
    """Return one line of the change log: when, who, what, and each field from what to what."""
    context = event.pgh_context or {}
    former = event.pgh_diff or {}
    return {
        "at": event.pgh_created_at,
        "by": _person(context.get("user")),
        "where": context.get("url", ""),
        "what": event.pgh_label,
        "noun": event.pgh_model.rsplit(".", 1)[-1].removesuffix("Event"),
        "changes": [
            {"field": field, "before": before, "after": after}
            for field, (before, after) in former.items()
        ],
    }


def _person(pk):

    return User.objects.filter(pk=pk).first() if pk else None
