"""What the portal holds of persons is declared, and the declaration is true."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import override

from partnerships.base.personal import may_tell_of_persons, strangers, undeclared
from partnerships.models.personal_data import NOT_PERSONAL, PERSONAL

REGISTER = Path(settings.BASE_DIR) / "docs" / "processing-register.md"
WHERE = "partnerships/models/personal_data.py"


def test_every_column_that_may_tell_of_a_person_is_declared():
    new = undeclared(PERSONAL, NOT_PERSONAL)
    assert new == [], (
        f"Declare in {WHERE} what these hold: in PERSONAL with purpose, basis and retention, "
        f"or in NOT_PERSONAL with the reason: {', '.join(new)}"
    )


def test_a_column_that_nobody_declared_is_found():
    assert {"partnerships.User.email", "partnerships.PracticeMove.moved_by"} <= set(
        undeclared({}, {})
    )


def test_only_columns_that_are_there_are_declared_and_each_one_way():
    assert strangers(PERSONAL, NOT_PERSONAL) == []


def test_declarations_are_in_alphabetical_order():
    for declarations in (PERSONAL, NOT_PERSONAL):
        assert list(declarations) == sorted(declarations)


def test_columns_are_told_by_their_kind_and_name():
    told = [
        one
        for one in (
            models.EmailField(name="box"),
            models.GenericIPAddressField(name="origin"),
            models.CharField(name="first_name"),
            models.CharField(name="phone"),
            models.TextField(name="user_agent"),
            models.CharField(name="title"),
            models.DateField(name="name"),
        )
        if may_tell_of_persons(one)
    ]
    assert [one.name for one in told] == ["box", "origin", "first_name", "phone", "user_agent"]


def test_every_link_to_a_person_can_be_followed():
    for label, declared in PERSONAL.items():
        rows = apps.get_model(label)._base_manager.all()
        for lookup in filter(None, (declared.own_user, *declared.mentions)):
            str(rows.filter(**{lookup: 1}).query)
        if declared.own_email:
            str(rows.filter(**{f"{declared.own_email}__iexact": "a@example.org"}).query)


def test_the_processing_register_names_every_personal_column_with_purpose_and_ground():
    lines = REGISTER.read_text(encoding="utf-8").splitlines()
    with override("en"):
        rows = [line_of(label, declared) for label, declared in PERSONAL.items()]
    assert [row for row in rows if row not in lines] == []


def test_the_processing_register_names_no_table_that_is_gone():
    rows = [
        one.split("`")[1]
        for one in REGISTER.read_text(encoding="utf-8").splitlines()
        if one.startswith("| `")
    ]
    assert rows == list(PERSONAL)


def line_of(label, declared):
    """Return the line of a table in the processing register."""
    columns = ", ".join(f"`{name}`" for name in declared.fields)
    words = (declared.purpose, declared.basis, declared.retention)
    return f"| `{label}` | {columns} | {' | '.join(map(str, words))} |"
