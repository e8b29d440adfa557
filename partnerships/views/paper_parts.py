"""What papers share: the answer that holds one, links, places with characters, dated sources."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.base.pdf import as_pdf
from partnerships.base.translation import DUTCH

from .presentation import day, listed


def as_download(template, content, *, title, keywords, name, page):
    """Answer with a paper to be saved.

    ``name`` begins the name of the file; ``page`` is the address of the page, which whoever
    searches finds rather than its copy.
    """
    paper = as_pdf(template, content, title=title, keywords=keywords, on=timezone.localdate())
    file = f"chinapoort-{name}-{get_language()}.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{file}"',
        "Link": f'<{page}>; rel="canonical"',
    }
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


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
