"""News: the list, its archive by year, files and feed of the list, one item with its sources."""

from django.conf import settings
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.base import paging
from partnerships.base.exports import as_csv, as_json
from partnerships.base.links import Links
from partnerships.base.translation import in_reader_language
from partnerships.base.views import Export, FilteredList, PublicDetail, stored_file
from partnerships.views.feeds import NEWEST, FilteredFeed
from partnerships.views.presentation import crumbs
from programmes.exports import NEWS_COLUMNS
from programmes.filters import NewsFilter
from programmes.models import NewsItem


class OfNews:
    """News, the latest first."""

    queryset = NewsItem.objects.public()
    filterset_class = NewsFilter
    orders = {"": paging.Order(gettext_lazy("newest"), F("published_at"), descending=True)}


class NewsList(OfNews, FilteredList):
    """The news that fits what is asked, with the years of the archive."""

    template_name = "programmes/news_list.html"
    controls = ("q", "programme", "theme")
    year = None

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
        return {
            "page": page,
            "total": self.filterset.qs.count(),
            "years": self.years(),
            "downloads": self.downloads(),
            "next_url": self.links.replaced(after=page.after) if page.after else "",
            "previous_url": self.links.replaced(before=page.before) if page.before else "",
        }

    def years(self):
        """Return the years in which news fits the other questions, each with its address."""
        rows = self.filterset.without("year").years()
        ways = [("", _("All years"), sum(rows.values()), reverse("news"))]
        ways += [(year, str(year), rows[year], reverse("news-year", args=[year])) for year in rows]
        asked = self.filterset.form.cleaned_data["year"] or ""
        return [
            {
                "label": label,
                "count": count,
                "url": Links(address, self.request.GET).without("year", "sort"),
                "current": year == asked,
            }
            for year, label, count, address in ways
        ]

    def downloads(self):
        files = [("CSV", reverse("news-export", args=["csv"]))]
        files += [("JSON", reverse("news-export", args=["json"])), ("Atom", reverse("news-feed"))]
        return [{"label": label, "url": self.link_to(address)} for label, address in files]

    def link_to(self, address):
        """Return another address that asks for the same news."""
        links = Links(address, self.request.GET)
        return links.replaced(sort="", year=self.year) if self.year else links.without("sort")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "filterset": self.filterset,
            "year": str(self.year or ""),
            "feed_url": self.link_to(reverse("news-feed")),
            "ways_out": [{"label": _("Show all news"), "url": reverse("news")}],
            "is_filtered": any(self.request.GET.get(name) for name in self.controls),
        }


class NewsYear(NewsList):
    """The news of one year."""

    @property
    def year(self):
        return self.kwargs["year"]

    @cached_property
    def filterset(self):
        asked = self.request.GET.copy()
        asked.appendlist("year", str(self.year))
        return self.filterset_class(asked, queryset=self.queryset.all())


class NewsExport(OfNews, Export):
    """The news of the list as CSV or JSON, in all languages."""

    queryset = NewsItem.objects.public().with_all()
    file_name = "chinapoort-news"
    writers = {
        "csv": lambda rows: as_csv(NEWS_COLUMNS, rows),
        "json": lambda rows: as_json(NEWS_COLUMNS, rows),
    }


class NewsFeed(FilteredFeed):
    """The latest news, of what the address asks for."""

    filterset_class = NewsFilter
    queryset = NewsItem.objects.public()
    list_name = "news"

    def title(self):
        return _("News of Chinapoort")

    def subtitle(self):
        return _("What happens in the programmes of VNG International with China.")

    def items(self, asked):
        return asked.qs.newest().for_rows()[:NEWEST]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.lead

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.updated_at

    def item_categories(self, item):
        return [str(theme) for theme in item.themes.all()]


class NewsDetail(PublicDetail):
    """One piece of news, how it is known, and the programme it is about."""

    queryset = NewsItem.objects.public().with_all()
    template_name = "programmes/news_detail.html"
    context_object_name = "item"

    def get_context_data(self, **kwargs):
        item = self.object
        texts = ("title", "lead", "body", "image_alt", "image_caption")
        return super().get_context_data(
            told={name: in_reader_language(item, name) for name in texts},
            picture_url=reverse("news-picture", args=[item.pk]) if item.image else "",
            crumbs=crumbs(_("News"), "news", item),
            today=date_format(timezone.localdate()),
            address=self.request.build_absolute_uri(item.get_absolute_url()),
            **kwargs,
        )


def picture(request, pk):
    """Send the picture of public news; its name says nothing."""
    return stored_file(get_object_or_404(NewsItem.objects.public(), pk=pk).image)
