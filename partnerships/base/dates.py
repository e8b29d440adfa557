"""Dates that are known to the year, the month or the day, and never more exactly than that.

Old ties are often dated to a year only. Such a date is kept as the ISO 8601 text that is known
("1979", "1979-11", "1979-11-23"): it sorts and compares in the database, and no day is invented.
See docs/adr/0003-partial-dates.md.
"""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

ISO = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
EARLIEST, LATEST = 1900, 2100
_WRITTEN = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"),
    re.compile(r"(?:(?:(?P<day>\d{1,2})[-/.])?(?P<month>\d{1,2})[-/.])?(?P<year>\d{4})"),
)
HOW_TO_WRITE = _("Write a year (1979), a month (1979-11) or a day (1979-11-23).")


class PartialDate(str):
    """A year, month or day in the Gregorian calendar, between 1900 and 2100, as ISO 8601 text."""

    __slots__ = ()

    @classmethod
    def parse(cls, text):
        """Read what a person wrote: 1979, 1979-11, 23-11-1979.

        Raises ValidationError when it is no date, or lies outside 1900-2100.
        """
        text = str(text).strip()
        for pattern in _WRITTEN:
            if found := pattern.fullmatch(text):
                return cls._checked(**{k: int(v) for k, v in found.groupdict().items() if v})
        raise ValidationError(
            _("“%(text)s” is not a date. %(help)s"),
            code="invalid",
            params={"text": text, "help": HOW_TO_WRITE},
        )

    @classmethod
    def _checked(cls, year, month=None, day=None):
        try:
            dt.date(year, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise ValidationError(
                _("There is no such day in the calendar. %(help)s"),
                code="invalid",
                params={"help": HOW_TO_WRITE},
            ) from None
        if not EARLIEST <= year <= LATEST:
            raise ValidationError(_("The year must lie between 1900 and 2100."), code="invalid")
        parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]
        return cls("-".join(parts))

    @property
    def year(self):
        return int(self[:4])

    @property
    def precision(self):
        """Return ``year``, ``month`` or ``day``: how exactly the date is known."""
        return {4: "year", 7: "month", 10: "day"}[len(self)]

    @property
    def first_day(self):
        return dt.date.fromisoformat(f"{self}-01-01"[:10])

    def localised(self):
        """Return the date as people write it in the active language, no more exact than known."""
        formats = {"month": "YEAR_MONTH_FORMAT", "day": "DATE_FORMAT"}
        if self.precision == "year":
            return pgettext("a year alone", "%(year)s") % {"year": self}
        return date_format(self.first_day, formats[self.precision])


class PartialDateField(models.CharField):
    """A column for a :class:`PartialDate`; empty text means that the date is not known."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        # Bytewise order is chronological order for ISO dates, whatever the server's locale.
        kwargs.setdefault("db_collation", "C")
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return PartialDate(value) if value else ""

    def to_python(self, value):
        value = super().to_python(value)
        return PartialDate.parse(value) if value else ""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


class PartialDateFormField(forms.CharField):
    """One text box in which a year, a month or a day can be written."""

    def __init__(self, *args, **kwargs):
        kwargs.pop("empty_value", None)
        kwargs["max_length"] = None
        kwargs["help_text"] = kwargs.get("help_text") or HOW_TO_WRITE
        super().__init__(*args, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        return PartialDate.parse(value) if value else ""


def is_partial_date(field):
    """Return the constraint that a column holds a partial date or nothing."""
    return models.CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": ISO}),
        name=f"%(app_label)s_%(class)s_{field}_is_date",
        violation_error_message=HOW_TO_WRITE,
    )


class _Cut(models.Func):
    """The first of two partial dates, cut to the precision of the second."""

    template = "left(%(expressions)s)"
    arity = 2
    output_field = models.CharField()

    def __init__(self, field, other):
        super().__init__(field, models.functions.Length(other))


def in_order(start, end, message):
    """Return the constraint that ``end`` is not before ``start``, as far as both are known.

    1979-11 to 1979 is in order: nothing known says otherwise. 1979-11 to 1979-10 is not.
    """
    either_unknown = Q(**{start: ""}) | Q(**{end: ""})
    return models.CheckConstraint(
        condition=either_unknown
        | models.lookups.GreaterThanOrEqual(_Cut(end, start), _Cut(start, end)),
        name=f"%(app_label)s_%(class)s_{end}_after_{start}",
        violation_error_message=message,
    )
