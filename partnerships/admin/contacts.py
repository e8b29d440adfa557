"""The desk for contact persons, and how many messages authorities got."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models import Contact, MessageCount

from .base import RegisterAdmin


@admin.register(Contact)
class ContactAdmin(RegisterAdmin):
    list_display = ["name", "role", "authority", "consent_given_on"]
    list_filter = [("consent_given_on", admin.EmptyFieldListFilter)]
    search_fields = ["name", "email", "authority__name"]
    autocomplete_fields = ["authority"]
    fields = [
        "authority",
        "name",
        "role",
        "email",
        "phone",
        "consent_recorded_by",
        "consent_given_on",
    ]
    readonly_fields = ["consent_recorded_by", "consent_given_on"]
    list_select_related = ["authority"]
    actions = ["record_consent", "withdraw_consent"]

    @admin.action(description=_("Record consent: show on the public page"))
    def record_consent(self, request, queryset):
        for contact in queryset:
            contact.record_consent(by=request.user, on=timezone.localdate())
        messages.success(request, _("Consent is recorded."))

    @admin.action(description=_("Withdraw consent: take off the public page"))
    def withdraw_consent(self, request, queryset):
        for contact in queryset:
            contact.withdraw_consent()
        messages.success(request, _("Consent is withdrawn."))


@admin.register(MessageCount)
class MessageCountAdmin(admin.ModelAdmin):
    list_display = ["authority", "sent_on", "message_count"]
    search_fields = ["authority__name"]
    date_hierarchy = "sent_on"
    list_select_related = ["authority"]
    readonly_fields = ["authority", "sent_on", "message_count"]

    def has_add_permission(self, request):
        return False
