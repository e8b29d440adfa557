"""The section on programmes on the pages of authorities, places in China and themes."""

from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.base.translation import in_reader_language
from partnerships.models import ChineseDivision, LocalAuthority, Theme
from programmes.models import Participation, Programme

from .programme_account import term


def programmes_of(record):
    """Return the public programmes in which a place takes part or that are about a theme."""
    if isinstance(record, Theme):
        rows = [_row(one, []) for one in Programme.objects.public().filter(themes=record)]
    elif isinstance(record, LocalAuthority | ChineseDivision):
        rows = _with(record)
    else:
        rows = []
    return {"heading": _("Programmes"), "rows": rows} if rows else None


def _with(place):
    """Return a row for each programme of a place, with whom it works there."""
    side = "authority" if isinstance(place, LocalAuthority) else "division"
    found = Participation.objects.filter(
        **{side: place}, programme__in=Programme.objects.public()
    ).select_related("programme", "authority", "division")
    partners = {}
    for one in found:
        other = one.division if side == "authority" else one.party
        partners.setdefault(one.programme, []).append(str(other or ""))
    return [_row(programme, names) for programme, names in partners.items()]


def _row(programme, partners):
    name = in_reader_language(programme, "name")
    stage = programme.stage(on=timezone.localdate())
    told = [programme.get_kind_display(), term(programme), stage.label, *partners]
    return {
        "label": name.text,
        "url": programme.get_absolute_url(),
        "lang": name.lang,
        "facts": [str(fact) for fact in told if fact],
    }
