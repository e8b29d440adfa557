"""The tables that are kept on the page of a programme, languages side by side."""

from django.contrib import admin

from partnerships.admin.base import side_by_side
from partnerships.admin.inlines import DocumentsInline
from programmes.models import (
    Participation,
    ProgrammeContact,
    ProgrammeDocument,
    ProgrammeOffice,
    ProgrammePartner,
    ProgrammeResult,
    ProgrammeSource,
)


class PartnerInline(admin.StackedInline):
    model = ProgrammePartner
    autocomplete_fields = ["organisation"]
    fields = [
        ("organisation", "role"),
        ("valid_from", "valid_until"),
        side_by_side("note"),
        "source",
    ]
    extra = 0


class OfficeInline(admin.StackedInline):
    model = ProgrammeOffice
    fields = [side_by_side("city"), "address", side_by_side("role")]
    extra = 0


class ParticipationInline(admin.StackedInline):
    model = Participation
    autocomplete_fields = ["authority", "division", "themes"]
    fields = [
        ("authority", "city", "country"),
        ("division", "cluster"),
        ("role", "state"),
        ("valid_from", "valid_until"),
        "themes",
        side_by_side("note"),
        "source",
    ]
    extra = 0


class ResultInline(admin.StackedInline):
    model = ProgrammeResult
    fields = [side_by_side("what"), ("kind", "number", "is_minimum", "on"), "source"]
    extra = 0


class ContactInline(admin.StackedInline):
    model = ProgrammeContact
    fields = [side_by_side("role"), ("email", "name", "consent_on")]
    extra = 0


class DocumentInline(DocumentsInline):
    model = ProgrammeDocument


class SourceInline(admin.TabularInline):
    model = ProgrammeSource
    fields = ["kind", "reference", "consulted_on", "note"]
    extra = 0
