"""Pages of a list by key: a page starts after a row, not at a number; each costs the same."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

SLUG = re.compile(r"[a-z0-9-]{1,120}")


@dataclass(frozen=True)
class Order:
    """A way to sort a list: what people call it, what is compared, and in which direction."""

    label: str
    key: object
    descending: bool = False


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the slugs after and before which the neighbouring pages lie."""

    rows: list
    after: str = ""
    before: str = ""


def page(queryset, order, *, among, after="", before="", size):
    """Return the page of a queryset that follows one row or precedes another.

    ``among`` are the rows that may be named: all that this reader may see, whatever the filters.

    Raises ValidationError when there is no such row, as in a link that was changed by hand.
    """
    backwards = bool(before)
    queryset = queryset.annotate(page_key=order.key)
    if anchor := before or after:
        queryset = queryset.filter(_beyond(among, order, anchor, backwards=backwards))
    descending = order.descending != backwards
    keys = (F("page_key"), F("pk"))
    ordered = queryset.order_by(*(key.desc() if descending else key.asc() for key in keys))
    rows = list(ordered[: size + 1])
    if anchor and not rows:
        raise _gone()
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_next, has_previous = (True, more) if backwards else (more, bool(after))
    return Page(
        rows,
        after=rows[-1].slug if rows and has_next else "",
        before=rows[0].slug if rows and has_previous else "",
    )


def _beyond(among, order, slug, *, backwards):
    rows = among.annotate(page_key=order.key).filter(slug=slug)
    anchor = rows.values_list("page_key", "pk").first() if SLUG.fullmatch(slug) else None
    if anchor is None:
        raise _gone()
    key, pk = anchor
    compare = "lt" if order.descending != backwards else "gt"
    return Q(**{f"page_key__{compare}e": key}) & (
        Q(**{f"page_key__{compare}": key}) | Q(**{f"pk__{compare}": pk})
    )


def _gone():
    return ValidationError(_("This page of the list is gone. Start again at the first page."))
