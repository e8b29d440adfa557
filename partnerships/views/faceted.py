"""What lists with facets share: the count of every further choice, the same rows as files."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.base import facets, paging
from partnerships.base.views import FilteredList

from .choices import Vocabulary

FORMS = {"csv": "CSV", "json": "JSON", "geojson": "GeoJSON", "atom": "Atom"}


class FacetedList(FilteredList):
    """The rows that match the filters, page by page, with what narrows or widens them.

    ``export`` is the name of the address of the files, ``forms`` their kinds.
    """

    controls = ("q", "from", "until")
    export = ""
    forms = ()

    def counts(self):
        return facets.count(self.filterset)

    def sentence(self, counts):
        """Return how many rows there are, as people say it."""
        raise NotImplementedError

    def rows(self):
        """Return the rows of all pages, with what one of them shows."""
        return self.filterset.qs.for_rows()

    def among(self):
        """Return the rows after or before which a page may start."""
        return self.queryset

    def listed(self):
        query = self.request.GET
        page = paging.page(
            self.rows(),
            self.order,
            among=self.among(),
            after=query.get("after", ""),
            before=query.get("before", ""),
            size=settings.PAGE_SIZE,
        )
        counts = self.counts()
        vocabulary = Vocabulary(self.filterset, counts)
        return {
            "page": page,
            "counts": counts,
            "sentence": self.sentence(counts),
            "facets": vocabulary.facets(self.links),
            "chips": vocabulary.chips(self.links),
            "next_url": self.links.replaced(after=page.after) if page.after else "",
            "previous_url": self.links.replaced(before=page.before) if page.before else "",
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filterset=self.filterset,
            hidden=[
                pair
                for pair in self.links.pairs
                if pair[0] not in (*self.controls, "after", "before")
            ],
            orders=self.ways_to_sort(),
            downloads=self.downloads(),
            clear_url=self.request.path,
            ways_out=self.ways_out(),
            **kwargs,
        )

    def ways_to_sort(self):
        chosen = self.request.GET.get("sort", "")
        return [
            {"label": order.label, "url": self.links.replaced(sort=name), "chosen": name == chosen}
            for name, order in self.orders.items()
        ]

    def downloads(self):
        query = self.links.present()
        addresses = [(FORMS[form], reverse(self.export, args=[form])) for form in self.forms]
        return [
            {"label": label, "url": f"{address}?{query}" if query else address}
            for label, address in addresses
        ]

    def ways_out(self):
        """Return the links that an empty or refused list offers."""
        ways = [{"label": self.everything, "url": self.request.path}]
        text = self.request.GET.get("q", "")
        if text and self.links.without("q") != self.request.path:
            label = _("Keep the other filters, without the words “%(text)s”") % {"text": text[:60]}
            ways.append({"label": label, "url": self.links.without("q")})
        return ways
