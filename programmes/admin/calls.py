"""The desk for calls: staff writes what is asked and how it is judged, and gives more time."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from translated_fields import TranslatedFieldAdmin

from partnerships.admin.base import (
    Movable,
    ReadOnly,
    RegisterAdmin,
    confirmed_first,
    side_by_side,
)
from partnerships.base.links import site_of
from partnerships.base.workflow import Publication
from partnerships.models import LocalAuthority
from programmes.actions import calls as actions
from programmes.models import Call, CallExtension, CallQuestion, Criterion
from programmes.models.deadlines import begin_of, end_of, last_day
from programmes.views.call_account import call_facts

from .assessing import assess, assessed_as_csv

BY_ACTION = _(
    "The deadline of a published call changes by the action “Extend” in the list of calls, which "
    "tells everybody and mails who has a draft."
)


class CallForm(forms.ModelForm):
    """A call with its term in days, as people say it: the last day counts as a whole."""

    first_on = forms.DateField(
        label=_("first day"), widget=admin.widgets.AdminDateWidget, help_text=_("From midnight.")
    )
    last_on = forms.DateField(
        label=_("last day"),
        widget=admin.widgets.AdminDateWidget,
        help_text=_("Up to and including 23:59:59 Dutch time. Extend a published call by action."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("kinds of authority"),
        choices=LocalAuthority.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: every kind may enrol."),
    )

    class Meta:
        model = Call
        fields = ["programme", "title_nl", "slug"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            opens = self.instance.opens_at
            self.initial["first_on"] = opens and timezone.localdate(opens)
            # Only a call of the past came without; whoever writes a new one knows the day.
            self.fields["first_on"].required = opens is not None
            self.initial["last_on"] = last_day(self.instance.closes_at)

    def clean(self):
        values = super().clean()
        first, last = values.get("first_on"), values.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("A call cannot close before it opens."))
        if self.instance.publication == Publication.PUBLISHED and "last_on" in self.changed_data:
            self.add_error("last_on", BY_ACTION)
        # A moment that was set to the minute stays as it is while its day does.
        if first and "first_on" in self.changed_data:
            self.instance.opens_at = begin_of(first)
        if last and "last_on" in self.changed_data:
            self.instance.closes_at = end_of(last)
        return values


class CallQuestionInline(admin.StackedInline):
    model = CallQuestion
    extra = 0
    fields = [
        ("position", "kind", "is_required", "most"),
        *map(side_by_side, ("label", "help", "choices")),
    ]


class CriterionInline(admin.TabularInline):
    model = Criterion
    extra = 0
    fields = [*side_by_side("name"), "weight"]


class ExtensionInline(ReadOnly, admin.TabularInline):
    """When the call was given more time, to read; an action extends it."""

    model = CallExtension
    fields = ["extended_at", "extended_by", "from_at", "to_at", "reason"]


class ExtensionForm(forms.Form):
    """Until when a call is extended, and what everybody reads of why."""

    last_on = forms.DateField(
        label=_("new last day"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Up to and including 23:59:59 Dutch time."),
    )
    reason = forms.CharField(
        label=_("reason"),
        max_length=300,
        help_text=_("Everybody reads it on the page of the call."),
    )


def announcements(calls):
    """Return what everybody will read of calls: term and rules, what is asked, how it is judged."""
    rows = calls.select_related("programme")
    rows = rows.prefetch_related("provinces", "questions", "criteria")
    now = timezone.now()
    return [
        {
            "call": one,
            "state": one.state(at=now).label,
            "facts": [fact for fact in call_facts(one) if fact["value"]],
            "questions": one.questions.all(),
            "criteria": one.criteria.all(),
        }
        for one in rows
    ]


@admin.register(Call)
class CallAdmin(Movable, TranslatedFieldAdmin, RegisterAdmin):
    """Calls with their questions and criteria; the list leads to all enrolments side by side."""

    form = CallForm
    change_form_template = "admin/call_change_form.html"
    list_display = ["title_nl", "programme", "closes_at", "publication"]
    list_filter = ["publication", "programme"]
    list_select_related = ["programme"]
    search_fields = ["title_nl", "title_en"]
    autocomplete_fields = ["programme", "faq"]
    prepopulated_fields = {"slug": ["title_nl"]}
    readonly_fields = ["publication", "moved_by", "moved_at"]
    inlines = [CallQuestionInline, CriterionInline, ExtensionInline]
    actions = ["publish", "extend"]
    fieldsets = [
        (
            _("Identity"),
            {
                "fields": [
                    ("programme", "round"),
                    side_by_side("title"),
                    "slug",
                    side_by_side("summary"),
                ]
            },
        ),
        (_("Term"), {"fields": [("first_on", "last_on"), "decision_on", "internal_deadline_on"]}),
        (
            _("Who may enrol"),
            {"fields": ["kinds", "minimum_population", "provinces", "is_open_to_groups"]},
        ),
        (
            _("What it offers"),
            {
                "fields": [
                    "places",
                    side_by_side("focus"),
                    side_by_side("costs_covered"),
                    "website",
                    "faq",
                    side_by_side("result"),
                ]
            },
        ),
        (_("Publication"), {"fields": ["publication", ("moved_by", "moved_at")]}),
    ]

    def get_urls(self):
        guarded = self.admin_site.admin_view
        return [
            path("<int:pk>/enrolments/", guarded(self.assess), name="programmes_call_assess"),
            path("<int:pk>/enrolments.csv", guarded(self.file), name="programmes_call_csv"),
            *super().get_urls(),
        ]

    def assess(self, request, pk):
        return assess(self, request, pk)

    def file(self, request, pk):
        return assessed_as_csv(self, request, pk)

    @admin.action(description=_("Publish"))
    @confirmed_first("admin/call_publish.html", shown=announcements)
    def publish(self, request, queryset):
        self._move(request, queryset.select_related("programme"), Publication.PUBLISHED)

    def bring(self, record, *, to, by):
        if to == Publication.PUBLISHED:
            actions.publish(call=record, by=by)
        else:
            super().bring(record, to=to, by=by)

    def changed(self, total):
        sentence = ngettext("%(total)d call changed.", "%(total)d calls changed.", total)
        return sentence % {"total": total}

    @admin.action(description=_("Extend"))
    @confirmed_first(form_class=ExtensionForm)
    def extend(self, request, queryset, last_on, reason):
        given = {"last_on": last_on, "reason": reason, "by": request.user, "at": timezone.now()}
        site = settings.SITE_URL or site_of(request)
        self.each(request, queryset, lambda one: actions.extend(call=one, site=site, **given))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the call with the way to its enrolments."""
        is_key = object_id.isdecimal()
        address = reverse("admin:programmes_call_assess", args=[object_id]) if is_key else ""
        context = {"assess_url": address} | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)
