"""News of what VNG International runs, and how it is known."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Cast, ExtractYear, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.base import search
from partnerships.base.images import PictureField
from partnerships.base.indexing import batches
from partnerships.base.models import Timestamped
from partnerships.base.translation import LANGUAGES, fits, to_attribute, translated
from partnerships.base.workflow import Publication, Published
from partnerships.models import Theme
from partnerships.models.histories import tracked
from partnerships.models.sources import AbstractSource

from .programmes import Programme

# How much fits in the text, in every language.
LENGTHS = {"body": 6000}


class NewsQuerySet(models.QuerySet):
    """News; ``public()`` decides, once, which of it everybody may see."""

    def public(self):
        """Return what is published and whose moment has come."""
        return self.filter(publication=Publication.PUBLISHED, published_at__lte=Now())

    def newest(self):
        return self.order_by("-published_at", "-pk")

    def for_rows(self):
        """Fetch what a row shows: the programme and the themes."""
        return self.select_related("programme").prefetch_related("themes")

    def with_all(self):
        return self.for_rows().prefetch_related("sources")

    def matching(self, text):
        """Return the news in which every word of a text is found; all for an empty text."""
        if not text.strip():
            return self
        query = search.query(text)
        return self.filter(search.Matches(F("search"), query)) if query else self.none()

    def years(self):
        """Return ``{year: number}`` of the news by year of publication, the latest first."""
        rows = self.order_by().annotate(year=ExtractYear("published_at")).values_list("year")
        return dict(rows.annotate(number=Count("pk")).order_by("-year"))

    def reindex(self):
        """Write anew the words by which news is found; returns how much was written."""
        total = 0
        for batch in batches(self, 500):
            for item in batch:
                text = Value(item.words, output_field=models.TextField())
                rows = self.model.objects.filter(pk=item.pk)
                total += rows.update(search=Cast(text, SearchVectorField()))
        return total


@tracked()
class NewsItem(Published, Timestamped):
    """Something that happened in or around a programme, told once and kept in the archive."""

    # Identity
    title = translated(models.CharField(_("title"), max_length=160))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("Empty: the moment you publish it. What lies ahead is shown when it comes."),
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("programme"),
    )

    # Content
    lead = translated(models.CharField(_("introduction"), max_length=300))
    body = translated(models.TextField(_("text"), max_length=LENGTHS["body"]))
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="news", verbose_name=_("themes")
    )

    # Picture
    image = PictureField(
        _("picture"), blank=True, help_text=_("JPEG, PNG or WebP, at most 5 MB and 40 megapixels.")
    )
    image_alt = translated(
        models.CharField(
            _("alternative text"), max_length=250, help_text=_("What the picture shows.")
        ),
        required=False,
    )
    image_caption = translated(models.CharField(_("caption"), max_length=250), required=False)

    # Derived: from the texts, for search
    search = SearchVectorField(default="", blank=True, editable=False)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        ordering = ["-published_at", "-pk"]
        constraints = [
            *Published.Meta.constraints,
            *(fits(name, most) for name, most in LENGTHS.items()),
            models.CheckConstraint(
                condition=~Q(publication=Publication.PUBLISHED) | Q(published_at__isnull=False),
                name="%(app_label)s_%(class)s_published_has_a_moment",
                violation_error_message=_("What is published has a moment of publication."),
            ),
            models.CheckConstraint(
                condition=~Q(slug__regex=r"^[0-9]+$"),
                name="%(app_label)s_%(class)s_slug_is_no_year",
                violation_error_message=_("A slug of digits alone would be read as a year."),
            ),
            models.CheckConstraint(
                condition=Q(image="") | ~Q(image_alt_nl=""),
                name="%(app_label)s_%(class)s_image_is_described",
                violation_error_message=_("Say in Dutch what the picture shows."),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        super().save(**kwargs)
        if kwargs.get("update_fields") is None:
            type(self).objects.filter(pk=self.pk).reindex()

    def get_absolute_url(self):
        return reverse("news-item", args=[self.slug])

    @property
    def words(self):
        """Return what the search compares: titles count most, then leads, then the text."""
        weights = {"A": "title", "B": "lead", "C": "body"}
        return search.vector(
            {
                weight: [getattr(self, to_attribute(name, code)) for code in LANGUAGES]
                for weight, name in weights.items()
            }
        )

    @property
    def public_programme(self):
        """Return the programme it is about, once everybody may see that one too."""
        programme = self.programme
        is_shown = programme and programme.publication == Publication.PUBLISHED
        return programme if is_shown else None

    def move(self, *, to, by):
        """Bring the item to another state of publication; its moment is now unless it has one."""
        with transaction.atomic():
            # Of two colleagues who move it at once, the second sees what the first did.
            rows = type(self).objects.select_for_update()
            self.refresh_from_db(fields=["publication"], from_queryset=rows)
            if to == Publication.PUBLISHED and self.published_at is None:
                self.published_at = timezone.now()
                self.save(update_fields=["published_at", "updated_at"])
            super().move(to=to, by=by)


@tracked()
class NewsSource(AbstractSource):
    """Where a fact in the news can be read."""

    news_item = models.ForeignKey(
        NewsItem, on_delete=models.CASCADE, related_name="sources", verbose_name=_("news item")
    )

    class Meta(AbstractSource.Meta):
        verbose_name = _("source of news")
        verbose_name_plural = _("sources of news")
        constraints = [
            *AbstractSource.Meta.constraints,
            models.UniqueConstraint(
                fields=["news_item", "reference"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This source is listed already."),
            ),
        ]
