"""A picture for every screen: its look, its size, the site's colours, and the SVG itself.

Every picture has a background of its own, so that it can be read on paper and in any scheme of
colours, and comes in four looks: wide or narrow, light or dark.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import vl_convert
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.utils.translation import get_language

WIDE, NARROW = 720, 344
KEPT = 24 * 3600
_VALUE = re.compile(r"--([\w-]+):\s*([^;]+);")


class Look(NamedTuple):
    """For which screen a chart is drawn."""

    narrow: bool = False
    dark: bool = False

    @classmethod
    def of(cls, name):
        """Return the look of a name such as ``narrow-dark``; raises ValueError for any other."""
        looks = {look.name: look for look in LOOKS if look.name}
        if name not in looks:
            raise ValueError(f"There is no look {name!r}")
        return looks[name]

    @property
    def name(self):
        return "-".join(word for word, on in zip(self._fields, self, strict=True) if on)

    @property
    def width(self):
        return NARROW if self.narrow else WIDE


LOOKS = [Look(narrow, dark) for narrow in (False, True) for dark in (False, True)]


class Drawing(NamedTuple):
    """A Vega-Lite specification with the size of its picture in pixels."""

    spec: dict
    width: int
    height: int

    def svg(self):
        """Return the picture; one of the same content is drawn once a day."""
        source = json.dumps(self.spec, ensure_ascii=False, sort_keys=True)
        key = f"chart-{hashlib.sha256(source.encode()).hexdigest()}"
        return caches["drawings"].get_or_set(key, lambda: _draw(source), KEPT)


def _draw(source):
    # The rows stand in the specification: nothing is fetched, and nothing may be.
    return vl_convert.vegalite_to_svg(source, allowed_base_urls=[])


def drawing(values, layers, encoding, *, look, height, width=None, right=4):
    """Return the drawing of rows in layers that share an encoding, whole within its size."""
    colours = tokens(dark=look.dark)
    width = width or look.width
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": colours["paper"],
        "width": width,
        "height": height,
        "padding": {"left": 4, "top": 4, "bottom": 4, "right": right},
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": values},
        "layer": layers,
        "encoding": encoding,
        "config": _config(colours),
    }
    return Drawing(spec, width, height)


def _config(colours):
    font = colours["chinese" if get_language() == "zh-hans" else "sans"]
    text = {"labelColor": colours["ink"], "labelFontSize": 14, "labelLimit": 0}
    return {
        "font": font,
        "view": {"stroke": None},
        "axis": {**text, "gridColor": colours["line"], "domainColor": colours["line-strong"]},
        "legend": {**text, "offset": 12, "symbolSize": 160, "rowPadding": 6, "columnPadding": 20},
        "text": {"color": colours["ink"], "fontSize": 14},
    }


@cache
def tokens(*, dark):
    """Return the values of the site's style sheet by name, of its light or its dark scheme."""
    text = Path(finders.find("css/tokens.css")).read_text(encoding="utf-8")
    light, _query, night = text.partition("@media screen and (prefers-color-scheme: dark)")
    found = dict(_VALUE.findall(light)) | (dict(_VALUE.findall(night)) if dark else {})
    return {name: _in_full(value) for name, value in found.items()}


def _in_full(value):
    """Return a colour with six digits; anything else as it is."""
    short = re.fullmatch(r"#(.)(.)(.)", value)
    return "#" + "".join(digit * 2 for digit in short.groups()) if short else value


def mixed(colour, paper, share):
    """Return a colour laid thinly over another: ``share`` 1 is the colour itself, 0 the other."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(paper[1:]), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)
