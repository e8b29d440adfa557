"""News and its sources."""

import factory
from factory.django import DjangoModelFactory

from partnerships.base.workflow import Publication
from programmes.models import NewsItem, NewsSource


class NewsItemFactory(DjangoModelFactory):
    """Published news."""

    class Meta:
        model = NewsItem
        skip_postgeneration_save = True

    title_nl = factory.Sequence(lambda n: f"Bericht {n}")
    slug = factory.Sequence(lambda n: f"bericht-{n}")
    lead_nl = "Er is iets gebeurd."
    body_nl = "Dit is wat er gebeurde."
    published_at = "2021-04-23T10:00:00Z"
    publication = Publication.PUBLISHED

    @factory.post_generation
    def themes(self, create, extracted, **kwargs):
        if extracted:
            self.themes.set(extracted)


class NewsSourceFactory(DjangoModelFactory):
    class Meta:
        model = NewsSource

    news_item = factory.SubFactory(NewsItemFactory)
    kind = "partner"
    reference = factory.Sequence(lambda n: f"https://bron.example/{n}")
