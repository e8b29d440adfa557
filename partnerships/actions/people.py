"""One person, wherever the portal may know about them: account, mailboxes, names."""

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import EmailField, Q

from partnerships.models import User
from partnerships.models.personal_data import PERSONAL


@dataclass
class Person:
    """Who somebody is in the portal; a subscriber or invited colleague has no account."""

    user: User | None
    emails: set = field(default_factory=set)
    names: set = field(default_factory=set)

    @property
    def is_known(self):
        return bool(self.user or self.names or any(True for _row in rows_about(self)))


def find(email):
    """Return the person behind a mailbox, with all former addresses and names."""
    email = email.strip()
    user = User.objects.filter(email__iexact=email).first()
    user = user or User.objects.filter(emailaddress__email__iexact=email).first()
    person = Person(user, {email})
    # A mailbox that somebody else has by now leads to that other person.
    others = User.objects.exclude(pk=user.pk if user else None)
    taken = {one.lower() for one in others.values_list("email", flat=True)}
    # Twice: an address that was found may lead to further names.
    for _round in range(2):
        for model, rows in rows_about(person, with_history=True):
            _gather(person, model, rows)
        person.emails = {one for one in person.emails if one.lower() not in taken}
    return person


def _gather(person, model, rows):
    columns = {one.name: one for one in model._meta.concrete_fields}
    declared = PERSONAL[label_of(model)]
    for name in {*declared.fields} & {*columns}:
        if isinstance(columns[name], EmailField):
            person.emails |= {one for one in rows.values_list(name, flat=True) if one}
        elif name == "name":
            person.names |= {one.strip() for one in rows.values_list(name, flat=True) if one}


def label_of(model):
    """Return the label under which a table, or the log of a table, is declared."""
    return getattr(model, "pgh_tracked_model", model)._meta.label


def tables(*, with_history=False):
    """Yield each table of the register of personal data, and the log beside it."""
    for label in PERSONAL:
        model = apps.get_model(label)
        yield model
        if with_history and (log := log_of(model)):
            yield log


def log_of(model):
    """Return the table of the change log of a model, or None."""
    return getattr(model, "pgh_event_model", None)


def rows_about(person, *, with_history=False):
    """Yield ``(model, rows)`` of what is about this person; empty tables are left out."""
    for model in tables(with_history=with_history):
        rows = model._base_manager.filter(_about(person, PERSONAL[label_of(model)], model))
        if rows.exists():
            yield model, rows


def _about(person, declared, model):
    condition = Q(pk__in=[])
    if person.user and declared.own_user:
        condition |= Q(**{declared.own_user: person.user.pk})
    if person.user and label_of(model) == User._meta.label:
        condition |= Q(id=person.user.pk)
    if declared.own_email:
        for email in person.emails:
            condition |= Q(**{f"{declared.own_email}__iexact": email})
    return condition


def rows_by(person):
    """Yield ``(model, rows)`` that only say that this person did something."""
    for model in tables():
        declared = PERSONAL[model._meta.label]
        if person.user and declared.mentions:
            named = Q(*(Q(**{name: person.user.pk}) for name in declared.mentions), _connector="OR")
            rows = model._base_manager.filter(named)
            if rows.exists():
                yield model, rows


def sessions_of(person):
    """Return the keys of the sessions that this person signed in with, or began to."""
    marks = {one.lower() for one in person.emails}
    keys = []
    for session in Session.objects.all():
        content = session.get_decoded()
        is_own = person.user and content.get("_auth_user_id") == str(person.user.pk)
        if is_own or any(mark in str(content).lower() for mark in marks):
            keys.append(session.session_key)
    return keys
