"""How a model says what it holds of persons: which fields, what for, on what ground, how long."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models

# Names under which people are usually kept.
TELLING = re.compile(
    r"(^|_)(name|e?mail|phone|telephone|mobile|ip|ip_address|user_agent|session_key|session_data"
    r"|token|password|metadata|object_repr|change_message|extra_data|uid)$"
)


@dataclass(frozen=True)
class Personal:
    """What a table holds of persons.

    ``fields`` are the columns; ``secret`` those among them that nobody is shown, not even the
    person. ``own_user`` and ``own_email`` are lookups from a row that is about one person to the
    account or mailbox of that person; ``mentions`` are columns that only say who did something.
    Erasure removes the rows that are about a person, unless they are ``kept`` without the name.
    ``history_days``: how long former values stay readable in the change log.
    """

    fields: tuple
    purpose: str
    basis: str
    retention: str
    own_user: str = ""
    own_email: str = ""
    mentions: tuple = ()
    secret: tuple = ()
    kept: bool = False
    history_days: int | None = None


def may_tell_of_persons(column):
    """Return whether a column may hold personal data, as far as its kind and name tell."""
    if isinstance(column, models.ForeignKey | models.OneToOneField):
        return column.related_model._meta.label == settings.AUTH_USER_MODEL
    if isinstance(column, models.EmailField | models.GenericIPAddressField):
        return True
    is_plain = isinstance(column, models.DateField | models.BooleanField | models.IntegerField)
    return not is_plain and bool(TELLING.search(column.name))


def stored_models():
    """Return every model with a table of its own, without the tables of the change log."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
    ]


def undeclared(personal, not_personal):
    """Return the columns, of all installed apps, that nobody has declared personal or not."""
    return sorted(
        f"{model._meta.label}.{column.name}"
        for model in stored_models()
        for column in model._meta.local_concrete_fields
        if may_tell_of_persons(column)
        and column.name not in declared(personal, not_personal, model._meta.label)
    )


def declared(personal, not_personal, label):
    known = personal.get(label)
    return {*(known.fields if known else ()), *not_personal.get(label, {})}


def strangers(personal, not_personal):
    """Return what is declared and does not exist, or is declared both ways."""
    columns = {
        f"{model._meta.label}.{column.name}"
        for model in stored_models()
        for column in model._meta.local_concrete_fields
    }
    told = [f"{label}.{name}" for label, one in personal.items() for name in one.fields]
    told_not = [f"{label}.{name}" for label, names in not_personal.items() for name in names]
    return sorted({*told, *told_not} - columns | set(told) & set(told_not))
