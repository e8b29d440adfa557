"""What the admin pages of the register share: the change log, and refusals in plain words."""

import pghistory.models
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.base.refusals import explain
from partnerships.base.translation import LANGUAGES, to_attribute
from partnerships.base.workflow import ASK_SOMETHING, Publication
from partnerships.models import User

from .restoring import Restorable

EVENTS_SHOWN = 200


class RegisterAdmin(Restorable, admin.ModelAdmin):
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

    @staticmethod
    def each(request, records, act):
        """Do something to each record and return how many took it; a refusal becomes a message."""
        done = 0
        for record in records:
            try:
                act(record)
                done += 1
            except ValidationError as error:
                messages.error(request, f"{record}: {' '.join(error.messages)}")
            except IntegrityError as error:
                messages.error(request, f"{record}: {explain(error)}")
        return done

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
            "former": self.former_keys(request, record),
        }
        return TemplateResponse(request, self.history_template, context)


def side_by_side(name):
    """Return the columns of a translated text as one line of a form."""
    return tuple(to_attribute(name, code) for code in LANGUAGES)


class ReadOnly:
    """A desk or table to look at: what is in it is written elsewhere, and by nobody's hand here."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class QuestionsForm(forms.Form):
    """The questions with which a record goes back to its author; see ``confirmed_first``."""

    questions = forms.CharField(
        label=gettext_lazy("Questions for the author"),
        help_text=gettext_lazy("The author gets them by mail, as you write them here."),
        widget=forms.Textarea({"rows": 8, "class": "vLargeTextField"}),
        error_messages={"required": ASK_SOMETHING},
    )


def confirmed_first(template="admin/confirm_action.html", *, form_class=forms.Form, shown=None):
    """Make an admin action ask first, on a page that lists what it will touch.

    What the form asks there reaches the action by name. ``shown`` takes from the chosen records
    those that the action can touch, with what the page tells of them.
    """

    def decorate(action):
        def ask(self, request, queryset):
            form = form_class(request.POST if request.POST.get("confirmed") else None)
            if form.is_bound and form.is_valid():
                return action(self, request, queryset, **form.cleaned_data)
            records = shown(queryset) if shown else queryset
            context = {
                "title": ask.short_description,
                "records": records,
                "left_out_count": queryset.count() - len(records),
                "form": form,
                "action": action.__name__,
            }
            return TemplateResponse(request, template, context | _asked_again(self, request))

        ask.__name__ = action.__name__
        return ask

    return decorate


class Movable:
    """A desk whose records are published and archived, each through its one door."""

    @admin.action(description=gettext_lazy("Publish"))
    @confirmed_first()
    def publish(self, request, queryset):
        self._move(request, queryset, Publication.PUBLISHED)

    @admin.action(description=gettext_lazy("Archive"))
    @confirmed_first()
    def archive(self, request, queryset):
        self._move(request, queryset, Publication.ARCHIVED)

    def _move(self, request, queryset, to):
        total = self.each(request, queryset, lambda one: self.bring(one, to=to, by=request.user))
        messages.success(request, self.changed(total))

    def bring(self, record, *, to, by):
        """Move one record; raises ValidationError when it may not be moved there."""
        record.move(to=to, by=by)

    def changed(self, total):
        """Return the sentence that says how many records were changed."""
        raise NotImplementedError


def _asked_again(desk, request):
    """Return what the page of a question sends along with the answer, and the way back."""
    selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
    from_record = bool(request.POST.get("from_record"))
    change = f"admin:{desk.opts.app_label}_{desk.opts.model_name}_change"
    return {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "selected": selected,
        "across": request.POST.get("select_across", "0"),
        "from_record": from_record,
        "back_url": reverse(change, args=selected[:1]) if from_record else request.get_full_path(),
    }


def entry(event):
    """Return one line of the change log: when, who, what, and each field from what to what."""
    context = event.pgh_context or {}
    former = event.pgh_diff or {}
    return {
        # Told apart from a line of something that only belongs to the record.
        "key": f"{event.pgh_model}:{event.pgh_id}",
        "event": event.pgh_id,
        "at": event.pgh_created_at,
        "by": _person(context.get("user")),
        "proposed_by": _person(context.get("proposed_by")),
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
