"""Makes search, facets and sorting follow a row that was changed outside its own form."""

from django.apps import apps

from partnerships.models import Agreement, ChineseDivision, LocalAuthority, Organisation, Practice

# Parties are named in the index of a record, however they are tied to it.
BY_PARTY = (
    (LocalAuthority, Agreement, "for_authorities"),
    (LocalAuthority, Practice, "owned_by"),
    (ChineseDivision, Agreement, "for_divisions"),
    (ChineseDivision, Practice, "for_divisions"),
    (Organisation, Practice, "for_organisations"),
)


def reindex(touched):
    """Write the index anew of what holds or names a row; ``touched`` is ``{model: keys}``."""
    for noun in apps.get_models():
        if not hasattr(noun._default_manager, "reindex"):
            continue
        keys = set(touched.get(noun, ()))
        for part, own in touched.items():
            keys |= _owners(noun, part, own)
        for party, named_in, method in BY_PARTY:
            if named_in is noun and party in touched:
                rows = getattr(noun.objects, method)(list(touched[party]))
                keys |= set(rows.values_list("pk", flat=True))
        noun._default_manager.filter(pk__in=keys).reindex()


def _owners(noun, part, keys):
    """Return the keys of the records of a noun that a row belongs to or is named by."""
    if part is noun or hasattr(part, "pgh_tracked_model"):
        return set()
    found = set()
    for relation in part._meta.get_fields():
        if relation.is_relation and relation.related_model is noun:
            rows = part._base_manager.filter(pk__in=keys)
            found |= set(rows.values_list(relation.name, flat=True)) - {None}
    return found
