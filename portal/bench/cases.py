"""The addresses that are measured."""

from urllib.parse import quote

from django.urls import reverse

# Three filters and words, from few rows to many; every page counts its facets.
FILTERED = {
    "3 filters + text, one authority": (
        "authority=rotterdam&status=active&theme=economy-trade&q=havens"
    ),
    "3 filters + text, province and theme": (
        "province=provincie-zuid-holland&kind=sister_city&theme=water-climate&q=waterbeheer"
    ),
    "3 filters + text, Chinese province": (
        "chineseProvince=guangdong&status=active&status=unknown&freshness=stale&q=合作"
    ),
    "3 filters + text, broad": (
        "status=active&authorityKind=municipality&verification=declared&q=school"
    ),
    "3 filters + text, period": (
        "from=1995&until=2015&kind=friendship_tie&status=ended&status=expired&q=delegatie"
    ),
    "3 filters + text, four themes, newest": (
        "theme=economy-trade&theme=water-climate&theme=culture-heritage&theme=health-ageing"
        "&status=active&verification=declared&sort=newest&q=student"
    ),
    "3 broad filters, no text": ("status=active&authorityKind=municipality&verification=declared"),
}
BROAD = {
    "no filter, first page": "",
    "no filter, newest first": "sort=newest",
    "no filter, confirmed last": "sort=confirmed",
    "status=active": "status=active",
    "text only, common word": "q=school",
    "text only, two words": "q=rotterdam+havens",
}


def agreements(query=""):
    """Return the address of the list of agreements under a query, as a browser sends it."""
    return f"{reverse('agreements')}?{quote(query, safe='&=+')}" if query else reverse("agreements")


def lists(deep):
    """Return every list that is measured, with the page that follows the agreement ``deep``."""
    queries = {**FILTERED, **BROAD, "no filter, deep page": f"after={deep}"}
    return {name: agreements(query) for name, query in queries.items()}


def export():
    return reverse("agreement-export", args=["csv"])


def visited():
    """Return one page of each kind that a visitor of the real register meets."""
    return {
        "home": reverse("home"),
        "list": agreements(),
        "detail": reverse("agreement", args=["rotterdam-shanghai-stedenband"]),
        "figures": reverse("figures"),
        "search": reverse("search"),
        "search, with words (not to be indexed)": f"{reverse('search')}?q=rotterdam",
        "map": reverse("agreement-map"),
        "practices": reverse("practices"),
    }
