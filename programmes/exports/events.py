"""The columns of the agenda: of what is for authorities, no more than everybody may know."""

from django.conf import settings

from partnerships.base.exports import Column
from partnerships.base.translation import LANGUAGES, to_attribute


def _translated(name):
    for code in LANGUAGES:
        column = to_attribute(name, code)
        yield Column(column, lambda row, column=column: _told(row, name, column))


def _told(row, name, column):
    return getattr(row, column) if row.told(name) else ""


def _plain(*names):
    return [Column(name, lambda row, name=name: row.told(name)) for name in names]


EVENT_COLUMNS = [
    Column("reference", lambda row: row.slug),
    Column("url", lambda row: f"{settings.SITE_URL}{row.get_absolute_url()}"),
    *_translated("title"),
    *_plain("kind", "audience", "form", "organiser"),
    Column("starts_at", lambda row: row.local_start.isoformat()),
    Column("ends_at", lambda row: row.local_end.isoformat()),
    *_plain("zone", "venue", "language"),
    Column("themes", lambda row: [one.slug for one in row.themes.all()]),
    *_plain("capacity"),
    Column("is_cancelled", lambda row: row.is_cancelled),
    *_translated("description"),
    *_translated("report"),
]
