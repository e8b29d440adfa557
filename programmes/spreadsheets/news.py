"""The spreadsheet of news: one item on a line, with its programme, themes and sources."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.base.workflow import Publication
from partnerships.models import Theme
from partnerships.spreadsheets.base import Sheet, find
from partnerships.spreadsheets.cells import Day, RelatedColumn, Text, column, plain, split
from programmes.models import NewsItem, NewsSource, Programme

LISTS = ("themes", "sources")


class Noon(Day):
    """The day on which something was told; noon, so that it is that day everywhere in Europe."""

    def clean(self, value, row=None, **kwargs):
        day = super().clean(value, row=row, **kwargs)
        return day and timezone.make_aware(dt.datetime.combine(day, dt.time(12)))

    def render(self, value, obj=None, **kwargs):
        return timezone.localdate(value).isoformat() if value else ""


class Named(Text):
    """The slug of a record that is there already, or nothing."""

    def __init__(self, model):
        self.model = model
        super().__init__()

    def clean(self, value, row=None, **kwargs):
        if not (slug := plain(value)):
            return None
        record = self.model.objects.filter(slug=slug).first()
        if record is None:
            raise ValueError(_("There is no programme “%(slug)s”.") % {"slug": slug})
        return record

    def render(self, value, obj=None, **kwargs):
        return value.slug if value else ""


class NewsSheet(Sheet):
    """News, found by its reference; what is imported comes from a source and is public at once."""

    keys = [("reference",)]

    reference = column("slug", name="reference")
    published_on = column("published_at", Noon(), name="published_on")
    programme = column("programme", Named(Programme))
    themes = RelatedColumn("themes")
    title_nl = column("title_nl")
    title_en = column("title_en")
    title_zh_hans = column("title_zh_hans")
    lead_nl = column("lead_nl")
    lead_en = column("lead_en")
    lead_zh_hans = column("lead_zh_hans")
    body_nl = column("body_nl")
    body_en = column("body_en")
    body_zh_hans = column("body_zh_hans")
    sources = RelatedColumn("sources")

    class Meta(Sheet.Meta):
        model = NewsItem

    def records(self):
        return super().records().with_all()

    def related_cells(self, instance):
        return {
            "themes": ";".join(sorted(theme.slug for theme in instance.themes.all())),
            "sources": ";".join(sorted(source.reference for source in instance.sources.all())),
        }

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        instance.cells |= {
            name: ";".join(sorted(split(row[name]))) for name in LISTS if name in row
        }
        if instance.published_at is None:
            raise ValidationError({"published_on": _("Say on which day the news was told.")})

    def init_instance(self, row=None):
        return NewsItem(publication=Publication.PUBLISHED)

    def save_related(self, instance, row, *, user):
        cells = instance.cells
        message = gettext_lazy("Unknown themes: %(missing)s.")
        instance.themes.set(find(Theme.objects.all(), "slug", split(cells.get("themes")), message))
        wanted = split(cells.get("sources"))
        instance.sources.exclude(reference__in=wanted).delete()
        known = set(instance.sources.values_list("reference", flat=True))
        for reference in wanted:
            if reference not in known:
                kind = NewsSource.Kind.PARTNER
                instance.sources.create(kind=kind, reference=reference)

    def key_of_row(self, row):
        if not plain(row.get("reference")):
            raise ValidationError({"reference": _("Give every item a reference of its own.")})
        return plain(row["reference"])

    def key_of_record(self, record):
        return record.slug
