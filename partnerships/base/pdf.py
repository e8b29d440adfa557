"""Papers: plain values in, a tagged PDF out that looks the same on every machine.

The texts travel beside the template as JSON and are never read as its language, so that no text
can do anything but be printed. See docs/adr/0014-papers-are-set-by-typst.md.
"""

import datetime as dt
import json
import logging
from functools import cache
from pathlib import Path

import manimgx_fonts_cjk
import typst
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .drawing import tokens
from .translation import html_lang

logger = logging.getLogger(__name__)

FOLDER = settings.BASE_DIR / "templates"
# Signs that print nothing and that a PDF may not hold.
_CONTROLS = dict.fromkeys({*range(32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF} - {10})
_CONTROLS[9] = " "


def as_pdf(template, content, *, title, on, keywords=()):
    """Return the PDF that a typst template makes of some content, in the active language.

    ``on`` is the day of the paper; the same content on the same day is the same file.
    """
    paper = {
        "language": html_lang(get_language()),
        "title": title,
        "keywords": list(keywords),
        "on": on,
        "dated": date_format(on),
        "page": _("Page {number} of {total}"),
        "name": "Chinapoort",
        "line": _("Register of ties with China"),
        "mark": _mark(),
        "colours": tokens(dark=False),
    }
    return _compiled(template, {"paper": _as_json(paper), "content": _as_json(content)}, on)


def _compiled(template, inputs, on):
    """Return a paper that keeps to PDF/UA, or if a sign in it has no glyph, one that is tagged."""
    compiler = typst.Compiler(
        FOLDER / template, root=FOLDER, font_paths=_fonts(), sys_inputs=inputs
    )
    midnight = dt.datetime.combine(on, dt.time(), tzinfo=dt.UTC)
    try:
        return compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=midnight)
    except typst.TypstError as error:
        logger.warning("No PDF/UA of %s: %s", template, error.message)
        return compiler.compile(format="pdf", timestamp=midnight)


@cache
def _fonts():
    """Return the one family of papers and what typst brings itself; none of the machine's."""
    folder = Path(manimgx_fonts_cjk.__file__).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


@cache
def _mark():
    return Path(finders.find("img/wordmark.svg")).read_text(encoding="utf-8")


def _as_json(content):
    return json.dumps(_printable(content), cls=DjangoJSONEncoder, ensure_ascii=False)


def _printable(content):
    """Return the same content without signs that cannot be printed."""
    if hasattr(content, "_asdict"):
        content = content._asdict()
    if isinstance(content, dict):
        return {name: _printable(one) for name, one in content.items()}
    if isinstance(content, list | tuple):
        return [_printable(one) for one in content]
    return content.translate(_CONTROLS) if isinstance(content, str) else content
