"""What the pages of authorities, places in China and themes tell of programmes, news, meetings."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnerships.base.translation import in_reader_language
from partnerships.models import ChineseDivision, LocalAuthority, Theme
from programmes.actions.event_words import when, where
from programmes.models import Event, NewsItem, Participation, Programme

from .programme_account import term

# Of the news and of the past meetings so many are on the page of a programme or theme.
SHOWN = 5


def programmes_of(record):
    """Return the public programmes in which a place takes part or that are about a theme."""
    if isinstance(record, Theme):
        rows = [_row(one, []) for one in Programme.objects.public().filter(themes=record)]
    elif isinstance(record, LocalAuthority | ChineseDivision):
        rows = _with(record)
    else:
        rows = []
    return {"heading": _("Programmes"), "rows": rows, "more": None} if rows else None


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


def latest_news(**about):
    """Return the newest public news about a programme or a theme, as many as a page shows."""
    return NewsItem.objects.public().filter(**about).newest().for_rows()[:SHOWN]


def meetings(**about):
    """Return the meetings about a programme or a theme: what is coming, then what was latest."""
    now = timezone.now()
    rows = Event.objects.announced().filter(**about).prefetch_related("themes")
    rows = list(rows.order_by("starts_at", "pk"))
    past = [one for one in reversed(rows) if one.ends_at <= now]
    return [one for one in rows if one.ends_at > now] + past[:SHOWN]


def news_of(record):
    """Return the newest news about a theme."""
    if not isinstance(record, Theme):
        return None
    rows = [_news_row(item) for item in latest_news(themes=record)]
    address = f"{reverse('news')}?theme={record.slug}"
    more = {"label": _("All news about this theme"), "url": address}
    return {"heading": _("News"), "rows": rows, "more": more} if rows else None


def _news_row(item):
    title, programme = in_reader_language(item, "title"), item.public_programme
    told = [date_format(timezone.localtime(item.published_at)), programme]
    return {
        "label": title.text,
        "url": item.get_absolute_url(),
        "lang": title.lang,
        "facts": [str(fact) for fact in told if fact],
    }


def meetings_of(record):
    """Return the meetings about a theme, no more of each than everybody may know."""
    if not isinstance(record, Theme):
        return None
    rows = [_meeting_row(event) for event in meetings(themes=record)]
    address = f"{reverse('events')}?theme={record.slug}"
    more = {"label": _("All meetings about this theme"), "url": address}
    return {"heading": _("Meetings"), "rows": rows, "more": more} if rows else None


def _meeting_row(event):
    title = in_reader_language(event, "title")
    called_off = _("called off") if event.is_cancelled else ""
    told = [called_off, *when(event), event.get_kind_display(), where(event)]
    return {
        "label": title.text,
        "url": event.get_absolute_url(),
        "lang": title.lang,
        "facts": [str(fact) for fact in told if fact],
    }
