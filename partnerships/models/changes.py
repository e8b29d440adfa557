"""The change log as lines to read: who did what, when, and each field from what to what."""

from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import CASCADE, ForeignKey, Q
from django.utils.translation import gettext_lazy as _

from partnerships.base.rings import Ring

from .accounts import User
from .agreements import Agreement
from .exchanges import Exchange
from .practices import Practice
from .rings import ring_of

NOUNS = (Agreement, Practice, Exchange)
# Said by the line itself, or by nobody.
UNSAID = {"id", "created_at", "updated_at", "moved_by", "moved_at"}
INSERTED, UPDATED, DELETED = "insert", "update", "delete"
DEED = {INSERTED: _("added"), UPDATED: _("changed"), DELETED: _("removed")}


@dataclass
class Change:
    """One write to one row."""

    event: object
    model: type
    noun: type
    noun_key: int
    fields: list = field(default_factory=list)
    record: object = None
    by: User | None = None

    @property
    def at(self):
        return self.event.pgh_created_at

    @property
    def deed(self):
        return DEED.get(self.event.pgh_label, self.event.pgh_label)

    @property
    def address(self):
        """Return the page or the command that made the change."""
        return (self.event.pgh_context.metadata if self.event.pgh_context else {}).get("url", "")

    @property
    def user_key(self):
        return (self.event.pgh_context.metadata if self.event.pgh_context else {}).get("user")


def log_of(model):
    return getattr(model, "pgh_event_model", None)


def parts_of(noun):
    """Yield ``(model, column)`` of a noun itself and of every tracked part that goes with it."""
    yield noun, "id"
    for model in apps.get_models():
        if not log_of(model) or model in NOUNS:
            continue
        for column in model._meta.local_fields:
            is_part = isinstance(column, ForeignKey) and column.related_model is noun
            if is_part and column.remote_field.on_delete is CASCADE:
                yield model, column.attname


def own_changes(authorities, *, on, most):
    """Return the newest changes, up to a day, in what belongs to some authorities."""
    own = {
        Agreement: Agreement.objects.for_authorities(authorities),
        Practice: Practice.objects.filter(authority__in=authorities),
        Exchange: Exchange.objects.filter(authorities__in=authorities),
    }
    found = []
    for noun, records in own.items():
        keys = list(records.values_list("pk", flat=True).distinct().order_by())
        for model, column in parts_of(noun):
            found += _newest(model, noun, column, Q(**{f"{column}__in": keys}), on, most)
    # A document that is for staff alone is not even said to be there.
    found = [one for one in found if getattr(one.event, "ring", "") != Ring.STAFF]
    return _complete(found, most)


def all_changes(*, models, on, most, user=None):
    """Return the newest changes in some tables, up to a day, by somebody or by anybody."""
    condition = Q(pgh_context__metadata__user=user.pk) if user else Q()
    found = []
    for model in models:
        found += _newest(model, model, "id", condition, on, most)
    return _complete(found, most)


def _newest(model, noun, column, condition, on, most):
    rows = log_of(model).objects.filter(condition).select_related("pgh_context")
    if on:
        rows = rows.filter(pgh_created_at__date__lte=on)
    return [
        Change(event, model, noun, getattr(event, column))
        for event in rows.order_by("-pgh_id")[:most]
    ]


def _complete(found, most):
    found = sorted(found, key=lambda one: (one.at, one.event.pgh_id), reverse=True)[:most]
    for model in {one.model for one in found}:
        _compare(model, [one for one in found if one.model is model])
    for noun in {one.noun for one in found}:
        records = noun._base_manager.in_bulk({one.noun_key for one in found if one.noun is noun})
        for one in found:
            if one.noun is noun:
                one.record = records.get(one.noun_key)
    people = User.objects.in_bulk({one.user_key for one in found} - {None})
    for one in found:
        one.by = people.get(one.user_key)
    return found


def _compare(model, changes):
    """Set what each update changed, against the line before it of the same row."""
    log = log_of(model)
    columns = [one for one in log._meta.concrete_fields if not one.name.startswith("pgh_")]
    columns = [one for one in columns if one.name not in UNSAID]
    rows = log.objects.filter(id__in={one.event.id for one in changes}).order_by("pgh_id")
    former, last = {}, {}
    for event in rows:
        former[event.pgh_id], last[event.id] = last.get(event.id), event
    for one in changes:
        before, after = former.get(one.event.pgh_id), one.event
        if after.pgh_label != UPDATED:
            # A part that came or went says what it held; a whole record is shown by its page.
            before, after = (None, after) if after.pgh_label == INSERTED else (after, None)
        if one.noun is not one.model or (one.event.pgh_label == UPDATED and before):
            one.fields = [
                (model._meta.get_field(column.name), _of(before, column), _of(after, column))
                for column in columns
                if _differs(_of(before, column), _of(after, column))
                and model._meta.get_field(column.name).related_model is not one.noun
            ]


def _of(event, column):
    return getattr(event, column.attname) if event else None


def _differs(before, after):
    """Return whether two values are not the same; nothing at all is told in several ways."""
    return before != after and (before or after) not in (None, "", [], False)


def visible_fields(change):
    """Return what an authority may see of a change in its own record."""
    return [one for one in change.fields if ring_of(change.model, one[0].name) != Ring.STAFF]
