"""Parties and themes that come in the row of their practice, instead of in statements of their own.

A list of any length so costs one statement. Only the names are fetched, and they are handed to the
relations as a prefetch would, so that ``Practice.disclosed`` still decides what may be told.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.db.models.query import ModelIterable

from partnerships.base.translation import LANGUAGES, ReaderColumn, to_attribute


@dataclass(frozen=True)
class _Nested:
    """A relation of a practice: the names of what is related, and in which order they stand."""

    relation: str
    names: tuple
    order: tuple

    @property
    def column(self):
        return f"{self.relation}_in_row"

    def expression(self, model):
        """Return what gives the related records of a row as a list of objects."""
        field = model._meta.get_field(self.relation)
        to = field.m2m_reverse_field_name()
        columns = {name: f"{to}__{name}" for name in ("id", *self.names)}
        rows = field.remote_field.through._default_manager.filter(
            **{field.m2m_field_name(): OuterRef("pk")}
        )
        return ArraySubquery(rows.order_by(*self.order).values(row=JSONObject(**columns)))

    def records(self, practice):
        """Return the related records of a row; what was not fetched is fetched when asked for."""
        related = practice._meta.get_field(self.relation).related_model
        fields = [field.attname for field in related._meta.concrete_fields]
        return [
            related.from_db(
                practice._state.db, row, [row[field] for field in fields if field in row]
            )
            for row in getattr(practice, self.column)
        ]


OTHERS = _Nested(
    "other_authorities",
    ("name", "name_en", "name_zh_hans"),
    (ReaderColumn("localauthority__sort_name"), "localauthority"),
)
DIVISIONS = _Nested(
    "divisions",
    ("name_nl", "name_en", "name_zh"),
    (ReaderColumn("chinesedivision__sort_name"), "chinesedivision"),
)
THEMES = _Nested(
    "themes",
    tuple(to_attribute("name", code) for code in LANGUAGES),
    (F("rank").asc(nulls_last=True), "theme__position"),
)


def with_nested(practices):
    """Return practices of which each brings its parties and the links to its themes."""
    rows = practices.select_related("authority", "organisation").annotate(
        **{one.column: one.expression(practices.model) for one in (OTHERS, DIVISIONS, THEMES)}
    )
    rows._iterable_class = _Rows
    return rows


class _Rows(ModelIterable):
    """Practices whose relations are filled from their rows."""

    def __iter__(self):
        for practice in super().__iter__():
            for one in (OTHERS, DIVISIONS):
                _fill(practice, one.relation, one.records(practice))
            link = practice.themes.through
            links = [link(practice=practice, theme=theme) for theme in THEMES.records(practice)]
            _fill(practice, "practicetheme_set", links)
            yield practice


def _fill(practice, relation, records):
    related = getattr(practice, relation).get_queryset()
    related._result_cache, related._prefetch_done = records, True
    practice.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = related
