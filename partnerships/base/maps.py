"""A map in two panes, the Netherlands and East Asia: places as points, ties as arcs between them.

The right pane shows coasts and no border at all: where borders run is not for a register to say. A
pane is drawn in its own flat projection (degrees of longitude shortened as on its middle parallel).
"""

import json
from functools import cache
from itertools import pairwise
from math import cos, radians, sqrt
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from . import labels

OUTLINES = Path(settings.BASE_DIR) / "partnerships" / "data" / "outlines.json"


class Spot(NamedTuple):
    """A place on the map: how many ties it has, and the address that chooses it."""

    key: tuple
    name: str
    longitude: float
    latitude: float
    number: int
    url: str
    is_chosen: bool = False


class Arc(NamedTuple):
    """Ties between two places; over when none of them still stands, as far as is known."""

    start: tuple
    end: tuple
    number: int
    is_over: bool


class Pane(NamedTuple):
    """Where a part of the world stands on a picture, in its pixels."""

    outline: str
    x: int
    y: int
    height: int

    @property
    def window(self):
        """Return the degrees that the pane shows: west, south, east, north."""
        return _windows()[self.outline]

    @property
    def scale(self):
        _west, south, _east, north = self.window
        return self.height / (north - south)

    @property
    def stretch(self):
        """Return how long a degree of longitude is, measured in degrees of latitude."""
        _west, south, _east, north = self.window
        return cos(radians((south + north) / 2))

    @property
    def width(self):
        west, _south, east, _north = self.window
        return round((east - west) * self.stretch * self.scale)

    def place(self, longitude, latitude):
        west, _south, _east, north = self.window
        across = (longitude - west) * self.stretch * self.scale
        return round(self.x + across, 1), round(self.y + (north - latitude) * self.scale, 1)


class Layout(NamedTuple):
    """A picture of one width: side by side on a desk, one above the other on a telephone."""

    name: str
    width: int
    height: int
    dutch: Pane
    chinese: Pane


LAYOUTS = (
    Layout("wide", 960, 480, Pane("netherlands", 16, 84, 312), Pane("east-asia", 340, 10, 460)),
    Layout("narrow", 360, 584, Pane("netherlands", 56, 4, 250), Pane("east-asia", 0, 304, 274)),
)


def draw(dutch, chinese, arcs):
    """Return what the template draws of spots and arcs, once for each layout."""
    return [_drawn(layout, dutch, chinese, arcs) for layout in LAYOUTS]


def _drawn(layout, dutch, chinese, arcs):
    at = {spot.key: layout.dutch.place(spot.longitude, spot.latitude) for spot in dutch}
    at |= {spot.key: layout.chinese.place(spot.longitude, spot.latitude) for spot in chinese}
    # The smallest come last, so that none lies under another.
    spots = sorted([*dutch, *chinese], key=lambda spot: (-spot.number, spot.name))
    points = [_point(spot, *at[spot.key]) for spot in spots]
    labels.put(points, width=layout.width, height=layout.height)
    return {
        "name": layout.name,
        "width": layout.width,
        "height": layout.height,
        "sea": layout.chinese,
        "land": _land(layout),
        "arcs": [_path(layout, arc, at[arc.start], at[arc.end]) for arc in arcs],
        "points": points,
    }


def _point(spot, x, y):
    return {"spot": spot, "x": x, "y": y, "radius": round(2.5 + 1.9 * sqrt(spot.number), 1)}


def _path(layout, arc, start, end):
    """Return a bow from one point to another: upwards on a desk, to the left on a telephone."""
    (x1, y1), (x2, y2) = start, end
    middle, bend = ((x1 + x2) / 2, (y1 + y2) / 2), abs(x2 - x1) + abs(y2 - y1)
    if layout.name == "wide":
        turn = (middle[0], min(y1, y2) - 0.12 * bend)
    else:
        turn = (min(x1, x2) - 0.1 * bend, middle[1])
    curve = f"M{x1:g} {y1:g}Q{turn[0]:.0f} {turn[1]:.0f} {x2:g} {y2:g}"
    return {"d": curve, "is_over": arc.is_over, "width": min(1 + arc.number / 2, 4)}


@cache
def _outlines():
    return json.loads(OUTLINES.read_text(encoding="utf-8"))


@cache
def _windows():
    windows = {}
    for name, rings in _outlines().items():
        points = [point for ring in rings for point in ring]
        west, south = (min(axis) for axis in zip(*points, strict=True))
        east, north = (max(axis) for axis in zip(*points, strict=True))
        windows[name] = (west, south, east, north)
    return windows


@cache
def _land(layout):
    """Return the outlines of both panes as one path, in whole pixels."""
    rings = [
        [pane.place(*point) for point in ring]
        for pane in (layout.dutch, layout.chinese)
        for ring in _outlines()[pane.outline]
    ]
    return "".join(_ring(ring) for ring in rings)


def _ring(points):
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(whole)]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(f'{x} {y}' for x, y in steps if x or y)}z"
