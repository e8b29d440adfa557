"""The right to see: everything that the portal holds of a person, as plain values for JSON."""

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.utils.translation import gettext as _

from partnerships.models.personal_data import PERSONAL

from .people import find, label_of, log_of, rows_about, rows_by, tables

NOT_SHOWN = "***"


def copy_of(*, email, at):
    """Return all that the register of personal data declares of this person, history included.

    Secrets are named and not shown, and other people are left out. Raises ValidationError for
    somebody unknown.
    """
    person = find(email)
    if not person.is_known:
        raise ValidationError(_("The portal knows nobody with this e-mail address."))
    about = dict(rows_about(person, with_history=True))
    did = dict(rows_by(person))
    found = [
        _table(person, model, about, did)
        for model in tables()
        if {model, log_of(model)} & {*about} or model in did
    ]
    return {
        "made_at": at,
        "e-mail addresses": sorted(person.emails),
        "names": sorted(person.names),
        "tables": found,
    }


def _table(person, model, about, did):
    declared = PERSONAL[model._meta.label]
    log = log_of(model)
    return {
        "table": model._meta.label,
        "purpose": str(declared.purpose),
        "basis": str(declared.basis),
        "retention": str(declared.retention),
        "rows": [_row(person, one) for one in about.get(model, ())],
        "history": [_event(person, one) for one in about.get(log, ())] if log else [],
        # Such a row is about somebody else; it says here that this person had a hand in it.
        "did": [_row(person, one, declared.mentions) for one in did.get(model, ())],
    }


def _event(person, event):
    return {"what": event.pgh_label, "at": event.pgh_created_at, **_row(person, event)}


def _row(person, row, fields=None):
    """Return personal fields of a row, all or some, with its key and the moments it knows."""
    declared = PERSONAL[label_of(type(row))]
    fields = declared.fields if fields is None else fields
    columns = row._meta.concrete_fields
    moments = {
        one.name: getattr(row, one.name)
        for one in columns
        if one.name.endswith(("_at", "_on")) and not one.name.startswith("pgh_")
    }
    values = {
        one.name: NOT_SHOWN if one.name in declared.secret else _value(person, row, one)
        for one in columns
        if one.name in fields
    }
    return {"key": getattr(row, "id", None), **values, **moments}


def _value(person, row, column):
    value = getattr(row, column.attname)
    is_account = isinstance(column, ForeignKey) and column.name not in ("email_address", "account")
    if not is_account or value is None:
        return value
    is_own = person.user is not None and value == person.user.pk
    return _("this person") if is_own else _("somebody else")
