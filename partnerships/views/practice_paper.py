"""One practice on paper: what its page tells, to be kept, printed or handed round."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.base.translation import html_lang, in_reader_language

from .paper_parts import as_download, linked, place_on_paper, source_on_paper
from .practice_account import account
from .practices import PracticeDetail
from .presentation import localised


class PracticePaper(PracticeDetail):
    """The page of a practice as a PDF, for whom the page itself is there."""

    def address_of(self, record):
        return reverse("practice-pdf", args=[record.slug])

    def get_context_data(self, **kwargs):
        return account(self.object)

    def render_to_response(self, context):
        practice, on = self.object, timezone.localdate()
        content = paper(practice, context, absolute=self.request.build_absolute_uri, on=on)
        return as_download(
            "pdf/practice.typ",
            content,
            title=context["title"].text,
            keywords=practice.disclosed.keywords,
            name=practice.slug,
            page=content["address"],
        )


def paper(practice, told, *, absolute, on):
    """Return the content of the paper; ``told`` is the account of the practice."""
    missing = _("This text is not available in your language yet; it is shown in Dutch.")
    unknown = _("Not known: %(unknown)s.") % {"unknown": told["unknown"]}
    return {
        "kind": capfirst(practice.get_kind_display()),
        "title": told["title"],
        "summary": told["summary"],
        "stale": missing if told["summary"].lang else "",
        "facts": _facts(told, absolute),
        "story": told["story"],
        "evidence": {"label": _("Results in figures"), **_evidence(practice)},
        "unknown": unknown if told["unknown"] else "",
        "reuses": {"label": _("Used elsewhere"), "rows": _reuses(told["told"])},
        "trust": _trust(practice, told),
        "address": absolute(practice.get_absolute_url()),
        "reference": {
            "label": _("Refer to this page"),
            "text": _("%(title)s. Chinapoort, register of ties with China. Consulted on %(today)s.")
            % {"title": told["title"].text, "today": date_format(on)},
        },
    }


def _facts(told, absolute):
    """Return the places and then the facts; without a value a fact is left out."""
    places = (
        (_("In the Netherlands"), told["told"].authorities),
        (_("In China"), told["told"].divisions),
    )
    rows = [
        {"label": label, "values": [place_on_paper(one, absolute) for one in found]}
        for label, found in places
        if found
    ]
    for fact in told["facts"]:
        if fact["value"]:
            value = linked(fact["value"], fact["url"], absolute, fact["lang"])
            rows.append({"label": fact["label"], "values": [value]})
    return rows


def _evidence(practice):
    """Return the figures as a table; where none may name its source there is no such column."""
    rows = [
        [in_reader_language(row, "indicator"), row.before, row.after, row.public_source]
        for row in practice.evidence.all()
    ]
    head = [_("Indicator"), _("Before"), _("After"), _("Source")]
    width = 4 if any(row[-1] for row in rows) else 3
    return {"head": head[:width], "rows": [row[:width] for row in rows]}


def _reuses(told):
    return [
        {
            "title": str(row.authority),
            "on": localised(row.on),
            "texts": [
                text
                for text in (in_reader_language(row, name) for name in ("adapted", "outcome"))
                if text.text
            ],
        }
        for row in told.reuses
    ]


def _trust(practice, told):
    """Return how we know, in the order of the page."""
    hidden = _("The sources are known to us. They would tell who it was.")
    return {
        "label": _("How do we know?"),
        "level": capfirst(practice.get_verification_display()),
        "meaning": told["verification_text"],
        "opinion_label": _("Opinion of the validator"),
        "opinion": told["opinion"],
        "sources_label": _("Sources"),
        "sources": [source_on_paper(one) for one in told["told"].sources],
        "no_sources": hidden if practice.is_anonymous else _("No source is recorded."),
        "links_label": _("More about it"),
        "links": [
            {"text": one.title, "lang": html_lang(one.language), "url": one.url, "remarks": one.url}
            for one in told["told"].links
        ],
    }
