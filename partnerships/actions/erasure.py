"""The right to be forgotten: a person goes from every table, and the trail of records stays."""

import base64
import secrets
from functools import cache

import pgtrigger
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import CharField, EmailField, TextField
from django.utils.translation import gettext_lazy as _

from partnerships.base.scrubbing import columns, scrub, words
from partnerships.base.texts.lexicon import forget
from partnerships.models import ChineseDivision, LocalAuthority, Organisation, Theme, User
from partnerships.models.accounts import ERASED
from partnerships.models.personal_data import PERSONAL

from . import accounts
from .indexing import reindex
from .people import find, label_of, log_of, rows_about, sessions_of

INSTEAD = "[verwijderd]"
# Kept by the portal's cache; its values are packed, so that no statement can look into them.
CACHE_TABLE = "shared_cache"


@transaction.atomic
def erase(*, email, by=None, is_rehearsal=False):
    """Take the name and addresses of a person out of the whole database, history included.

    Returns how many rows of which column were removed or rewritten. Raises ValidationError for
    somebody unknown, for oneself and for the last administrator. A rehearsal writes nothing.
    """
    person = find(email)
    _may_be_erased(person, by)
    mark = f"erased-{secrets.token_hex(6)}{ERASED}"
    report = {}
    if person.user:
        accounts.disable(user=person.user, by=by or person.user)
    with pgtrigger.ignore(*append_only()):
        report |= _remove_rows(person)
        _empty_logs(person)
        if person.user:
            report |= _empty_account(person.user, mark)
        report |= _scrub_everything(person, mark)
    report |= _forget_cached(person)
    if is_rehearsal:
        transaction.set_rollback(True)
    return report


def _may_be_erased(person, by):
    if not person.is_known:
        raise ValidationError(_("The portal knows nobody with this e-mail address."))
    if by is not None and person.user == by:
        raise ValidationError(_("Ask another administrator to erase your own account."))
    administrators = User.objects.staff().filter(is_superuser=True)
    if person.user and list(administrators) == [person.user]:
        raise ValidationError(
            _("This is the last administrator. Make somebody else administrator first.")
        )


def append_only():
    """Return the triggers that keep logs from being rewritten; erasure alone passes them."""
    return [
        f"{model._meta.label}:{trigger.name}"
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, pgtrigger.Protect)
    ]


def _remove_rows(person):
    report = {}
    for model, rows in list(rows_about(person)):
        if not PERSONAL[model._meta.label].kept:
            report[model._meta.db_table] = rows.count()
            rows.delete()
    keys = sessions_of(person)
    report[Session._meta.db_table] = len(keys)
    Session.objects.filter(session_key__in=keys).delete()
    return {table: count for table, count in report.items() if count}


def _empty_account(user, mark):
    """Take the person out of the account and out of its log."""
    _make_nameless(user, mark)
    log = log_of(User)
    rewritten = log.objects.filter(id=user.pk).update(name="", email=mark)
    return {User._meta.db_table: 1, log._meta.db_table: rewritten}


def _empty_logs(person):
    """Empty what the logs of removed rows still say, such as a telephone number."""
    for model, rows in rows_about(person, with_history=True):
        declared = PERSONAL[label_of(model)]
        if model is log_of(getattr(model, "pgh_tracked_model", model)) and not declared.kept:
            blank = {
                column.name: ""
                for column in model._meta.concrete_fields
                if column.name in declared.fields
                and isinstance(column, CharField | TextField)
                # By its address the row is found, and the address is rewritten with all others.
                and not isinstance(column, EmailField)
            }
            rows.update(**blank)


def _make_nameless(user, mark):
    user.groups.clear()
    user.user_permissions.clear()
    user.email, user.name, user.last_login = mark, "", None
    user.is_active = user.is_staff = user.is_superuser = user.is_liaison = False
    user.set_unusable_password()
    user.save()


def _scrub_everything(person, mark):
    names = {name for name in person.names if not is_a_place(name)}
    found = words(person.emails, names, email_instead=mark, name_instead=INSTEAD)
    certain = [word for word in found if word.any_case]
    unshared = [word for word in found if word.text not in namesakes(person)]
    fitting = dict.fromkeys(reference_tables(), certain) | dict.fromkeys(of_people(), unshared)
    report, changed = {}, {}
    for column in columns():
        if keys := scrub(column, fitting.get(column.table, found)):
            report[str(column)] = len(keys)
            changed.setdefault(column.table, set()).update(keys)
    forget(*person.emails, *names)
    models = {model._meta.db_table: model for model in apps.get_models()}
    reindex({models[table]: keys for table, keys in changed.items() if table in models})
    return report


def is_a_place(name):
    """Return whether somebody is called what a place or organisation is called too."""
    return any(
        model.objects.filter(**{f"{column}__iexact": name}).exists()
        for model, column in (
            (LocalAuthority, "name"),
            (ChineseDivision, "name_en"),
            (ChineseDivision, "name_nl"),
            (ChineseDivision, "name_zh"),
            (Organisation, "name"),
            (Theme, "name_nl"),
        )
    )


def namesakes(person):
    """Return the names of a person that somebody else has too."""
    others = User.objects.exclude(pk=person.user.pk if person.user else None)
    return {name for name in person.names if others.filter(name__iexact=name).exists()}


@cache
def of_people():
    """Return the tables in which people have names; those of namesakes stay."""
    named = [apps.get_model(label) for label, one in PERSONAL.items() if "name" in one.fields]
    return {one._meta.db_table for model in named for one in (model, log_of(model)) if one}


@cache
def reference_tables():
    """Return the tables that are never about persons; a name of one word is a word there."""
    ours = (LocalAuthority, ChineseDivision, Theme)
    logs = [log_of(model) for model in ours]
    django = [apps.get_model(one) for one in ("contenttypes.ContentType", "auth.Permission")]
    return {model._meta.db_table for model in (*ours, *logs, *django)} | {"django_migrations"}


def _forget_cached(person):
    """Drop what the cache holds of this person; its values are packed."""
    marks = [one.encode() for one in (*person.emails, *person.names)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key, value FROM {CACHE_TABLE}")  # noqa: S608 -- a constant
        held = [
            key
            for key, value in cursor.fetchall()
            if any(mark in base64.b64decode(value) for mark in marks)
        ]
        cursor.execute(f"DELETE FROM {CACHE_TABLE} WHERE cache_key = ANY(%s)", [held])  # noqa: S608
    return {CACHE_TABLE: len(held)} if held else {}
