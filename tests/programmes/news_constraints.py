"""The constraints of news."""

from programmes.models.news import LENGTHS
from tests.factories.news import NewsItemFactory, NewsSourceFactory
from tests.partnerships.constraint_cases import Case, Once, known, moved

RECORDS = {"newsitem": NewsItemFactory, "newssource": NewsSourceFactory}

CASES = {
    **known("newsitem", publication="draft"),
    **moved("newsitem"),
    **{
        f"newsitem_{name}_fits": Case({f"{name}_nl": "x" * most}, {f"{name}_nl": "x" * (most + 1)})
        for name, most in LENGTHS.items()
    },
    "newsitem_published_has_a_moment": Case(
        {"publication": "draft", "published_at": None}, {"published_at": None}
    ),
    "newsitem_slug_is_no_year": Case({"slug": "2021-in-beeld"}, {"slug": "2021"}),
    "newsitem_image_is_described": Case(
        {"image": "plein.jpg", "image_alt_nl": "Een plein."}, {"image": "plein.jpg"}
    ),
    **known("newssource", kind="press"),
}

ONCE = {"newssource_once": Once(NewsSourceFactory, ("news_item", "reference"), {})}
