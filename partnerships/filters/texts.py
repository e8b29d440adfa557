"""Words, as every list is asked for them."""

import django_filters
from django import forms

from partnerships.base.search import LONGEST_QUERY


class TextFilter(django_filters.CharFilter):
    """Rows in which every word is found."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.SearchInput(attrs={"maxlength": LONGEST_QUERY}), **kwargs)

    def filter(self, queryset, value):
        return queryset.matching(value) if value else queryset
