"""A yearly overview on paper: what its page tells, with its pictures and tables."""

from django.utils.translation import gettext as _

from partnerships.base.drawing import Look
from partnerships.views.paper_parts import linked

from . import overview_account as account

# The one family of papers; it has Latin letters and characters alike.
FONT = "Noto Sans CJK SC"


def paper(asked, *, absolute):
    """Return the content of the paper."""
    overview = asked.overview
    return {
        "kind": _("Yearly overview"),
        "title": asked.title,
        "summary": _("Exchanges with China that began in %(year)s.") % {"year": asked.year},
        "facts": [
            {"label": one["label"], "values": [linked(one["value"], one["url"], absolute)]}
            for one in account.facts(overview, asked.authority, asked.programme)
        ],
        "figures": [_figure(account.figure(overview, name)) for name in account.NAMES],
        "tables": [_exchanges(overview), _promises(overview)],
        "address": absolute(asked.url("my-overview")),
    }


def _exchanges(overview):
    return {
        "label": _("Exchanges"),
        "head": [_("Title"), _("When"), _("Direction"), _("Places in China"), _("State")],
        "rows": [
            [one["title"], one["when"], one["direction"], one["places"], one["state"]]
            for one in account.exchange_rows(overview)
        ],
        "nothing": _("No exchange of this year is recorded."),
    }


def _promises(overview):
    return {
        "label": _("Commitments"),
        "head": [_("Commitment"), _("Owner"), _("Due"), _("Done"), _("State")],
        "rows": [
            [one["text"], one["owner"], one["due"], one["done"], one["fate"]]
            for one in account.promise_rows(overview)
        ],
        "nothing": _("No commitment is recorded."),
    }


def _figure(figure):
    return {
        "label": figure.label,
        "finding": figure.finding,
        "definition": str(figure.definition),
        "picture": _svg(figure) if figure.is_drawn else "",
        "head": figure.head,
        "rows": [[row["label"], *map(str, row["cells"])] for row in figure.rows],
    }


def _svg(figure):
    """Return the picture of a figure in the letters of the paper."""
    drawing = figure.draw(look=Look())
    config = {**drawing.spec["config"], "font": FONT}
    for part in ("axis", "legend"):
        # The thin cut is taken for a plain one, and hardly seen on paper.
        config[part] = {**config[part], "labelFontWeight": 500}
    return drawing._replace(spec={**drawing.spec, "config": config}).svg()
