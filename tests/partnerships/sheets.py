"""What the tests of spreadsheets share: rows in, and what became of each of them."""

import tablib
from django.apps import apps

from partnerships.spreadsheets.base import reasons

MARKS = {"new": "new", "update": "changed", "skip": "unchanged", "invalid": "refused"}


def dataset(*rows):
    """Return rows, given as dictionaries, as a sheet; a column that a row lacks is empty."""
    headers = list(dict.fromkeys(name for row in rows for name in row))
    return tablib.Dataset(
        *([row.get(name, "") for name in headers] for row in rows), headers=headers
    )


def write_csv(path, *rows):
    path.write_text(dataset(*rows).export("csv"), encoding="utf-8")
    return path


def outcomes(sheet, *rows, **options):
    """Import rows and return what became of each: a word, or the reasons of a refusal."""
    result = sheet().import_data(dataset(*rows), **options)
    assert [str(error.error) for error in result.base_errors] == []
    return [
        reasons(row.validation_error) if row.validation_error else MARKS[row.import_type]
        for row in result.rows
    ]


def refusal(sheet, *rows):
    """Import rows and return why the whole sheet is refused."""
    result = sheet().import_data(dataset(*rows))
    return " ".join(result.base_errors[0].error.messages)


def events():
    """Return the number of rows in all histories together."""
    return {
        model.__name__: model.objects.count()
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
    }
