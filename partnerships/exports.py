"""The columns of the open data sets, public fields only, and of the list of rights."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from partnerships.base.exports import Column

LANGUAGES = ("nl", "en", "zh_hans")


def translated(name):
    return [
        Column(f"{name}_{language}", lambda row, field=f"{name}_{language}": getattr(row, field))
        for language in LANGUAGES
    ]


def _plain(*names):
    return [Column(name, lambda row, name=name: getattr(row, name)) for name in names]


def _present(row):
    """Return the last change of status that the public may see, or None."""
    shown = [change for change in row.status_changes.all() if change.is_public]
    return shown[-1] if shown else None


def _province(authority):
    return authority.own_province.name if authority.own_province else ""


def _themes(row):
    return [link.theme.slug for link in row.agreementtheme_set.all()]


AGREEMENT_COLUMNS = [
    Column("reference", lambda row: row.slug),
    Column("url", lambda row: f"{settings.SITE_URL}{row.get_absolute_url()}"),
    *translated("title"),
    *_plain("kind", "document_form"),
    Column("authorities", lambda row: [place.name for place in row.authorities]),
    Column("authority_codes", lambda row: [place.code for place in row.authorities]),
    Column(
        "provinces",
        lambda row: [_province(place) for place in row.authorities],
    ),
    Column("divisions", lambda row: [place.name_en for place in row.divisions]),
    Column("divisions_zh", lambda row: [place.name_zh for place in row.divisions]),
    Column("division_codes", lambda row: [place.code or "" for place in row.divisions]),
    Column("chinese_provinces", lambda row: [(p.province or p).name_en for p in row.divisions]),
    *_plain("first_contact_year", "signed_on", "valid_from", "valid_until"),
    Column("status", lambda row: row.public_status),
    Column("status_on", lambda row: row.public_status_on),
    Column("status_reason", lambda row: (change := _present(row)) and change.reason),
    Column("status_note_nl", lambda row: (change := _present(row)) and change.note_nl),
    *_plain("verification", "confirmed_on"),
    Column("themes", _themes),
    Column("keywords", lambda row: row.keywords),
    *translated("summary"),
    Column("sources", lambda row: [source.reference for source in row.sources.all()]),
    Column("updated_at", lambda row: row.updated_at.isoformat(timespec="seconds")),
]


def _codes(places):
    return [place.code or "" for place in places]


# Who and where comes from what is disclosed: nothing else is public of a practice.
PRACTICE_COLUMNS = [
    Column("reference", lambda row: row.slug),
    Column("url", lambda row: f"{settings.SITE_URL}{row.get_absolute_url()}"),
    *_plain("kind"),
    *translated("title"),
    *translated("summary"),
    Column("authorities", lambda row: [place.name for place in row.disclosed.authorities]),
    Column("authority_codes", lambda row: _codes(row.disclosed.authorities)),
    Column("organisation", lambda row: str(row.disclosed.organisation or "")),
    Column("partners", lambda row: [str(one) for one in row.disclosed.partners]),
    Column("divisions", lambda row: [place.name_en for place in row.disclosed.divisions]),
    Column("divisions_zh", lambda row: [place.name_zh for place in row.disclosed.divisions]),
    Column("division_codes", lambda row: _codes(row.disclosed.divisions)),
    Column("location", lambda row: row.disclosed.location),
    Column("agreement", lambda row: (tie := row.disclosed.agreement) and tie.slug),
    *_plain("started_on", "ended_on"),
    Column("themes", lambda row: [link.theme.slug for link in row.practicetheme_set.all()]),
    Column("keywords", lambda row: row.disclosed.keywords),
    *translated("challenge"),
    *translated("approach"),
    *translated("results"),
    *translated("lesson"),
    *translated("differently"),
    *_plain("verification", "confirmed_on"),
    Column("sources", lambda row: [source.reference for source in row.disclosed.sources]),
    Column(
        "published_at",
        lambda row: (row.moved_at or row.created_at).isoformat(timespec="seconds"),
    ),
]


def points(row):
    """Return the places of an agreement, for a map."""
    return [*row.authorities, *row.divisions]


def rights(people):
    """Yield a row for each membership of a person, and one for whoever has none."""
    for person in people:
        for membership in person.memberships.all() or [None]:
            yield person, membership


def _yes_or_no(value):
    return _("yes") if value else _("no")


def _day(moment):
    return date_format(moment, "Y-m-d") if moment else ""


# Of rows of rights(): a person and a membership, or none.
RIGHTS_COLUMNS = [
    Column(_("person"), lambda row: row[0].name),
    Column(_("e-mail address"), lambda row: row[0].email),
    Column(_("may sign in"), lambda row: _yes_or_no(row[0].is_active)),
    Column(_("works for VNG International"), lambda row: _yes_or_no(row[0].is_staff)),
    Column(_("administrator"), lambda row: _yes_or_no(row[0].is_administrator)),
    Column(_("speaks for national government"), lambda row: _yes_or_no(row[0].is_liaison)),
    Column(_("authority"), lambda row: row[1] and row[1].authority.name),
    Column(_("role"), lambda row: row[1] and row[1].get_role_display()),
    Column(_("deputy"), lambda row: row[1] and _yes_or_no(row[1].is_deputy)),
    Column(_("since"), lambda row: row[1] and _day(row[1].created_at)),
    Column(_("last signed in"), lambda row: _day(row[0].last_login)),
    Column(_("second step"), lambda row: _yes_or_no(row[0].has_second_step)),
]
