"""The council dossier of a tie: one page, and the same on paper."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnerships.base.translation import html_lang

from .agreements import AgreementDetail
from .dossier_account import dossier
from .paper_parts import as_download, linked, place_on_paper, source_on_paper
from .presentation import crumbs


class Dossier(AgreementDetail):
    """What the register knows of a tie, put together for who decides about it."""

    template_name = "partnerships/agreement_dossier.html"

    def address_of(self, record):
        return reverse("agreement-dossier", args=[record.slug])

    def get_context_data(self, **kwargs):
        agreement = self.object
        return dossier(agreement) | {
            "agreement": agreement,
            "crumbs": [
                *crumbs(_("Agreements"), "agreements", agreement)[:-1],
                {"label": str(agreement), "url": agreement.get_absolute_url()},
                {"label": _("Council dossier"), "url": ""},
            ],
            "today": (today := date_format(timezone.localdate())),
            "about": about(today),
            "pdf_url": reverse("agreement-dossier-pdf", args=[agreement.slug]),
            "address": self.request.build_absolute_uri(self.request.path),
        }


class DossierPaper(Dossier):
    """The dossier as a tagged PDF."""

    def address_of(self, record):
        return reverse("agreement-dossier-pdf", args=[record.slug])

    def render_to_response(self, context):
        agreement, absolute = self.object, self.request.build_absolute_uri
        return as_download(
            "pdf/dossier.typ",
            paper(agreement, context, absolute),
            title=context["title"].text,
            keywords=agreement.keywords,
            name=f"{agreement.slug}-dossier",
            page=absolute(reverse("agreement-dossier", args=[agreement.slug])),
        )


def paper(agreement, told, absolute):
    """Return the content of the paper, from what the page shows."""
    return {
        "kind": _("Council dossier"),
        "title": told["title"],
        "lead": _lead(told),
        "facts": {"label": _("Facts"), "rows": _facts(told, absolute)},
        "summary": {"label": _("The tie in short"), "texts": [told["summary"], told["aims"]]},
        "history": {
            "label": _("Status over time"),
            "rows": [_step(one) for one in told["history"]],
        },
        "parts": _parts(told, absolute),
        "decisions": _decisions(told),
        "trust": {
            "label": _("How do we know?"),
            "level": told["verification"],
            "meaning": told["meaning"],
            "confirmed": _("Last confirmed: %(date)s") % {"date": told["confirmed"]},
            "sources_label": _("Sources"),
            "sources": [source_on_paper(one) for one in told["sources"]],
            "no_sources": _("No source is recorded."),
        },
        "about": told["about"],
        "address": absolute(agreement.get_absolute_url()),
    }


def about(today):
    """Return what kind of text this is, for readers who find it in a file of papers."""
    return _(
        "This dossier puts together what the register held on %(today)s. It gives no advice. What "
        "is not in the register is not in the dossier; what the authority has not released is not "
        "either."
    ) % {"today": today}


def _lead(told):
    return _("%(kind)s. Status: %(status)s.") % {"kind": told["kind"], "status": told["status"]}


def _facts(told, absolute):
    rows = [
        {"label": one["label"], "values": [place_on_paper(two, absolute) for two in one["places"]]}
        for one in told["places"]
    ]
    return rows + [
        {"label": one["label"], "values": [linked(one["value"], one["url"], absolute, one["lang"])]}
        for one in told["facts"]
    ]


def _step(entry):
    note = {"text": entry["note"], "lang": html_lang(entry["lang"]) if entry["lang"] else ""}
    return {"head": f"{entry['date']}: {entry['label']}", "text": entry["text"], "note": note}


def _parts(told, absolute):
    """Return the lists of the dossier, each with its heading and what to say when it is empty."""
    nothing = told["nothing"]
    rows = {
        "documents": [
            linked(one.title, one.get_absolute_url(), absolute, html_lang(one.language))
            for one in told["documents"]
        ],
        "exchanges": [
            linked(one["title"].text, "", absolute, one["title"].lang)
            | {"remarks": f"{one['period']} – {one['facts']}"}
            for one in told["exchanges"]
        ],
        "means": [linked(f"{one['label']}: {one['value']}", "", absolute) for one in told["means"]],
        "results": [
            linked(f"{one['year']}: {one['text'].text}", "", absolute, one["text"].lang)
            | {"remarks": one["evidence"]}
            for one in told["results"]
        ],
        "practices": [
            linked(one["title"].text, one["url"], absolute, one["title"].lang)
            for one in told["practices"]
        ],
    }
    return [
        {"label": label, "rows": rows[name], "nothing": str(nothing[name])}
        for name, label in headings()
    ]


def headings():
    """Return the names and headings of the lists in their order."""
    return (
        ("documents", _("Documents")),
        ("exchanges", _("Exchanges")),
        ("means", _("Cost and staff time")),
        ("results", _("Results")),
        ("practices", _("What was learned")),
    )


def _decisions(told):
    head = [_("Tie"), _("Date"), _("Became"), _("Reason"), _("Decided by")]
    return {
        "label": _("How others decided"),
        "note": _(
            "The latest pauses and ends of other ties that are public, those in the same Chinese "
            "province first."
        ),
        "head": head,
        "rows": [
            [one["title"], one["date"], one["status"], one["reason"], one["body"]]
            for one in told["decisions"]
        ],
        "nothing": str(told["nothing"]["decisions"]),
    }
