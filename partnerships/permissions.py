"""What staff may do at the desk, as predicates over people, without HTTP.

Staff keeps the whole record; who may sign in and with which rights is for administrators alone.
What officials see and change is chosen by the querysets (``visible_to``, ``writable_by``), and the
ring of each field stands in models/rings.py.
"""

import rules
from django.apps import apps
from django.contrib.auth import get_permission_codename

# Records of accounts: whoever may change these can give rights.
OF_ACCOUNTS = {"user", "membership", "invitation"}
VERBS = ("view", "add", "change", "delete")


@rules.predicate
def is_staff(user):
    return user.is_active and user.is_staff


@rules.predicate
def is_administrator(user):
    return user.is_active and user.is_staff and user.is_superuser


def allow_staff(app_label):
    """Let every colleague keep all records of an app, and administrators its accounts."""
    app = apps.get_app_config(app_label)
    rules.set_perm(app_label, is_staff)
    for model in app.get_models():
        who = is_administrator if model._meta.model_name in OF_ACCOUNTS else is_staff
        for verb in VERBS:
            rules.set_perm(f"{app_label}.{get_permission_codename(verb, model._meta)}", who)
