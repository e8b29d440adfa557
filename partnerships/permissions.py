"""Who may do what, said once: predicates over people and records, without HTTP.

Staff keeps the whole record; who may sign in and with which rights is for administrators alone.
Officials keep what belongs to their own authority. Rows that a person may see or change are
chosen by the querysets (``editable_by``, ``visible_to``); what is here answers for one record.
"""

import rules
from django.apps import apps
from django.contrib.auth import get_permission_codename

# Records of accounts: whoever may change these can give rights.
OF_ACCOUNTS = {"user", "membership", "invitation"}
# Nobody writes these by hand.
VERBS = ("view", "add", "change", "delete")


@rules.predicate
def is_staff(user):
    return user.is_active and user.is_staff


@rules.predicate
def is_administrator(user):
    return user.is_active and user.is_staff and user.is_superuser


@rules.predicate
def reads_for(user, authority):
    """Return whether the own matters of an authority are this person's to see."""
    return authority is not None and authority.pk in user.reads_for


@rules.predicate
def writes_for(user, authority):
    """Return whether this person keeps the record of an authority."""
    return authority is not None and authority.pk in user.writes_for


@rules.predicate
def coordinates(user, authority):
    return authority is not None and authority.pk in user.coordinates


rules.add_perm("partnerships.see_own", is_staff | reads_for)
rules.add_perm("partnerships.keep_record", is_staff | writes_for)
rules.add_perm("partnerships.invite", is_administrator | coordinates)


def allow_staff(app_label):
    """Let every colleague keep all records of an app, and administrators its accounts."""
    app = apps.get_app_config(app_label)
    rules.set_perm(app_label, is_staff)
    for model in app.get_models():
        who = is_administrator if model._meta.model_name in OF_ACCOUNTS else is_staff
        for verb in VERBS:
            rules.set_perm(f"{app_label}.{get_permission_codename(verb, model._meta)}", who)
