"""The columns of news."""

from django.conf import settings

from partnerships.base.exports import Column
from partnerships.exports import translated_columns

NEWS_COLUMNS = [
    Column("reference", lambda row: row.slug),
    Column("url", lambda row: f"{settings.SITE_URL}{row.get_absolute_url()}"),
    Column("published_at", lambda row: row.published_at.isoformat(timespec="seconds")),
    Column("programme", lambda row: (one := row.public_programme) and one.slug),
    Column("themes", lambda row: [theme.slug for theme in row.themes.all()]),
    *translated_columns("title"),
    *translated_columns("lead"),
    *translated_columns("body"),
    *translated_columns("image_alt"),
    *translated_columns("image_caption"),
    Column("sources", lambda row: [source.reference for source in row.sources.all()]),
    Column("updated_at", lambda row: row.updated_at.isoformat(timespec="seconds")),
]
