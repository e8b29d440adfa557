"""One figure: what is asked of many agreements, and the answer in every form a page has for it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from . import figure_words as words
from .tie_map import TieMap


@dataclass
class Figure:
    """A question about many agreements, answered in a sentence, a picture, a table and a file.

    A row of the table is ``{label, url, cells}``; a row of the file starts with the code of what
    it counts, so that programs need not read the words.
    """

    name: str
    label: str
    finding: str
    head: list
    rows: list
    columns: list
    records: list
    draw: Callable = field(repr=False)

    # Whether there is something to draw: a table may have rows without a place in the picture.
    is_drawn: bool = True
    # A map is drawn in the page itself, because its points are links; this draws it.
    map: TieMap | None = None

    @property
    def definition(self):
        return words.DEFINITIONS[self.name]


def table_row(label, *cells, url=""):
    """Return a row of the table of a figure."""
    return {"label": label, "url": url, "cells": cells}
