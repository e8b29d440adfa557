"""The forms in which the cases of constraints are written down."""

from typing import NamedTuple

from django.db.models import CharField, Value

from tests.factories import partnerships as make

ITSELF = object()


class Case(NamedTuple):
    """What a valid record may become, and what the database refuses to make of it.

    A value that can be called (a factory) is called first; ITSELF is the record.
    """

    accepted: dict
    refused: dict


class Once(NamedTuple):
    """Columns that no two rows share together; ``given`` are further values of either row."""

    factory: type
    columns: tuple
    given: dict


def known(model, **accepted):
    """Return the cases of columns that hold one of their choices, each with a choice."""
    return {
        f"{model}_{field}_is_known": Case({field: value}, {field: "?"})
        for field, value in accepted.items()
    }


def dated(model, *fields):
    """Return the cases of columns that hold a year, a month, a day or nothing."""
    # As an expression, since the field itself would refuse to write it.
    wrong = Value("1979-13", output_field=CharField())
    return {
        f"{model}_{field}_is_date": Case({field: "1979-11"}, {field: wrong}) for field in fields
    }


def on_the_map(model):
    """Return the cases of a point on earth and an identifier of Wikidata."""
    return {
        f"{model}_point_is_on_earth": Case(
            {"latitude": "51.92", "longitude": "4.48"}, {"latitude": "91", "longitude": "4.48"}
        ),
        f"{model}_wikidata_qid_is_q_and_number": Case(
            {"wikidata_qid": "Q34370"}, {"wikidata_qid": "Q034370"}
        ),
    }


def moved(model):
    return {
        f"{model}_moved_by_and_moved_at": Case(
            {"moved_by": make.UserFactory, "moved_at": "2026-03-01T12:00Z"},
            {"moved_by": make.UserFactory},
        )
    }
