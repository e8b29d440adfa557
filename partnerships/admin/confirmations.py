"""The desk for the yearly round: staff opens it here, and reads who confirmed and was reminded."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.actions.confirmations import refuse_second_round
from partnerships.models import Confirmation, ConfirmationRound, Reminder
from partnerships.models.figures import round_figures

from .base import ReadOnly, RegisterAdmin


class RoundForm(forms.ModelForm):
    """The year and the last day of a round; only one is open at a time."""

    def clean(self):
        today, closes_on = timezone.localdate(), self.cleaned_data.get("closes_on")
        if self.instance.pk is None:
            refuse_second_round(on=today)
            if closes_on and closes_on < today:
                self.add_error(
                    "closes_on", _("The round would be over already. Choose a later last day.")
                )
        return super().clean()


@admin.register(ConfirmationRound)
class ConfirmationRoundAdmin(RegisterAdmin):
    """A round begins when it is saved; the reminders go out with the next run of that command."""

    form = RoundForm
    list_display = ["year", "opened_at", "closes_on", "opened_by", "coverage"]
    fields = ["year", "closes_on"]
    list_select_related = ["opened_by"]

    def get_readonly_fields(self, request, obj=None):
        return ["year"] if obj else []

    def save_form(self, request, form, change):
        opened = super().save_form(request, form, change)
        if not change:
            opened.opened_by, opened.opened_at = request.user, timezone.now()
        return opened

    @admin.display(description=_("confirmed"))
    def coverage(self, opened):
        figures = round_figures(year=opened.year, on=timezone.localdate())
        return f"{figures.confirmed} / {figures.running} ({figures.coverage} %)"


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnly, RegisterAdmin):
    list_display = ["agreement", "authority", "year", "confirmed_by", "confirmed_at", "is_by_mail"]
    list_filter = ["year", "is_by_mail"]
    search_fields = ["agreement__title_nl", "authority__name"]
    list_select_related = ["agreement", "authority", "confirmed_by"]


@admin.register(Reminder)
class ReminderAdmin(ReadOnly, RegisterAdmin):
    list_display = ["authority", "year", "step", "sent_at"]
    list_filter = ["year", "step"]
    search_fields = ["authority__name"]
    list_select_related = ["authority"]
