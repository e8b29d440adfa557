"""From the change log of a record: put it back as it was, after a look at what that changes."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnerships.actions.restoring import differences, put_back
from partnerships.models.changes import log_of
from partnerships.views.changes import around, label_of, said


class Restorable:
    """A desk whose records can be put back to a former version."""

    def get_urls(self):
        view = require_http_methods(["GET", "POST"])(self.restore_view)
        return [
            path(
                "<int:pk>/history/<int:event>/",
                self.admin_site.admin_view(view),
                name=f"{self.opts.app_label}_{self.opts.model_name}_restore",
            ),
            *super().get_urls(),
        ]

    def former_keys(self, request, record):
        """Return the lines of the record's own log that differ from what it is now."""
        log = log_of(self.model)
        if not log or not self.has_change_permission(request, record):
            return set()
        events = log.objects.filter(id=record.pk).order_by("-pgh_id")
        former = {one.pgh_id for one in events if differences(record, one)}
        return {f"{log._meta.label}:{key}" for key in former}

    def restore_view(self, request, pk, event):
        record = self.get_object(request, str(pk))
        log = log_of(self.model)
        if record is None or log is None:
            raise Http404
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        event = get_object_or_404(log, pgh_id=event, id=record.pk)
        refusals = self._put_back(record, event) if request.method == "POST" else []
        if request.method == "POST" and not refusals:
            messages.success(request, _("The former version is put back; the log says so."))
            return HttpResponseRedirect(self._history_of(record))
        return TemplateResponse(
            request,
            "admin/restore.html",
            {
                **self.admin_site.each_context(request),
                "title": _("Put back this version"),
                "opts": self.opts,
                "record": record,
                "event": event,
                "history": self._history_of(record),
                "fields": _told(record, event),
                "refusals": refusals,
            },
            status=400 if refusals else 200,
        )

    def _put_back(self, record, event):
        """Put it back; returns what no longer fits, or nothing."""
        try:
            put_back(record=record, event=event)
        except ValidationError as error:
            return _reasons(record, error)
        return []

    def _history_of(self, record):
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[record.pk]
        )


def _reasons(record, error):
    if not hasattr(error, "error_dict"):
        return error.messages
    labels = {one.name: capfirst(one.verbose_name) for one in record._meta.concrete_fields}
    return [
        message if name == NON_FIELD_ERRORS else f"{labels.get(name, name)}: {message}"
        for name, some in error.message_dict.items()
        for message in some
    ]


def _told(record, event):
    """Return what would change: the name of each field, what it is now, and what it was then."""
    found = differences(record, event)
    names = {}
    for column, *keys in found:
        if column.is_relation:
            rows = column.related_model._base_manager.in_bulk({*keys} - {None})
            known = names.setdefault(column.related_model, {})
            known.update({key: str(one) for key, one in rows.items()})
    return [
        {
            "label": label_of(column),
            "now": said(column, now, names),
            "then": said(column, then, names),
        }
        for column, now, then in map(around, found)
    ]
