"""Who follows what: to answer a question of a reader, or to remove an address for them."""

from django.contrib import admin

from partnerships.models import Subscription


@admin.register(Subscription)
class SubscriptionAdmin(admin.ModelAdmin):
    list_display = ("email", "query", "language", "confirmed_at", "sent_at")
    list_filter = ("language",)
    search_fields = ("email",)
    readonly_fields = ("email", "query", "language", "asked_at", "confirmed_at", "sent_at")

    def has_add_permission(self, request):
        return False
