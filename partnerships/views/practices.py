"""What authorities learned: list, files and feed of the list, one practice and its kin."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.base import facets
from partnerships.base.exports import as_csv, as_json
from partnerships.base.links import Links
from partnerships.base.views import Export, PublicDetail, stored_file
from partnerships.exports import PRACTICE_COLUMNS
from partnerships.filters import PracticeFilter
from partnerships.models import Practice

from .faceted import FacetedList
from .practice_account import account
from .practice_hits import remarks, snippet
from .presentation import crumbs
from .related import related_to


class OfPractices:
    """Practices in the orders that the question allows."""

    filterset_class = PracticeFilter

    @property
    def orders(self):
        return self.filterset.orders


class PracticeList(OfPractices, FacetedList):
    """The practices that match the filters, with the count of every further choice."""

    template_name = "partnerships/practice_list.html"
    queryset = Practice.objects.public()
    controls = ("q",)
    export = "practice-export"
    forms = ("csv", "json")
    everything = gettext_lazy("Show all practices and lessons")

    def rows(self):
        shown = self.filterset.shown
        return shown.for_hits() if self.filterset.found else shown.for_rows()

    def counts(self):
        return facets.count_some(self.filterset, self.filterset.newest)

    def listed(self):
        found, context = self.filterset.found, super().listed()
        for practice in context["page"].rows:
            practice.snippet = snippet(found.query, practice) if found else ""
        return context | {"remarks": remarks(found, context["counts"])}

    def ways_to_sort(self):
        # Without words, the newest come first anyway.
        ways = super().ways_to_sort()
        return [way for place, way in enumerate(ways) if self.filterset.found or place != 1]

    def get_context_data(self, **kwargs):
        feed = Links(reverse("practice-feed"), self.request.GET).without("sort")
        follow = Links(reverse("practice-follow"), self.request.GET).without("sort")
        return super().get_context_data(feed_url=feed, follow_url=follow, **kwargs)

    def sentence(self, counts):
        if counts.is_of_some:
            found = _("More than %(total)s practices and lessons")
            return found % {"total": localize(counts.total)}
        found = ngettext(
            "%(total)s practice or lesson", "%(total)s practices and lessons", counts.total
        )
        return found % {"total": counts.total}


class PracticeExport(OfPractices, Export):
    """The practices of the list as CSV or JSON, with what the public may know of them."""

    queryset = Practice.objects.public().with_all()
    file_name = "chinapoort-practices"
    writers = {
        "csv": lambda rows: as_csv(PRACTICE_COLUMNS, rows),
        "json": lambda rows: as_json(PRACTICE_COLUMNS, rows),
    }


class PracticeDetail(PublicDetail):
    """What was done, what came of it, what others can learn from it, and how we know."""

    queryset = Practice.objects.public().with_all()
    template_name = "partnerships/practice_detail.html"
    context_object_name = "practice"

    def get_context_data(self, **kwargs):
        practice = self.object
        return super().get_context_data(
            **account(practice),
            crumbs=crumbs(_("Practices"), "practices", practice),
            picture_url=reverse("practice-picture", args=[self.object.pk]),
            related=related_to(practice),
            today=date_format(timezone.localdate()),
            address=self.request.build_absolute_uri(practice.get_absolute_url()),
            **kwargs,
        )

    def renamed(self):
        return self.queryset.formerly(self.kwargs["slug"]).first()


def picture(request, pk):
    """Send the picture of a public practice that names somebody; its name says nothing."""
    practice = get_object_or_404(Practice.objects.public(), pk=pk)
    return stored_file(practice.disclosed.image)


def kind_label(practice):
    return capfirst(practice.get_kind_display())
