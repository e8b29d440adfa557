"""All that changed in the register, for staff: by noun, person and day."""

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.models import User
from partnerships.models.changes import all_changes, log_of
from partnerships.permissions import OF_ACCOUNTS, is_administrator, is_staff
from partnerships.views.changes import lines

MOST_SHOWN = 100


class ChangesForm(forms.Form):
    """Which changes somebody at the desk looks for."""

    noun = forms.ChoiceField(label=gettext_lazy("noun"), required=False)
    person = forms.ModelChoiceField(
        User.objects.order_by("name", "email"),
        label=gettext_lazy("person"),
        required=False,
        empty_label=gettext_lazy("everybody"),
    )
    until = forms.DateField(
        label=gettext_lazy("up to this day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, models, **kwargs):
        super().__init__(*args, **kwargs)
        named = sorted((capfirst(one._meta.verbose_name), one._meta.model_name) for one in models)
        self.fields["noun"].choices = [("", _("everything")), *((key, name) for name, key in named)]


def changes(request):
    """Show the newest changes that fit what was asked."""
    if not is_staff(request.user):
        raise PermissionDenied
    models = seen_by(request.user)
    form = ChangesForm(request.GET or None, models=models)
    asked = form.cleaned_data if form.is_valid() else {}
    chosen = [one for one in models if one._meta.model_name == asked.get("noun")]
    found = all_changes(
        models=chosen or models,
        on=asked.get("until"),
        most=MOST_SHOWN,
        user=asked.get("person"),
    )
    context = {
        **admin.site.each_context(request),
        "title": _("Changes"),
        "form": form,
        "changes": lines([(one, one.fields) for one in found], who=_who),
        "most": MOST_SHOWN,
    }
    return TemplateResponse(
        request, "admin/changes.html", context, status=400 if form.errors else 200
    )


def seen_by(user):
    """Return the models with a log that a colleague may see: accounts are for administrators."""
    logged = [one for one in apps.get_models() if log_of(one)]
    if is_administrator(user):
        return logged
    return [one for one in logged if one._meta.model_name not in OF_ACCOUNTS]


def _who(change):
    return str(change.by) if change.by else _("import or command")
