"""The desk for practices: what waits for judgement, one form, and moves through the actions."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from translated_fields import TranslatedFieldAdmin

from partnerships.actions import practices as actions
from partnerships.base.workflow import TELLS_A_NAME, Publication, check_names_nobody
from partnerships.models import Practice
from partnerships.models.practice_disclosure import STORY, names_of, told_in

from .base import QuestionsForm, RegisterAdmin, confirmed_first, side_by_side
from .filters import FreshnessFilter, SourceFilter
from .pictures import PictureAdmin
from .practice_inlines import (
    EvidenceInline,
    LinkInline,
    MoveInline,
    ReuseInline,
    SourceInline,
    ThemeInline,
)


class PracticeForm(forms.ModelForm):
    """The form of a practice; a published one without names may not come to tell one."""

    def clean(self):
        cleaned = super().clean()
        is_shown = self.instance.publication == Publication.PUBLISHED
        if is_shown and cleaned.get("is_anonymous") and (names := self._names_told(cleaned)):
            message = TELLS_A_NAME
            raise ValidationError(message, params={"names": ", ".join(names)})
        return cleaned

    @staticmethod
    def _names_told(cleaned):
        texts = [cleaned.get(column, "") for name in STORY for column in side_by_side(name)]
        names = names_of(
            authorities=[cleaned.get("authority"), *cleaned.get("other_authorities", [])],
            divisions=cleaned.get("divisions", []),
            bodies=[cleaned.get("organisation"), *cleaned.get("partners", [])],
            agreement=cleaned.get("agreement"),
            location=cleaned.get("location", ""),
        )
        return told_in([cleaned.get("slug", ""), *texts], names)


@admin.register(Practice)
class PracticeAdmin(PictureAdmin, TranslatedFieldAdmin, RegisterAdmin):
    """Practices with evidence, reuse, sources and links on one page."""

    form = PracticeForm
    change_form_template = "admin/practice_form.html"
    list_display = [
        "title_nl",
        "kind",
        "authority",
        "organisation",
        "is_anonymous",
        "verification",
        "freshness_shown",
        "publication",
    ]
    list_filter = [
        "publication",
        "kind",
        "is_anonymous",
        "verification",
        FreshnessFilter,
        SourceFilter,
        "themes",
    ]
    list_select_related = ["authority", "organisation"]
    search_fields = ["title_nl"]
    search_help_text = _("Places, subjects and words, in Dutch, English or Chinese")
    autocomplete_fields = [
        "authority",
        "other_authorities",
        "organisation",
        "partners",
        "divisions",
        "agreement",
        "exchange",
    ]
    readonly_fields = ["picture_shown", "created_by", "publication", "moved_by", "moved_at"]
    inlines = [ThemeInline, EvidenceInline, ReuseInline, LinkInline, SourceInline, MoveInline]
    actions = ["submit", "return_", "publish", "archive", "confirm_today"]
    fieldsets = [
        (
            _("Identity"),
            {"fields": [side_by_side("title"), "slug", "kind", side_by_side("summary")]},
        ),
        (
            _("Parties"),
            {
                "fields": [
                    ("authority", "organisation"),
                    "other_authorities",
                    "partners",
                    "divisions",
                    "location",
                    "is_anonymous",
                ]
            },
        ),
        (_("Period"), {"fields": [("started_on", "ended_on")]}),
        (_("Origin"), {"fields": [("agreement", "exchange")]}),
        (
            _("Content"),
            {
                "fields": [
                    "keywords",
                    *map(
                        side_by_side,
                        (
                            "challenge",
                            "approach",
                            "resources",
                            "results",
                            "difficulties",
                            "success_factors",
                            "lesson",
                            "differently",
                            "transferability",
                        ),
                    ),
                ]
            },
        ),
        (_("For signed-in authorities only"), {"fields": [side_by_side("sensitive")]}),
        (_("Picture"), {"fields": ["picture_shown", "image", side_by_side("image_alt")]}),
        (
            _("Trust"),
            {
                "fields": [
                    "verification",
                    ("confirmed_on", "confirmed_by"),
                    side_by_side("opinion"),
                    ("validated_on", "validated_by"),
                ]
            },
        ),
        (_("Publication"), {"fields": ["created_by", "publication", ("moved_by", "moved_at")]}),
    ]

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form; what was told only in its tables is refused after it is written."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return HttpResponseRedirect(request.get_full_path())

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        practice = Practice.objects.get(pk=form.instance.pk)
        if practice.publication == Publication.PUBLISHED:
            check_names_nobody(practice)
        Practice.objects.filter(pk=practice.pk).reindex()

    @admin.display(description=_("last confirmed"), ordering="confirmed_on")
    def freshness_shown(self, practice):
        return practice.freshness.label

    @admin.action(description=_("Submit"))
    def submit(self, request, queryset):
        self._move(request, queryset, actions.submit)

    @admin.action(description=_("Return with questions"))
    @confirmed_first(
        "admin/practice_return.html",
        form_class=QuestionsForm,
        shown=lambda practices: practices.submitted().with_moves(),
    )
    def return_(self, request, queryset, questions):
        self._move(request, queryset, actions.return_, questions=questions)

    @admin.action(description=_("Publish"))
    @confirmed_first()
    def publish(self, request, queryset):
        self._move(request, queryset, actions.publish)

    @admin.action(description=_("Archive"))
    @confirmed_first()
    def archive(self, request, queryset):
        self._move(request, queryset, actions.archive)

    @admin.action(description=_("Confirm as correct today"))
    @confirmed_first()
    def confirm_today(self, request, queryset):
        today = timezone.localdate()
        self._report(request, queryset.update(confirmed_on=today, confirmed_by=request.user))

    def _move(self, request, queryset, action, **given):
        def move(practice):
            action(practice=practice, by=request.user, **given)

        self._report(request, self.each(request, queryset, move))

    def _report(self, request, total):
        sentence = ngettext("%(total)d practice changed.", "%(total)d practices changed.", total)
        messages.success(request, sentence % {"total": total})
