"""What can stand in a cell, read with a clear refusal and written as it was read."""

import datetime as dt
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields, widgets

from partnerships.base.dates import PartialDate


def split(text):
    """Return the values of a cell that holds several, separated by semicolons."""
    return [part.strip() for part in str(text or "").split(";") if part.strip()]


def plain(value):
    """Return the text of a cell as a person sees it, whatever type the file gave it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return "" if value is None else str(value).strip()


class Text(widgets.Widget):
    """A text; an empty cell is an empty text."""

    def clean(self, value, row=None, **kwargs):
        return plain(value)

    def render(self, value, obj=None, **kwargs):
        return str(value or "")


class Texts(Text):
    """Several texts, separated by semicolons."""

    def clean(self, value, row=None, **kwargs):
        return split(value)

    def render(self, value, obj=None, **kwargs):
        return ";".join(value or [])


class Code(Text):
    """A text that is unique where there is one; an empty cell means that there is none."""

    def clean(self, value, row=None, **kwargs):
        return plain(value) or None


class Number(Text):
    """A whole number, or nothing."""

    def clean(self, value, row=None, **kwargs):
        text = plain(value)
        if text and not text.isdecimal():
            raise ValueError(_("“%(text)s” is not a whole number.") % {"text": text})
        return int(text) if text else None

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class Point(Text):
    """A latitude or longitude in degrees, kept to five decimals (about a metre)."""

    def clean(self, value, row=None, **kwargs):
        text = plain(value)
        try:
            return Decimal(text).quantize(Decimal("0.00001")) if text else None
        except InvalidOperation:
            raise ValueError(_("“%(text)s” is not a number of degrees.") % {"text": text}) from None

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else f"{value:.5f}"


class Day(Text):
    """A date written as year-month-day, or nothing."""

    def clean(self, value, row=None, **kwargs):
        text = plain(value)
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError:
            raise ValueError(
                _("“%(text)s” is not a date such as 2026-01-31.") % {"text": text}
            ) from None


class Since(Text):
    """A date known to the year, month or day, or nothing."""

    def clean(self, value, row=None, **kwargs):
        text = plain(value)
        try:
            return PartialDate.parse(text) if text else ""
        except ValidationError as error:
            raise ValueError(error.messages[0]) from error


class Place(Text):
    """The code of a place that is there already."""

    def __init__(self, model):
        self.model = model
        super().__init__()

    def clean(self, value, row=None, **kwargs):
        code = plain(value)
        if not code:
            return None
        place = self.model.objects.filter(code=code).order_by("-pk").first()
        if place is None:
            raise ValueError(_("There is no place with code %(code)s.") % {"code": code})
        return place

    def render(self, value, obj=None, **kwargs):
        return value.code if value else ""


def column(attribute, widget=None, *, name=None):
    """Declare a column that is one field of the record."""
    return fields.Field(attribute=attribute, column_name=name or attribute, widget=widget or Text())


class RelatedColumn(fields.Field):
    """A column that lives in another table: read into ``record.cells``, written with the record."""

    def __init__(self, name):
        super().__init__(attribute=name, column_name=name, widget=Text())

    def save(self, instance, row, is_m2m=False, **kwargs):
        """Leave it to the sheet, which reads columns that belong together at once."""

    def export(self, instance, **kwargs):
        return instance.cells.get(self.column_name, "")
