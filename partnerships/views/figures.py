"""The register in numbers: a page of figures, and each figure as a picture and as a file."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import View

from partnerships.base.drawing import NARROW, Look
from partnerships.base.exports import Column, as_csv
from partnerships.base.facets import Counts
from partnerships.base.links import Links
from partnerships.base.views import Export, Filtered, FilteredList, public_cache
from partnerships.filters import AGREEMENT_ORDERS, AgreementFilter
from partnerships.models import Agreement

from .choices import Vocabulary
from .figure_set import FigureSet
from .presentation import views_of_agreements
from .tie_map import MOST_PAIRS

NIGHT = "(prefers-color-scheme: dark)"
# Paper is white, whatever the screen likes.
MEDIA = {
    "narrow-dark": f"screen and (max-width: 34rem) and {NIGHT}",
    "narrow": "(max-width: 34rem)",
    "dark": f"screen and {NIGHT}",
}


class OfAgreements(Filtered):
    """The same agreements as those of the list under the same parameters."""

    queryset = Agreement.objects.public()
    filterset_class = AgreementFilter
    orders = AGREEMENT_ORDERS

    # Pages show the pairs with most ties; files have all.
    most_pairs = MOST_PAIRS

    @property
    def figures(self):
        return FigureSet(self.filterset.qs, self.request.GET, most_pairs=self.most_pairs)


class Figures(OfAgreements, FilteredList):
    """All figures of the agreements that match the filters."""

    template_name = "partnerships/figures.html"

    def listed(self):
        figures = self.figures
        return {
            "total": figures.total,
            "figures": [shown(figure, self.request.GET) for figure in figures]
            if figures.total
            else [],
            "chips": Vocabulary(self.filterset, Counts()).chips(self.links),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            as_of=date_format(timezone.localdate()),
            clear_url=self.request.path,
            views=views_of_agreements(self.request),
            ways_out=[{"label": _("Show the figures of all agreements"), "url": self.request.path}],
            **kwargs,
        )


def shown(figure, query):
    """Return a figure as the page shows it, with the addresses of its pictures and its file."""

    def address(view, *args):
        return Links(reverse(view, args=[figure.name, *args]), query).without("sort")

    return {
        "figure": figure,
        "picture": picture_of(figure, address) if figure.is_drawn else None,
        "drawings": figure.map.drawings() if figure.map else [],
        "file_url": address("figure-file"),
    }


def picture_of(figure, address):
    """Return the picture of a figure in every look that it has."""
    wide, narrow = (figure.draw(look=Look(narrow=narrow)) for narrow in (False, True))
    sizes = {name: narrow if "narrow" in name else wide for name in MEDIA}
    return {
        "url": address("figure-picture"),
        "width": wide.width,
        "height": wide.height,
        "scrolls": narrow.width > NARROW,
        "sources": [
            {
                "url": address("figure-look", name),
                "media": MEDIA[name],
                "width": size.width,
                "height": size.height,
            }
            for name, size in sizes.items()
        ],
    }


class FigureFile(OfAgreements, View):
    """One figure on its own; a refused address is answered as for the files of the list."""

    most_pairs = None

    def get(self, request, *, name, **kwargs):
        if name not in FigureSet.names:
            raise Http404
        if refused := self.refusals():
            return Export.refuse(refused)
        return self.answer(self.figures.figure(name), **kwargs)

    def answer(self, figure, **kwargs):
        raise NotImplementedError


@public_cache
class FigurePicture(FigureFile):
    """A figure as SVG; there is no picture when nothing is counted."""

    def answer(self, figure, *, look=""):
        try:
            chosen = Look.of(look) if look else Look()
        except ValueError as error:
            raise Http404 from error
        if not figure.is_drawn:
            raise Http404
        drawing = figure.draw(look=chosen)
        return HttpResponse(drawing.svg(), content_type="image/svg+xml; charset=utf-8")


@public_cache
class FigureNumbers(FigureFile):
    """The numbers of a figure as CSV, with codes for programs and words for people."""

    def answer(self, figure):
        columns = [
            Column(name, lambda record, place=place: record[place])
            for place, name in enumerate(figure.columns)
        ]
        response = HttpResponse(
            "".join(as_csv(columns, figure.records)), content_type="text/csv; charset=utf-8"
        )
        name = f"chinapoort-figures-{figure.name}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
