"""Every public page in every language, for search engines and archives."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control

from partnerships.models import (
    Agreement,
    ChineseDivision,
    FaqEntry,
    LocalAuthority,
    Practice,
    Theme,
)
from programmes.models import Call, Event, NewsItem, Programme, Survey


class EveryLanguage(Sitemap):
    """Pages that exist in all languages, each naming its translations.

    They carry no date of change: a page also changes with the records it shows beside its own.
    """

    i18n = True
    alternates = True
    x_default = True

    def __init__(self):
        self.known = {}

    def location(self, item):
        # Django asks five times: once for the page itself, then for it as somebody's translation.
        key = item, get_language()
        if key not in self.known:
            self.known[key] = self.address(item)
        return self.known[key]

    def address(self, item):
        return item.get_absolute_url()


class Pages(EveryLanguage):
    """The pages that are there whatever the register holds."""

    def items(self):
        return [
            "home",
            "agreements",
            "agreement-map",
            "practices",
            "programmes",
            "calls",
            "news",
            "surveys",
            "events",
            "themes",
            "authorities",
            "divisions",
            "figures",
            "faq",
            "open-data",
            "about",
            "accessibility",
            "privacy",
            "security",
            "contact",
            "colophon",
        ]

    def address(self, item):
        return reverse(item)


class Agreements(EveryLanguage):
    def items(self):
        return Agreement.objects.public().only("slug")


class Practices(EveryLanguage):
    def items(self):
        return Practice.objects.public().only("slug")


class Programmes(EveryLanguage):
    def items(self):
        return Programme.objects.public().only("slug")


class Calls(EveryLanguage):
    def items(self):
        return Call.objects.public().only("slug")


class News(EveryLanguage):
    def items(self):
        return NewsItem.objects.public().only("slug")


class NewsYears(EveryLanguage):
    """The archive, year by year."""

    def items(self):
        return list(NewsItem.objects.public().years())

    def address(self, item):
        return reverse("news-year", args=[item])


class Surveys(EveryLanguage):
    def items(self):
        return Survey.objects.public().only("slug")


class Events(EveryLanguage):
    def items(self):
        return Event.objects.public().only("slug", "audience")


class Themes(EveryLanguage):
    def items(self):
        return Theme.objects.only("slug")


class Faq(EveryLanguage):
    def items(self):
        return FaqEntry.objects.public().only("slug")


class Authorities(EveryLanguage):
    def items(self):
        return LocalAuthority.objects.existing(on=timezone.localdate()).only("slug")


class Divisions(EveryLanguage):
    def items(self):
        return ChineseDivision.objects.select_related("province").only("slug", "province__slug")


SITEMAPS = {
    "pages": Pages,
    "agreements": Agreements,
    "practices": Practices,
    "programmes": Programmes,
    "calls": Calls,
    "news": News,
    "news-years": NewsYears,
    "surveys": Surveys,
    "events": Events,
    "themes": Themes,
    "faq": Faq,
    "authorities": Authorities,
    "divisions": Divisions,
}


@cache_control(public=True, max_age=3600)
def all_pages(request):
    """Answer with the sitemap; robots need it no fresher than an hour."""
    return sitemap(request, SITEMAPS)
