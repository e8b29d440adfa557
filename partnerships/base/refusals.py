"""The database's refusals, in the words of the rule that was broken."""

from django.apps import apps
from django.utils.translation import gettext as _


def explain(error):
    """Return the sentence of the constraint behind an IntegrityError, in the active language.

    Constraints carry their own sentence; for a plain unique column it is made from the column.
    """
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    if name in (messages := _messages()):
        return str(messages[name])
    if name and (column := _unique_columns().get(name.removesuffix("_key"))):
        return _("Another record has this %(field)s.") % {"field": column}
    return str(error).splitlines()[0]


def _messages():
    both_sides = _("A published agreement has a Dutch and a Chinese party.")
    return {"partnerships_agreement_has_both_sides": both_sides} | {
        constraint.name: constraint.violation_error_message
        for model in apps.get_models()
        for constraint in model._meta.constraints
    }


def _unique_columns():
    return {
        f"{model._meta.db_table}_{field.column}": field.verbose_name
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if field.unique
    }
