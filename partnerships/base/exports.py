"""Rows as files: CSV, JSON and GeoJSON, streamed, so that memory does not grow with the rows."""

import csv
from collections.abc import Callable
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder

CHUNK = 1_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Column:
    """A named value of a record; several values are a list in JSON, joined by ``; `` in CSV."""

    name: str
    value: Callable


def record(columns, row):
    """Return a row as a dictionary of plain values."""
    return {column.name: column.value(row) for column in columns}


class _Echo:
    """A file for the csv module that hands back each line instead of keeping it."""

    def write(self, line):
        return line


def harmless(value):
    """Return the text of a cell that no spreadsheet runs as a formula."""
    if isinstance(value, list):
        value = "; ".join(str(one) for one in value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def as_csv(columns, rows):
    """Yield the lines of a CSV file in UTF-8 with the mark by which spreadsheets recognise it."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([column.name for column in columns])
    for row in rows:
        yield writer.writerow([harmless(column.value(row)) for column in columns])


def as_json(columns, rows):
    """Yield a JSON array with one object for each row."""
    yield from _array("[", "]\n", (record(columns, row) for row in rows))


def as_geojson(columns, rows, points):
    """Yield a GeoJSON FeatureCollection (RFC 7946); ``points`` gives the places of a row."""
    features = (
        {
            "type": "Feature",
            "id": row.slug,
            "geometry": _geometry(points(row)),
            "properties": record(columns, row),
        }
        for row in rows
    )
    yield from _array('{"type": "FeatureCollection", "features": [', "]}\n", features)


def _geometry(places):
    coordinates = [
        [float(place.longitude), float(place.latitude)]
        for place in places
        if place.longitude is not None
    ]
    return {"type": "MultiPoint", "coordinates": coordinates} if coordinates else None


def _array(opening, closing, records):
    encoder = DjangoJSONEncoder(ensure_ascii=False)
    yield opening
    for place, one in enumerate(records):
        yield (",\n" if place else "\n") + encoder.encode(one)
    yield closing
