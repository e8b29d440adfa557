"""Charts: rows in, a drawing of known size out. No chart knows what it counts."""

from textwrap import wrap
from typing import NamedTuple

from .drawing import drawing, mixed, tokens

BAR, LINE, CELL = 34, 26, 42


class Bar(NamedTuple):
    """A row of a bar chart; ``tone`` is the name of a colour of the site."""

    label: str
    number: int
    tone: str = "blue"


def bars(rows, *, look):
    """Draw horizontal bars, in the order given, with their numbers."""
    colours = tokens(dark=look.dark)
    rows = [row._replace(label=_lines(row.label, look)) for row in rows]
    values = [
        {"label": row.label, "number": row.number, "colour": colours[row.tone]} for row in rows
    ]
    layers = [
        {
            "mark": {"type": "bar", "height": {"band": 0.62}},
            "encoding": {"color": {"field": "colour", "type": "nominal", "scale": None}},
        },
        _numbers("number"),
    ]
    encoding = {
        "x": _length([row.number for row in rows], look),
        "y": _names("label", [row.label for row in rows]),
    }
    return drawing(values, layers, encoding, look=look, height=_height(rows, look))


def stacks(rows, series, *, look):
    """Draw horizontal bars in parts; a row is ``(label, [numbers])``, in the order of ``series``.

    The first part is the darkest and the last is empty: the order can be seen without colours.
    """
    rows = [(_lines(label, look), numbers) for label, numbers in rows]
    values = [
        {"label": label, "part": part, "place": place, "number": number, "total": sum(numbers)}
        for label, numbers in rows
        for place, (part, number) in enumerate(zip(series, numbers, strict=True))
    ]
    length = _length([sum(numbers) for _label, numbers in rows], look)
    totals = _numbers("total") | {"transform": [{"filter": "datum.place == 0"}]}
    totals["encoding"] |= {"x": length | {"field": "total"}}
    legend = LINE * (len(series) if look.narrow else -(-len(series) // 2)) + 20
    height = _height(rows, look) + legend
    layers = [_parts(series, length, look), totals]
    encoding = {"y": _names("label", [label for label, _numbers in rows])}
    return drawing(values, layers, encoding, look=look, height=height)


def _parts(series, length, look):
    """Return the parts of stacked bars, ever lighter, each with an outline."""
    colours = tokens(dark=look.dark)
    shares = [1 - place / (len(series) - 1) for place in range(len(series))]
    ramp = [mixed(colours["blue"], colours["paper"], share) for share in shares]
    return {
        "mark": {"type": "bar", "height": {"band": 0.62}, "stroke": colours["blue"]},
        "transform": [{"filter": "datum.number > 0"}],
        "encoding": {
            "x": length | {"stack": "zero"},
            "order": {"field": "place"},
            "color": {
                "field": "part",
                "type": "nominal",
                "scale": {"domain": series, "range": ramp},
                "legend": _legend(look, symbolStrokeColor=colours["blue"]),
            },
        },
    }


def mirror(rows, up, down, *, look, tones=("blue", "ended")):
    """Draw two numbers for each year, one above and one below the line, in two colours.

    A row is ``(year, number above, number below)``; the years without a row stay empty.
    """
    colours = tokens(dark=look.dark)
    values = [
        {"year": year, "part": part, "number": sign * number}
        for year, *numbers in rows
        for part, sign, number in zip((up, down), (1, -1), numbers, strict=True)
        if number
    ]
    axis = {"labelExpr": "abs(datum.value)", "tickMinStep": 1, "tickCount": 6}
    number = {"field": "number", "type": "quantitative", "stack": None, "title": None}
    part = {
        "field": "part",
        "type": "nominal",
        "scale": {"domain": [up, down], "range": [colours[tone] for tone in tones]},
        "legend": _legend(look),
    }
    line = {"y": {"datum": 0}, "x": {"value": 0}, "x2": {"value": "width"}, "color": {}}
    layers = [
        {"mark": {"type": "bar", "width": {"band": 0.8}}},
        {"mark": {"type": "rule", "color": colours["ink"]}, "encoding": line},
    ]
    years = [year for year, *_numbers in rows]
    encoding = {"x": _years(min(years), max(years), look), "y": number | {"axis": axis}}
    height = 260 if look.narrow else 320
    return drawing(values, layers, encoding | {"color": part}, look=look, height=height)


def _years(first, last, look):
    """Return an axis with every year between two, of which the round ones are named."""
    every = 10 if look.narrow else 5
    is_round = f"datum.value % {every} == 0" if last - first >= every else "true"
    return {
        "field": "year",
        "type": "ordinal",
        "title": None,
        "scale": {"domain": list(range(first, last + 1))},
        "axis": {
            "labelExpr": f"{is_round} ? datum.label : ''",
            "labelAngle": 0,
            "ticks": False,
            "labelOverlap": False,
            "offset": 4,
        },
    }


def matrix(rows, columns, numbers, *, look):
    """Draw a table of shaded cells; ``numbers`` is ``{(row, column): number}``."""
    colours = tokens(dark=look.dark)
    most = max(numbers.values(), default=1)
    names = {row: _lines(row, look) for row in rows}
    values = [
        {
            "row": names[row],
            "column": column,
            "number": number,
            # Never so dark that the number in it would be hard to read.
            "fill": mixed(colours["blue"], colours["paper"], 0.06 + 0.38 * number / most),
        }
        for (row, column), number in numbers.items()
    ]
    encoding = {"x": _header(columns), "y": _names("row", list(names.values()))}
    layers = [
        {"mark": "rect", "encoding": {"fill": {"field": "fill", "type": "nominal", "scale": None}}},
        {"mark": "text", "encoding": {"text": {"field": "number"}}},
    ]
    aside, line = (240, 44) if look.narrow else (360, 30)
    size = {"width": aside + CELL * len(columns), "height": 150 + line * len(rows)}
    # The slanted name of the last column reaches over the edge of its cell.
    return drawing(values, layers, encoding, look=look, **size, right=90)


def _header(columns):
    return {
        "field": "column",
        "type": "nominal",
        "sort": None,
        "title": None,
        "scale": {"domain": columns, "paddingInner": 0.06},
        "axis": {"orient": "top", "labelAngle": -45, "domain": False, "ticks": False},
    }


def _lines(name, look):
    """Return a name in several lines for a telephone, so that there is room beside it."""
    return "\n".join(wrap(name, 20, break_long_words=False)) if look.narrow else name


def _height(rows, look):
    return (BAR + 10 * look.narrow) * len(rows) + 16


def _names(field, names):
    """Return the axis of names at the left, whole and in the order given."""
    return {
        "field": field,
        "type": "nominal",
        "title": None,
        "scale": {"domain": names, "paddingInner": 0.06},
        "axis": {
            "domain": False,
            "ticks": False,
            "labelPadding": 8,
            "labelExpr": "split(datum.label, '\\n')",
        },
    }


def _numbers(field):
    return {
        "mark": {"type": "text", "align": "left", "dx": 6, "fontWeight": 700},
        "encoding": {"text": {"field": field}},
    }


def _length(numbers, look):
    """Return the scale of bars, with room at the end for the number of the longest."""
    most = max(numbers, default=0) or 1
    scale = {"domain": [0, most * (1.4 if look.narrow else 1.12)], "nice": False}
    return {"field": "number", "type": "quantitative", "axis": None, "scale": scale}


def _legend(look, **more):
    return {
        "title": None,
        "orient": "top",
        "columns": 1 if look.narrow else 2,
        "labelFontSize": 12 if look.narrow else 14,
        "symbolType": "square",
        **more,
    }
