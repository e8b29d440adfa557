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


FILTERS = "kind=good_practice&verification=declared&theme=water-climate&theme=energy"
PLACE = "authority=rotterdam&theme=economy-trade&kind=lesson"


def practices(rare):
    """Return every list of practices that is measured; ``rare`` is a word that few of them hold."""
    queries = {
        "no filter": "",
        "3 broad filters": FILTERS,
        "3 narrow filters": PLACE,
        "common word": "q=haven",
        "common word, by title": "q=haven&sort=title",
        "word in every tenth": "q=tulpen",
        "rare word": f"q={rare}",
        "two words": "q=haven+elektrisch",
        "word + 3 broad filters": f"q=haven&{FILTERS}",
        "word + 3 narrow filters": f"q=tulpen&{PLACE}",
        "rare word + 3 broad filters": f"q={rare}&{FILTERS}",
        "Chinese": "q=学生交流",
        "Chinese + 3 broad filters": f"q=学生交流&{FILTERS}",
        "misspelt": "q=duurzaamhied",
        "misspelt + 3 broad filters": f"q=duurzaamhied&{FILTERS}",
        "sentence": "q=hoe werken wij samen met een haven in China",
    }
    address = reverse("practices")
    return {
        name: f"{address}?{quote(query, safe='&=+')}" if query else address
        for name, query in queries.items()
    }


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
