"""The reference files of themes, local authorities and Chinese divisions."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from partnerships.models import Agreement, ChineseDivision, LocalAuthority, Practice, Source, Theme

from .base import Sheet, find
from .cells import Code, Day, Number, Place, Point, RelatedColumn, Texts, column, split


class ThemeSheet(Sheet):
    """The managed list of themes; their order in the sheet is their order everywhere."""

    keys = [("slug",)]

    slug = column("slug")
    name_nl = column("name_nl")
    name_en = column("name_en")
    name_zh_hans = column("name_zh_hans")

    class Meta(Sheet.Meta):
        model = Theme

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if instance.pk is None:
            last = Theme.objects.aggregate(last=Max("position"))["last"]
            instance.position = (last or 0) + 1

    def after_import(self, dataset, result, **kwargs):
        """Give the themes of the sheet its order; those it leaves out come after them."""
        rank = {slug: place for place, slug in enumerate(self.seen)}
        themes = sorted(Theme.objects.all(), key=lambda t: rank.get(t.slug, len(rank)))
        if [theme.position for theme in themes] == sorted(theme.position for theme in themes):
            return
        beyond = max(theme.position for theme in themes)
        # Two steps, because no two themes may share a position on the way.
        for first in (beyond + 1, 1):
            for position, theme in enumerate(themes, first):
                Theme.objects.filter(pk=theme.pk).update(position=position)

    def key_of_row(self, row):
        return row["slug"]

    def key_of_record(self, record):
        return record.slug


class PlaceSheet(Sheet):
    """What the sheets of both sides share: one source, and records to index anew."""

    def records(self):
        return super().records().prefetch_related("sources")

    def related_cells(self, instance):
        listed = (s.reference for s in instance.sources.all() if s.kind == Source.Kind.IMPORT)
        return {"source": next(listed, "")}

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        given = {name: row[name] for name in self.related if name in row}
        if "successors" in given:
            given["successors"] = ";".join(sorted(split(given["successors"])))
        instance.cells |= given

    def save_related(self, instance, row, *, user):
        reference = instance.cells.get("source", "")
        instance.sources.filter(kind=Source.Kind.IMPORT).exclude(reference=reference).delete()
        if reference:
            Source.objects.get_or_create(
                **{self.owner: instance}, reference=reference, kind=Source.Kind.IMPORT
            )


class AuthoritySheet(PlaceSheet):
    """Local authorities; a line is one life of one CBS code, found by code and first day."""

    keys = [("code",)]
    owner, related = "authority", ("source", "successors")

    code = column("code")
    name = column("name")
    name_en = column("name_en")
    name_zh_hans = column("name_zh_hans")
    aliases = column("aliases", Texts())
    slug = column("slug")
    kind = column("kind")
    province = column("province", Place(LocalAuthority))
    latitude = column("latitude", Point())
    longitude = column("longitude", Point())
    wikidata_qid = column("wikidata_qid")
    website = column("website")
    population = column("population", Number())
    population_on = column("population_on", Day())
    valid_from = column("valid_from", Day())
    valid_until = column("valid_until", Day())
    successors = RelatedColumn("successors")
    source = RelatedColumn("source")

    class Meta(Sheet.Meta):
        model = LocalAuthority

    def records(self):
        records = super().records().select_related("province")
        return records.prefetch_related("successors")

    def related_cells(self, instance):
        successors = sorted(place.code for place in instance.successors.all())
        return {**super().related_cells(instance), "successors": ";".join(successors)}

    def after_import(self, dataset, result, **kwargs):
        """Name successors last: they may stand further down than what they succeed."""
        for authority in LocalAuthority.objects.filter(pk__in=self.touched):
            record = self.by_key[self.key_of_record(authority)]
            codes = split(record.cells.get("successors"))
            message = _("There is no authority to succeed with code %(missing)s.")
            authority.successors.set(find(LocalAuthority.objects.all(), "code", codes, message))
        for noun in (Agreement, Practice):
            noun.objects.for_authorities(self.touched).reindex()

    def key_of_row(self, row):
        return row["code"], row.get("valid_from", "")

    def key_of_record(self, record):
        return record.code, str(record.valid_from or "")


class DivisionSheet(PlaceSheet):
    """Chinese divisions, found by code, or by their characters where they have none."""

    keys = [("code",), ("name_zh",)]
    owner, related = "division", ("source",)

    code = column("code", Code())
    name_zh = column("name_zh")
    pinyin = column("pinyin")
    name_en = column("name_en")
    name_nl = column("name_nl")
    former_names = column("former_names", Texts())
    slug = column("slug")
    level = column("level")
    parent = column("parent", Place(ChineseDivision))
    latitude = column("latitude", Point())
    longitude = column("longitude", Point())
    wikidata_qid = column("wikidata_qid")
    source = RelatedColumn("source")

    class Meta(Sheet.Meta):
        model = ChineseDivision

    def records(self):
        return super().records().select_related("parent__province", "province")

    def after_import(self, dataset, result, **kwargs):
        for noun in (Agreement, Practice):
            noun.objects.for_divisions(self.touched).reindex()

    def key_of_row(self, row):
        return row.get("code") or row.get("name_zh", "")

    def key_of_record(self, record):
        return record.code or record.name_zh
