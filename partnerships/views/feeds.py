"""What is new as a feed, of every filter that the list has."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from partnerships.base.links import Links
from partnerships.base.views import Export
from partnerships.filters import PracticeFilter
from partnerships.models import Practice

from .practices import kind_label

NEWEST = 30


class FilteredFeed(Feed):
    """The rows of a list that the address asks for, the newest first, as Atom."""

    feed_type = Atom1Feed
    filterset_class = None
    queryset = None
    list_name = ""

    def __call__(self, request, *args, **kwargs):
        asked = self.get_object(request)
        if not asked.is_valid():
            return Export.refuse(asked.refusals)
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = "public, max-age=60"
        return response

    def get_object(self, request):
        """Return what the address asks for, as the list reads it."""
        return self.filterset_class(request.GET, queryset=self.queryset.all())

    def link(self, asked):
        return Links(reverse(self.list_name), asked.data).without("sort")


class PracticeFeed(FilteredFeed):
    """The practices published last, of those that the address asks for."""

    filterset_class = PracticeFilter
    queryset = Practice.objects.public()
    list_name = "practices"

    def title(self):
        return _("New practices and lessons of Chinapoort")

    def subtitle(self):
        return _("What Dutch authorities learned in their work with China.")

    def items(self, asked):
        return asked.shown.newest().for_rows()[:NEWEST]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.summary

    def item_pubdate(self, item):
        return item.moved_at or item.created_at

    def item_updateddate(self, item):
        return item.updated_at

    def item_categories(self, item):
        return [kind_label(item), *(str(link.theme) for link in item.practicetheme_set.all())]
