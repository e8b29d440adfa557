"""The desk for programmes and who takes part."""

from django.contrib import admin
from translated_fields import TranslatedFieldAdmin

from partnerships.admin.base import RegisterAdmin
from programmes.models import Participation, Programme


@admin.register(Programme)
class ProgrammeAdmin(TranslatedFieldAdmin, RegisterAdmin):
    """Programmes with their texts in three languages."""

    list_display = ["name_nl", "kind", "valid_from", "valid_until", "publication"]
    list_filter = ["kind", "publication"]
    search_fields = ["name_nl", "name_en", "acronym"]
    autocomplete_fields = ["client", "predecessor", "practices"]


@admin.register(Participation)
class ParticipationAdmin(TranslatedFieldAdmin, RegisterAdmin):
    """Who takes part in which programme."""

    list_display = ["programme", "authority", "city", "country", "division", "state"]
    list_filter = ["programme", "state"]
    list_select_related = ["programme", "authority", "division"]
    search_fields = ["city", "authority__name", "division__name_en"]
    autocomplete_fields = ["programme", "authority", "division"]
