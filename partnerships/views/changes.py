"""What changed in the own records: who, what, when, from what to what."""

import datetime as dt
from itertools import takewhile

from django.conf import settings
from django.db.models import ForeignKey
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.base.translation import DUTCH, to_attribute
from partnerships.models import Membership, User
from partnerships.models.changes import UPDATED, own_changes, visible_fields

from .workspace import for_officials

MOST_SHOWN = 100
LONGEST, BEFORE_IT = 160, 40


@for_officials
@require_safe
def changes(request):
    """Show the newest changes in the records of the own authorities, up to a day."""
    on = day_of(request.GET.get("until", ""))
    found = own_changes(request.user.reads_for, on=on, most=MOST_SHOWN)
    shown = [(one, visible_fields(one)) for one in found]
    # What changed in nothing that this reader may see is no news to them.
    shown = [(one, fields) for one, fields in shown if fields or not one.fields]
    colleagues = colleagues_of(request.user)
    context = {
        "changes": lines(shown, who=lambda one: who_for(one, colleagues)),
        "until": on,
        "older": found[-1].at if len(found) == MOST_SHOWN else None,
    }
    return render(request, "partnerships/my_changes.html", context)


def day_of(text):
    """Return the day of a text, or None: what is no day asks for no limit."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def colleagues_of(user):
    """Return the keys of everybody who ever acted for one of the own authorities."""
    people = Membership.objects.filter(authority__in=user.reads_for)
    return {*people.values_list("user", flat=True), user.pk}


def who_for(change, colleagues):
    """Return who made a change in the words of an official: names of colleagues alone."""
    if change.by is None:
        return _("import or command")
    if change.by.pk in colleagues:
        return str(change.by)
    return _("VNG International") if change.by.is_staff else _("another authority")


def lines(shown, *, who):
    """Return changes as a page tells them; ``shown`` holds pairs of a change and its fields."""
    names = _names([fields for _one, fields in shown])
    return [
        {
            "at": one.at,
            "by": who(one),
            "where": place(one.address),
            "address": one.address,
            "record": str(one.record) if one.record else _("removed record"),
            "noun": capfirst(one.model._meta.verbose_name),
            "key": one.noun_key,
            "is_there": one.record is not None,
            "model": one.noun._meta.model_name,
            "deed": one.deed,
            "is_update": one.event.pgh_label == UPDATED,
            "fields": [
                {
                    "label": label_of(column),
                    "before": said(column, before, names),
                    "after": said(column, after, names),
                }
                for column, before, after in map(around, fields)
            ],
        }
        for one, fields in shown
    ]


def _names(all_fields):
    """Return what the records are called that a change pointed to, one query for each table."""
    wanted = {}
    for fields in all_fields:
        for column, *values in fields:
            if isinstance(column, ForeignKey):
                wanted.setdefault(column.related_model, set()).update(values)
    return {
        model: {key: str(one) for key, one in model._base_manager.in_bulk(keys - {None}).items()}
        for model, keys in wanted.items()
        # Who it was is said by the line itself, and to officials only of colleagues.
        if model is not User
    }


def around(field):
    """Return a change of a long text from shortly before the first word that differs."""
    column, before, after = field
    are_long = isinstance(before, str) and isinstance(after, str) and len(before) > LONGEST
    same = shared_beginning(before, after) if are_long else 0
    start = before.rfind(" ", 0, max(0, same - BEFORE_IT)) if same else -1
    return field if start < 0 else (column, f"…{before[start:]}", f"…{after[start:]}")


def shared_beginning(one, other):
    """Return how many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def label_of(column):
    """Return the name of a field, with the language when it is not the Dutch text."""
    for code, language in settings.LANGUAGES:
        if code != DUTCH and column.name.endswith(to_attribute("", code)):
            return f"{capfirst(column.verbose_name)} ({language})"
    return capfirst(column.verbose_name)


def said(column, value, names):
    """Return a stored value in the words of the reader."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(column, ForeignKey):
        known = names.get(column.related_model)
        return "…" if known is None else known.get(value, _("removed record"))
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return date_format(value, "DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return date_format(value)
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return Truncator(str(value)).chars(LONGEST)


def place(address):
    """Return where a change was made, in words."""
    if address.startswith("manage.py"):
        return _("by a command")
    if address.startswith("/beheer"):
        return _("at the desk")
    return _("in the workspace") if address else ""
