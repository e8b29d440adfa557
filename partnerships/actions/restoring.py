"""Puts a record back as it was at a line of its change log."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partnerships.base.refusals import explain
from partnerships.models.histories import DERIVED

from .indexing import reindex

# Addresses are stable, whatever becomes of a record.
STAYS = DERIVED | {"slug"}


def columns_of(record, event):
    """Return the columns that a line can put back: what people fill in, as far as it is logged."""
    logged = {one.name for one in event._meta.concrete_fields}
    return [
        one
        for one in record._meta.concrete_fields
        if one.editable and not one.primary_key and one.name in logged - STAYS
    ]


def differences(record, event):
    """Return ``(column, now, then)`` of what putting a line back would change."""
    pairs = (
        (one, getattr(record, one.attname), getattr(event, one.attname))
        for one in columns_of(record, event)
    )
    return [(one, now, then) for one, now, then in pairs if now != then]


@transaction.atomic
def put_back(*, record, event):
    """Write the record as a line of its log says it was; that is a change like any other.

    States with a door of their own, such as publication, stay as they are. Raises
    ValidationError with what no longer fits; then nothing is written.
    """
    record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    for column in columns_of(record, event):
        setattr(record, column.attname, getattr(event, column.attname))
    record.full_clean()
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        raise ValidationError(explain(error)) from error
    reindex({type(record): [record.pk]})
    return record
