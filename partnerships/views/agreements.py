"""The register of agreements: list, files of the list, one agreement and its documents."""

from pathlib import Path

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.base import facets
from partnerships.base.exports import as_csv, as_geojson, as_json
from partnerships.base.translation import in_reader_language
from partnerships.base.views import Export, PublicDetail, stored_file
from partnerships.exports import AGREEMENT_COLUMNS, points
from partnerships.filters import AGREEMENT_ORDERS, AgreementFilter, freshness_now
from partnerships.models import Agreement, Document, Practice

from .faceted import FacetedList
from .presentation import (
    VERIFICATION,
    agreement_facts,
    crumbs,
    status_entries,
    views_of_agreements,
)

# Enough to look further; the lists of the parties have them all.
RELATED_SHOWN = 10


class AgreementList(FacetedList):
    """The agreements that match the filters, with the count of every further choice."""

    template_name = "partnerships/agreement_list.html"
    queryset = Agreement.objects.public()
    filterset_class = AgreementFilter
    orders = AGREEMENT_ORDERS
    controls = ("q", "from", "until")
    export = "agreement-export"
    forms = ("csv", "json", "geojson")
    everything = gettext_lazy("Show all agreements")

    def counts(self):
        return facets.count(self.filterset, freshness=freshness_now())

    def sentence(self, counts):
        return _sentence(counts)

    def get_context_data(self, **kwargs):
        return super().get_context_data(views=views_of_agreements(self.request), **kwargs)


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
            practices=Practice.objects.public().for_agreements([agreement]).newest().for_rows(),
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
    """Send our own copy of a public document."""
    return send(get_object_or_404(Document.objects.public().exclude(file=""), pk=pk))


def send(found):
    """Send our own copy of a document, to be saved and never shown as a page of ours."""
    name = f"{slugify(found.title)}{Path(found.file.name).suffix}"
    return stored_file(found.file, as_attachment=True, filename=name)
