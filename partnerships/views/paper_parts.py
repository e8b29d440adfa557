"""What papers share: a record as a link, a place with its characters, a source with its date."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.base.translation import DUTCH

from .presentation import day, listed


def linked(text, url, absolute, lang=""):
    """Return a text that leads somewhere; without an address it leads nowhere."""
    return {"text": text, "lang": lang, "url": absolute(url) if url else "", "remarks": ""}


def place_on_paper(place, absolute):
    name, chinese = str(place), getattr(place, "name_zh", "")
    text = f"{name} {chinese}" if chinese and chinese != place.display_name else name
    return linked(text, place.get_absolute_url(), absolute)


def source_on_paper(source):
    consulted = _("consulted on %(date)s") % {"date": day(source.consulted_on)}
    is_foreign = not source.url and get_language() != DUTCH
    return {
        "text": source.reference,
        "lang": DUTCH if is_foreign else "",
        "url": source.url,
        "remarks": listed([source.get_kind_display(), consulted if source.consulted_on else ""]),
    }
