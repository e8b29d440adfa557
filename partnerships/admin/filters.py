"""The questions staff asks of a list: what is stale, unsourced, or without a public status."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models import ConfirmationRound
from partnerships.models.authorities import AuthorityKind
from partnerships.models.freshness import Freshness


class FreshnessFilter(admin.SimpleListFilter):
    """Records by how long ago they were confirmed."""

    title = _("last confirmed")
    parameter_name = "freshness"

    def lookups(self, request, model_admin):
        return Freshness.choices

    def queryset(self, request, queryset):
        if self.value() in Freshness.values:
            return queryset.filter(Freshness(self.value()).condition(on=timezone.localdate()))
        return queryset


class ConfirmationFilter(admin.SimpleListFilter):
    """Agreements that wait for confirmation in the round that is open."""

    title = _("yearly confirmation")
    parameter_name = "confirmation"

    def lookups(self, request, model_admin):
        return [("due", _("waits for confirmation"))]

    def queryset(self, request, queryset):
        if self.value() != "due":
            return queryset
        today = timezone.localdate()
        present = ConfirmationRound.objects.current(on=today)
        if present is None:
            return queryset.none()
        return queryset.due_for_confirmation(year=present.year, on=today)


class SourceFilter(admin.SimpleListFilter):
    """Records with or without a source."""

    title = _("source")
    parameter_name = "source"

    def lookups(self, request, model_admin):
        return [("without", _("without source")), ("with", _("with source"))]

    def queryset(self, request, queryset):
        if self.value() == "without":
            return queryset.filter(sources__isnull=True)
        if self.value() == "with":
            return queryset.filter(sources__isnull=False).distinct()
        return queryset


class AuthorityKindFilter(admin.SimpleListFilter):
    """Agreements by the kind of their Dutch parties."""

    title = _("kind of authority")
    parameter_name = "authority_kind"

    def lookups(self, request, model_admin):
        return AuthorityKind.choices

    def queryset(self, request, queryset):
        if self.value() in AuthorityKind.values:
            return queryset.filter(facets__contains=[f"authorityKind:{self.value()}"])
        return queryset
