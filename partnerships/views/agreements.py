"""The register of agreements: list, files of the list, one agreement and its documents."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.base import facets, paging
from partnerships.base.exports import as_csv, as_geojson, as_json
from partnerships.base.translation import in_reader_language
from partnerships.base.views import Export, FilteredList, PublicDetail
from partnerships.exports import AGREEMENT_COLUMNS, points
from partnerships.filters import AGREEMENT_ORDERS, AgreementFilter, freshness_now
from partnerships.models import Agreement, Document

from .choices import Vocabulary
from .presentation import (
    VERIFICATION,
    agreement_facts,
    crumbs,
    status_entries,
    views_of_agreements,
)

# Enough to look further; the lists of the parties have them all.
RELATED_SHOWN = 10


class AgreementList(FilteredList):
    """The agreements that match the filters, with the count of every further choice."""

    template_name = "partnerships/agreement_list.html"
    queryset = Agreement.objects.public()
    filterset_class = AgreementFilter
    orders = AGREEMENT_ORDERS
    controls = ("q", "from", "until")

    def listed(self):
        query = self.request.GET
        page = paging.page(
            self.filterset.qs.for_rows(),
            self.order,
            among=self.queryset,
            after=query.get("after", ""),
            before=query.get("before", ""),
            size=settings.PAGE_SIZE,
        )
        counts = facets.count(self.filterset, freshness=freshness_now())
        vocabulary = Vocabulary(self.filterset, counts)
        return {
            "page": page,
            "sentence": _sentence(counts),
            "facets": vocabulary.facets(self.links),
            "chips": vocabulary.chips(self.links),
            "next_url": self.links.replaced(after=page.after) if page.after else "",
            "previous_url": self.links.replaced(before=page.before) if page.before else "",
        }

    def get_context_data(self, **kwargs):
        chosen = self.request.GET.get("sort", "")
        query = self.links.present()
        return super().get_context_data(
            filterset=self.filterset,
            hidden=[
                pair
                for pair in self.links.pairs
                if pair[0] not in (*self.controls, "after", "before")
            ],
            orders=[
                {
                    "label": order.label,
                    "url": self.links.replaced(sort=name),
                    "chosen": name == chosen,
                }
                for name, order in self.orders.items()
            ],
            downloads=[
                {"label": label, "url": f"{address}?{query}" if query else address}
                for label, address in (
                    (label, reverse("agreement-export", args=[form]))
                    for label, form in (("CSV", "csv"), ("JSON", "json"), ("GeoJSON", "geojson"))
                )
            ],
            views=views_of_agreements(self.request),
            clear_url=self.request.path,
            ways_out=self.ways_out(),
            **kwargs,
        )

    def ways_out(self):
        """Return the links that an empty or refused list offers."""
        ways = [{"label": _("Show all agreements"), "url": self.request.path}]
        text = self.request.GET.get("q", "")
        if text and self.links.without("q") != self.request.path:
            label = _("Keep the other filters, without the words “%(text)s”") % {"text": text[:60]}
            ways.append({"label": label, "url": self.links.without("q")})
        return ways


def _sentence(counts):
    found = ngettext("%(total)s agreement", "%(total)s agreements", counts.total)
    if not counts.total:
        return found % {"total": 0}
    active = ngettext(
        "of which %(active)s is active", "of which %(active)s are active", counts.active
    )
    sentence = _("%(found)s, %(active)s") % {"found": found, "active": active}
    return sentence % {"total": counts.total, "active": counts.active}


class AgreementExport(Export):
    """The agreements of the list as CSV, JSON or GeoJSON."""

    queryset = Agreement.objects.public().with_all()
    filterset_class = AgreementFilter
    orders = AGREEMENT_ORDERS
    file_name = "chinapoort-agreements"
    writers = {
        "csv": lambda rows: as_csv(AGREEMENT_COLUMNS, rows),
        "json": lambda rows: as_json(AGREEMENT_COLUMNS, rows),
        "geojson": lambda rows: as_geojson(AGREEMENT_COLUMNS, rows, points),
    }


class AgreementDetail(PublicDetail):
    """What an agreement is, with whom, since when, whether it stands, and how we know."""

    queryset = Agreement.objects.public().with_all()
    template_name = "partnerships/agreement_detail.html"
    context_object_name = "agreement"

    def get_context_data(self, **kwargs):
        agreement = self.object
        today = timezone.localdate()
        return super().get_context_data(
            facts=agreement_facts(agreement),
            entries=status_entries(agreement),
            crumbs=crumbs(_("Agreements"), "agreements", agreement),
            title=in_reader_language(agreement, "title"),
            summary=in_reader_language(agreement, "summary"),
            aims=in_reader_language(agreement, "aims"),
            verification_text=VERIFICATION[agreement.verification],
            related=self.related(),
            exchanges=agreement.exchanges.public(),
            documents=agreement.documents.public(),
            today=date_format(today),
            address=self.request.build_absolute_uri(agreement.get_absolute_url()),
            **kwargs,
        )

    def related(self):
        """Return the other agreements of the same parties."""
        agreement = self.object
        same = Agreement.objects.public().exclude(pk=agreement.pk)
        either = same.for_authorities(agreement.authorities) | same.for_divisions(
            agreement.divisions
        )
        return either.for_rows()[:RELATED_SHOWN]


def document(request, pk):
    """Send our own copy of a public document, to be saved and never shown as a page of ours."""
    found = get_object_or_404(Document.objects.public().exclude(file=""), pk=pk)
    name = f"{slugify(found.title)}{Path(found.file.name).suffix}"
    try:
        return FileResponse(found.file.open(), as_attachment=True, filename=name)
    except FileNotFoundError as error:
        raise Http404 from error
