"""The columns of the open data set of programmes, public fields only."""

from django.conf import settings
from django.utils import timezone

from partnerships.base.exports import Column
from partnerships.exports import plain_columns, translated_columns


def _pair(one):
    """Return a party with its Chinese partner, as far as the sources name them."""
    party = one.authority.name if one.authority else one.city
    division = one.division.name_en if one.division else ""
    return " – ".join(filter(None, [party, division]))


def _figure(result):
    more = "> " if result.is_minimum else ""
    number = "" if result.number is None else f"{more}{result.number.normalize():f} "
    return f"{number}{result.what_nl} ({result.source})"


def _client(row):
    return row.client.name if row.client else ""


def _predecessor(row):
    former = row.predecessor
    return former.slug if former and former.is_public else ""


PROGRAMME_COLUMNS = [
    Column("reference", lambda row: row.slug),
    Column("url", lambda row: f"{settings.SITE_URL}{row.get_absolute_url()}"),
    *translated_columns("name"),
    *plain_columns("acronym", "kind"),
    Column("stage", lambda row: row.stage(on=timezone.localdate()).value),
    *plain_columns("valid_from", "valid_until"),
    *translated_columns("summary"),
    *translated_columns("funder"),
    Column("budget", lambda row: None if row.budget is None else str(row.budget)),
    Column("client", _client),
    Column(
        "consortium",
        lambda row: [f"{one.organisation.name} ({one.role})" for one in row.partners.all()],
    ),
    Column("offices", lambda row: [one.city_nl for one in row.offices.all()]),
    *translated_columns("objective"),
    *translated_columns("focus"),
    Column("themes", lambda row: [theme.slug for theme in row.themes.all()]),
    Column("countries", lambda row: row.countries),
    *translated_columns("who_can_join"),
    Column("predecessor", _predecessor),
    Column("participations", lambda row: [_pair(one) for one in row.participations.all()]),
    Column("results", lambda row: [_figure(one) for one in row.results.all()]),
    Column("website", lambda row: row.website),
    Column("sources", lambda row: [one.reference for one in row.sources.all()]),
    Column("updated_at", lambda row: row.updated_at.isoformat(timespec="seconds")),
]
