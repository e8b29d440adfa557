"""The change log: every write to a record, by anyone, anywhere, kept by the database itself."""

import pghistory

from partnerships.base.translation import LANGUAGES, to_attribute

DERIVED = {
    "search",
    "searched",
    "facets",
    *(to_attribute("sort_name", language) for language in LANGUAGES),
    "sort_title",
    "updated_at",
    "since",
}


def tracked(model_exclude=()):
    """Keep every insert, update and delete of a model in an append-only table beside it.

    Triggers write the log, so an import or plain SQL is in it too. What the program derives is
    left out: it follows from the rest.
    """

    def decorate(model):
        names = {field.name for field in model._meta.local_concrete_fields}
        inherited = {field.name for field in model._meta.concrete_fields}
        left_out = (DERIVED & (names | inherited)) | set(model_exclude)
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=sorted(left_out),
            append_only=True,
        )(model)

    return decorate
