"""What a page, a calendar or a post is told of an exchange, within the ring of its reader."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from partnerships.base.calendars import Entry, version_of
from partnerships.base.translation import DUTCH
from partnerships.models.exchange_choices import ExchangeState

from .presentation import day, fact, listed

CALENDAR_STATES = {
    ExchangeState.PLANNED: "TENTATIVE",
    ExchangeState.CANCELLED: "CANCELLED",
}


def exchange_tone(state):
    """Return the tone of the badge that says how far an exchange has come."""
    tones = {"planned": "review", "confirmed": "document", "held": "active"}
    return tones.get(state, "ended")


def period(exchange):
    """Return the first and the last day, or the only one."""
    days = dict.fromkeys((exchange.from_on, exchange.until_on))
    return " – ".join(map(day, days))


def facts_for(exchange, *, user):
    """Return what is known, in the order of the model; what is not this reader's is left out."""
    told = {
        "authority": (_("Planned by"), exchange.authority),
        "from_on": (_("When"), period(exchange)),
        "direction": (_("Direction"), exchange.get_direction_display()),
        "purpose": (_("Purpose"), exchange.get_purpose_display()),
        "divisions": (_("Places in China"), _names(exchange.divisions)),
        "open_until": (_("Open to others until"), day(exchange.open_until)),
        "authorities": (_("Authorities"), _names(exchange.authorities)),
        "organisations": (_("Organisations"), _names(exchange.organisations)),
        "host": (_("Host"), exchange.host),
        "level": (_("Level"), exchange.get_level_display()),
        "leader_role": (_("Led by"), exchange.leader_role),
        "size": (_("Number of people"), exchange.size),
        "composition": (_("Composition"), exchange.composition),
        "themes": (_("Themes"), _names(exchange.themes)),
        "cost": (_("Cost in euros"), exchange.cost),
        "results": (_("Results"), exchange.results),
        "report_url": (_("Report"), exchange.report_url, "", exchange.report_url),
    }
    facts = [fact(*pair) for name, pair in told.items() if exchange.shows(name, to=user)]
    return facts + _tie(exchange)


def _names(related):
    return listed(str(one) for one in related.all())


def _tie(exchange):
    tie = exchange.agreement
    if tie is None or tie.publication != "published":
        return []
    return [fact(_("Agreement"), tie.title, url=tie.get_absolute_url())]


def why_together(exchange, other):
    """Return in one sentence what two journeys have in common."""
    shared = [one for one in provinces_of(exchange) if one in provinces_of(other)]
    apart = max((other.from_on - exchange.until_on).days, (exchange.from_on - other.until_on).days)
    places = {"places": listed(map(str, shared))}
    if apart <= 0:
        return _("The same province (%(places)s), at the same time.") % places
    sentence = ngettext(
        "The same province (%(places)s), %(days)d day apart.",
        "The same province (%(places)s), %(days)d days apart.",
        apart,
    )
    return sentence % (places | {"days": apart})


def provinces_of(exchange):
    """Return the Chinese provinces of an exchange, each once."""
    return list(dict.fromkeys(one.province or one for one in exchange.divisions.all()))


def text_for_post(exchange):
    """Return what a Dutch post is told: neutral, in Dutch, and of nobody in person."""
    with override(DUTCH):
        rows = [
            (_("What"), exchange.title_nl),
            (_("Planned by"), exchange.authority),
            (_("When"), period(exchange)),
            (_("Where"), _names(exchange.divisions)),
            (_("Direction"), exchange.get_direction_display()),
            (_("Purpose"), exchange.get_purpose_display()),
            (_("Level"), exchange.get_level_display()),
            (_("Number of people"), exchange.size),
        ]
        return "\n".join(f"{label}: {value}" for label, value in rows if value)


def calendar_entry(exchange):
    """Return an exchange for a calendar: nothing of it that only its own authority may see."""
    address = reverse("my-exchange", args=[exchange.pk])
    parts = (exchange.authority, exchange.get_purpose_display(), exchange.get_level_display())
    return Entry(
        uid=f"exchange-{exchange.pk}@chinapoort",
        title=exchange.title,
        from_on=exchange.from_on,
        until_on=exchange.until_on,
        changed_at=exchange.updated_at,
        version=version_of(exchange),
        status=CALENDAR_STATES.get(exchange.state, "CONFIRMED"),
        location=_names(exchange.divisions),
        text="\n".join(str(part) for part in parts if part),
        url=settings.SITE_URL + address if settings.SITE_URL else "",
    )
