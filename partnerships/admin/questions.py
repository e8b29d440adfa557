"""The desk for questions and public answers; a thread is read and answered in the workspace."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from translated_fields import TranslatedFieldAdmin

from partnerships.actions import questions as actions
from partnerships.base.workflow import check_names_nobody
from partnerships.models import Attachment, FaqEntry, Message, Question

from .base import ReadOnly, RegisterAdmin, confirmed_first, side_by_side


class MessageInline(ReadOnly, admin.StackedInline):
    model = Message
    fields = ["written_at", "written_by", "text"]


@admin.register(Question)
class QuestionAdmin(ReadOnly, RegisterAdmin):
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
        self._step(request, queryset, actions.share)

    @admin.action(description=_("Close"), permissions=["view"])
    @confirmed_first()
    def close(self, request, queryset):
        self._step(request, queryset, actions.close)

    def _step(self, request, queryset, action):
        def take(question):
            taken = action(question=question, by=request.user)
            messages.success(request, f"{taken}: {taken.get_state_display()}")

        self.each(request, queryset, take)


@admin.register(Message)
class MessageAdmin(ReadOnly, RegisterAdmin):
    """Messages with their files, to read."""

    class AttachmentInline(ReadOnly, admin.TabularInline):
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
        published = self.each(
            request, queryset, lambda one: actions.publish_faq(entry=one, by=request.user)
        )
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
