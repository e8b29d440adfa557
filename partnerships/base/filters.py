"""Filters for page, file and API alike: what is asked is answered, or refused with a reason."""

from functools import partial
from typing import NamedTuple

import django_filters
from django import forms
from django.db.models import Value
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .paging import SLUG

YES = "yes"


class Refusal(NamedTuple):
    """Why an address is not understood: the label of what is wrong, the sentence, its parameter."""

    label: str
    text: str
    name: str = ""

    def __str__(self):
        return f"{self.label}: {self.text}" if self.label else self.text

    def shown(self, target=""):
        """Return what a page shows; ``target`` is the anchor of the control to mend."""
        return {"label": str(self.label), "text": self.text, "target": target}


class StrictFilterSet(django_filters.FilterSet):
    """A FilterSet that refuses parameters it does not know, instead of ignoring them.

    ``page_parameters`` are those that choose a page of the rows, not the rows.
    """

    page_parameters = ("sort", "after", "before")

    @property
    def form(self):
        form = super().form
        for name, field in form.fields.items():
            if isinstance(field, SlugsField):
                field.known = partial(self.known_slugs.get, name, ())
        return form

    @cached_property
    def known_slugs(self):
        """Return which of the records asked for there are, in one statement for all filters."""
        fields = super().form.fields
        asked = {
            name: field.queryset.filter(slug__in=wellformed)
            for name, field in fields.items()
            if isinstance(field, SlugsField)
            and (wellformed := [one for one in self.data.getlist(name) if SLUG.fullmatch(one)])
        }
        rows = [
            queryset.order_by().annotate(asked_as=Value(name)).values_list("asked_as", "slug")
            for name, queryset in asked.items()
        ]
        known = {name: set() for name in asked}
        for name, slug in rows[0].union(*rows[1:], all=True) if rows else ():
            known[name].add(slug)
        return known

    @cached_property
    def unknown(self):
        """Return the parameters that nobody knows, in alphabetical order."""
        return sorted(set(self.data) - set(self.filters) - set(self.page_parameters))

    def is_valid(self):
        for name in self.unknown:
            if not self.form.has_error(None, code=f"unknown-{name}"):
                self.form.add_error(
                    None,
                    forms.ValidationError(
                        _("There is no filter “%(name)s”. Known filters: %(known)s."),
                        code=f"unknown-{name}",
                        params={"name": name[:40], "known": ", ".join(self.filters)},
                    ),
                )
        for name in self.repeated:
            if not self.form.has_error(name, code="repeated"):
                message = _("This can be given once; it is given several times.")
                self.form.add_error(name, forms.ValidationError(message, code="repeated"))
        return super().is_valid()

    @cached_property
    def repeated(self):
        """Return the parameters that take one value and were given several."""
        return [
            name
            for name, field in self.form.fields.items()
            if not isinstance(field, ChoicesField | SlugsField) and len(self.data.getlist(name)) > 1
        ]

    def without(self, name):
        """Return the rows that all filters but one let through."""
        queryset = self.queryset.all()
        for other, value in self.form.cleaned_data.items():
            if other != name:
                queryset = self.filters[other].filter(queryset, value)
        return queryset

    def given(self):
        """Return the filters in use as ``(name, values)``, in the order of the form."""
        for name, value in self.form.cleaned_data.items():
            values = value if isinstance(value, list) else [value]
            if any(one not in (None, "") for one in values):
                yield name, values

    @property
    def refusals(self):
        """Return why the parameters are refused, field by field."""
        fields = self.form.fields
        return [
            Refusal(str(fields[name].label), sentence, name)
            if name in fields
            else Refusal("", sentence)
            for name, sentences in self.form.errors.items()
            for sentence in sentences
        ]


class ChoicesField(forms.MultipleChoiceField):
    """Several of a fixed set of values; an empty one counts as none."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not one of the values: %(known)s."),
    }

    def to_python(self, value):
        return [one for one in super().to_python(value) if one]

    def validate(self, value):
        for one in value:
            if not self.valid_value(one):
                known = ", ".join(str(key) for key, _label in self.choices)
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": one[:40], "known": known},
                )


class SlugsField(forms.Field):
    """Several records, each named by its slug; ``known`` tells those that there are."""

    known = None
    default_error_messages = {"invalid_choice": _("There is no “%(value)s” in the register.")}

    def __init__(self, *, queryset, **kwargs):
        self.queryset = queryset
        kwargs.setdefault("widget", forms.SelectMultiple)
        super().__init__(**kwargs)

    def to_python(self, value):
        return [one for one in value or [] if one]

    def validate(self, value):
        if not value:
            return
        known = self.known()
        for one in value:
            if one not in known:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": one[:40]},
                )


class FacetFilter(django_filters.Filter):
    """Rows that carry one of the chosen values of a facet; see ``base/facets.py``."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.filter(facets__overlap=[f"{self.field_name}:{one}" for one in value])


class ChoiceFacet(FacetFilter):
    """A facet with a fixed set of values."""

    field_class = ChoicesField


class SlugFacet(FacetFilter):
    """A facet whose values are records of another table, named by their slugs."""

    field_class = SlugsField


class TickBox(forms.CheckboxInput):
    """A box that says yes when it is ticked, and is not sent at all when it is not."""

    def __init__(self, **kwargs):
        super().__init__(check_test=lambda value: value == YES, **kwargs)

    def format_value(self, value):
        return YES

    def value_from_datadict(self, data, files, name):
        return data.get(name)


class YearField(forms.IntegerField):
    """A year between 1900 and 2100; typed as text, so that a slip is kept and explained."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4})

    def __init__(self, **kwargs):
        message = _("Write a year between 1900 and 2100, such as 1994.")
        super().__init__(
            min_value=1900,
            max_value=2100,
            error_messages={"invalid": message, "min_value": message, "max_value": message},
            **kwargs,
        )
