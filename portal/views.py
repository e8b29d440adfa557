"""The pages that belong to no noun: home, open data, about, and what to do when something fails."""

from urllib.parse import urlencode

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from partnerships.base.search import LONGEST_QUERY, words
from partnerships.base.translation import ReaderColumn
from partnerships.base.views import public_cache
from partnerships.exports import AGREEMENT_COLUMNS
from partnerships.models import Agreement, LocalAuthority, Practice, StatusChange, Theme
from partnerships.models.figures import register_figures
from partnerships.views.figure_set import FigureSet
from partnerships.views.figures import shown
from partnerships.views.presentation import dated, tone
from programmes.models import NewsItem

NEWEST_CHANGES, NEWEST_PRACTICES, NEWEST_NEWS = 6, 3, 3


@public_cache
class Home(TemplateView):
    """A search box, the state of the ties at a glance, what changed and what was learned last."""

    template_name = "portal/home.html"

    def get_context_data(self, **kwargs):
        changes = StatusChange.objects.public().known().newest().select_related("agreement")
        nothing = QueryDict()
        with_ties = LocalAuthority.objects.with_agreement_count().filter(agreement_count__gt=0)
        return super().get_context_data(
            figures=_figures(),
            changes=[
                {"change": change, "date": dated(change), "tone": tone(change.status)}
                for change in changes[:NEWEST_CHANGES]
            ],
            practices=Practice.objects.public().newest().for_rows()[:NEWEST_PRACTICES],
            news=NewsItem.objects.public().newest().for_rows()[:NEWEST_NEWS],
            authorities=with_ties.order_by("-agreement_count", ReaderColumn("sort_name"), "pk"),
            themes=Theme.objects.filter(agreements__in=Agreement.objects.public()).distinct(),
            agreements_url=reverse("agreements"),
            map=shown(FigureSet(Agreement.objects.public(), nothing).figure("places"), nothing),
            as_of=date_format(timezone.localdate()),
            **kwargs,
        )


# What is counted, what it is called, what counts, and the query behind it.
FIGURES = (
    (
        "total",
        gettext_lazy("ties in the register"),
        gettext_lazy("All published agreements, of every kind and status."),
        ("agreements", ""),
    ),
    (
        "active",
        gettext_lazy("known to be active"),
        gettext_lazy("The last known status is “active”."),
        ("agreements", "?status=active"),
    ),
    (
        "ended",
        gettext_lazy("ended"),
        gettext_lazy("Ended by a decision or replaced. Ended ties stay in the register."),
        ("agreements", "?status=ended"),
    ),
    (
        "unknown",
        gettext_lazy("with unknown status"),
        gettext_lazy("No source says whether the tie still stands."),
        ("agreements", "?status=unknown"),
    ),
    (
        "authorities",
        gettext_lazy("Dutch authorities involved"),
        gettext_lazy("Municipalities, provinces and water authorities with at least one tie."),
        ("authorities", "?ties=yes"),
    ),
    (
        "fresh",
        gettext_lazy("confirmed in the past year"),
        gettext_lazy("Confirmed by the authority itself in the last 12 months."),
        ("agreements", "?freshness=fresh"),
    ),
)


def _figures():
    """Return the key figures with what they count, the date, and the rows behind them."""
    today = date_format(timezone.localdate())
    counted = register_figures()
    return [
        {
            "number": counted[name],
            "label": label,
            "definition": definition,
            "as_of": today,
            "url": f"{reverse(page)}{query}",
        }
        for name, label, definition, (page, query) in FIGURES
    ]


class OpenData(TemplateView):
    """What data can be taken along, in which form, and whom to credit."""

    template_name = "portal/open_data.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(columns=AGREEMENT_COLUMNS, **kwargs)


class About(TemplateView):
    """What the portal is for, and how it knows what it shows."""

    template_name = "portal/about.html"


def healthy(request):
    """Answer that the process is there; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


def ready(request):
    """Answer whether the database is there and migrated."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return JsonResponse({"ready": not waiting}, status=503 if waiting else 200)


def robots(request):
    sitemap = request.build_absolute_uri("/sitemap.xml")
    text = f"User-agent: *\nDisallow: /beheer/\n\nSitemap: {sitemap}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _failed(request, status, title, text, *, ways=None):
    """Answer in the site's style what happened, with the ways on."""
    if ways is None:
        ways = [(_("Go to the home page"), reverse("home")), (_("Search the portal"), _search())]
    context = {"title": title, "text": text, "ways": ways}
    return render(request, "partnerships/message.html", context, status=status)


def _search(text=""):
    query = f"?{urlencode({'q': text})}" if text else ""
    return f"{reverse('search')}{query}"


def bad_request(request, exception):
    text = _("The address or what was sent with it is damaged. Check it, or start again.")
    return _failed(request, 400, _("We do not understand this request"), text)


def permission_denied(request, exception):
    text = _("You have no access to this page. Sign in with an account that has.")
    return _failed(request, 403, _("This page is not for you"), text)


def page_not_found(request, exception):
    text = _("There is no page at this address. It may be misspelt, or the record is not public.")
    ways = [(_("Go to the home page"), reverse("home"))]
    if asked := " ".join(words(request.path.rstrip("/").rpartition("/")[2]))[:LONGEST_QUERY]:
        label = _("Search the portal for “%(text)s”") % {"text": asked}
        ways.insert(0, (label, _search(asked)))
    return _failed(request, 404, _("We cannot find this page"), text, ways=ways)


def server_error(request):
    text = _("Something went wrong on our side. We keep a record of it. Try again in a minute.")
    return _failed(request, 500, _("The portal has a fault"), text)


def unavailable(request):
    """Answer that the portal is away for a while; search engines come back later."""
    text = _("We are working on the portal. Nothing is lost. Please try again in ten minutes.")
    ways = [(_("Try this page again"), request.get_full_path())]
    response = _failed(request, 503, _("The portal will be back soon"), text, ways=ways)
    response["Retry-After"] = "600"
    return response
