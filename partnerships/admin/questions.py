"""The desk for questions and public answers; a thread is read and answered in the workspace."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from translated_fields import TranslatedFieldAdmin

from partnerships.actions import questions as actions
from partnerships.base.translation import LANGUAGES, to_attribute
from partnerships.base.workflow import check_names_nobody
from partnerships.models import Attachment, FaqEntry, Message, Question

from .base import RegisterAdmin, confirmed_first


class ToReadOnly:
    """A table that is read here and written elsewhere."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class MessageInline(ToReadOnly, admin.StackedInline):
    model = Message
    fields = ["written_at", "written_by", "text"]


@admin.register(Question)
class QuestionAdmin(ToReadOnly, RegisterAdmin):
    """What authorities ask, with whose turn it is; the thread itself is one press away."""

    # The thread itself is among the tools of the page.
    view_on_site = False
    change_form_template = "admin/question_change_form.html"
    list_display = ["subject", "authority", "state", "shared_at", "updated_at"]
    list_filter = ["state", ("shared_at", admin.EmptyFieldListFilter), "themes"]
    list_select_related = ["authority"]
    search_fields = ["subject", "authority__name"]
    fields = ["subject", "authority", "asked_by", "themes", "state", "shared_by", "shared_at"]
    inlines = [MessageInline]
    actions = ["share", "close"]

    @admin.action(description=_("Share with national government"), permissions=["view"])
    @confirmed_first()
    def share(self, request, queryset):
        self._each(request, queryset, actions.share)

    @admin.action(description=_("Close"), permissions=["view"])
    @confirmed_first()
    def close(self, request, queryset):
        self._each(request, queryset, actions.close)

    @staticmethod
    def _each(request, queryset, action):
        for question in queryset:
            try:
                action(question=question, by=request.user)
            except ValidationError as error:
                messages.error(request, f"{question}: {' '.join(error.messages)}")
            else:
                messages.success(request, f"{question}: {question.get_state_display()}")


@admin.register(Message)
class MessageAdmin(ToReadOnly, RegisterAdmin):
    """Messages with their files, to read."""

    class AttachmentInline(ToReadOnly, admin.TabularInline):
        model = Attachment
        fields = ["name"]

    list_display = ["question", "written_by", "written_at"]
    list_select_related = ["question", "written_by"]
    inlines = [AttachmentInline]


class FaqEntryForm(forms.ModelForm):
    """The form of a public answer; a published one may not come to tell who asked."""

    def clean(self):
        cleaned = super().clean()
        # What is not published may be written in peace; it is checked when it is published.
        if self.instance.is_public and not self.errors:
            for name in self.fields.keys() - {"themes"}:
                setattr(self.instance, name, cleaned[name])
            check_names_nobody(self.instance)
        return cleaned


def side_by_side(name):
    return tuple(to_attribute(name, code) for code in LANGUAGES)


@admin.register(FaqEntry)
class FaqEntryAdmin(TranslatedFieldAdmin, RegisterAdmin):
    """Answers for everybody: written here, checked for names, then published."""

    form = FaqEntryForm
    list_display = ["title_nl", "origin", "cleared_by", "cleared_at"]
    list_filter = [("cleared_at", admin.EmptyFieldListFilter), "themes"]
    list_select_related = ["origin", "cleared_by"]
    search_fields = ["title_nl"]
    autocomplete_fields = ["origin"]
    prepopulated_fields = {"slug": ["title_nl"]}
    fields = [
        "origin",
        side_by_side("title"),
        "slug",
        side_by_side("answer"),
        "themes",
        "cleared_by",
        "cleared_at",
    ]
    readonly_fields = ["cleared_by", "cleared_at"]
    actions = ["publish", "withdraw"]

    @admin.action(description=_("Publish: it names nobody who asked"))
    @confirmed_first()
    def publish(self, request, queryset):
        published = 0
        for entry in queryset:
            try:
                actions.publish_faq(entry=entry, by=request.user)
                published += 1
            except ValidationError as error:
                messages.error(request, f"{entry}: {' '.join(error.messages)}")
        self._report(request, published)

    @admin.action(description=_("Take from the public"))
    @confirmed_first()
    def withdraw(self, request, queryset):
        for entry in queryset:
            actions.withdraw_faq(entry=entry)
        self._report(request, len(queryset))

    @staticmethod
    def _report(request, total):
        sentence = ngettext("%(total)d answer changed.", "%(total)d answers changed.", total)
        messages.success(request, sentence % {"total": total})
