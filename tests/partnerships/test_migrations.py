"""Operations of a migration that happen together."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ModelState, ProjectState

from partnerships.base.migrations import Together

pytestmark = pytest.mark.django_db

SOLD = models.Q(count__gt=0)
KEY = ("id", models.BigAutoField(primary_key=True))


def before():
    """A shop stands already, in the state and in the database."""
    state = ProjectState()
    state.add_model(ModelState("partnerships", "Shop", [KEY]))
    with connection.schema_editor() as editor:
        editor.create_model(state.apps.get_model("partnerships", "Shop"))
    return state


def sale():
    """A model that points to one created after it, and a field that points to a new model."""
    return Together(
        [
            migrations.CreateModel(
                "Sale",
                [
                    KEY,
                    ("article", models.ForeignKey("partnerships.Article", models.CASCADE)),
                    ("count", models.IntegerField()),
                ],
                {"constraints": [models.CheckConstraint(condition=SOLD, name="c")]},
            ),
            migrations.CreateModel("Article", [KEY]),
            migrations.AddField(
                "shop", "best", models.ForeignKey("partnerships.Article", models.CASCADE, null=True)
            ),
        ]
    )


def columns(table):
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in described]


def tables():
    return {
        name
        for name in connection.introspection.table_names()
        if name in ("partnerships_article", "partnerships_sale")
    }


def constraints(table):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    return {name for name, one in found.items() if one["check"]} | {
        one["foreign_key"] for one in found.values() if one["foreign_key"]
    }


def forwards(operation, old):
    new = old.clone()
    operation.state_forwards("partnerships", new)
    with connection.schema_editor() as editor:
        operation.database_forwards("partnerships", editor, old, new)
    return new


def test_operations_together_change_tables_as_one_after_the_other():
    forwards(sale(), before())
    assert tables() == {"partnerships_article", "partnerships_sale"}
    assert columns("partnerships_sale") == ["id", "article_id", "count"]
    assert constraints("partnerships_sale") == {"c", ("partnerships_article", "id")}
    assert columns("partnerships_shop") == ["id", "best_id"]
    assert constraints("partnerships_shop") == {("partnerships_article", "id")}


def test_operations_together_are_undone_together():
    old, operation = before(), sale()
    new = forwards(operation, old)
    with connection.schema_editor() as editor:
        operation.database_backwards("partnerships", editor, new, old)
    assert tables() == set()
    assert columns("partnerships_shop") == ["id"]


def test_operations_together_make_no_classes_between_one_and_the_next():
    state = before()
    assert "apps" in vars(state)
    sale().state_forwards("partnerships", state)
    assert "apps" not in vars(state)


def test_operations_together_are_reversible_when_each_is():
    there, back = "CREATE TABLE a (b int)", "DROP TABLE a"
    assert Together([migrations.RunSQL(there, back)]).reversible is True
    assert Together([migrations.RunSQL(there, back), migrations.RunSQL(there)]).reversible is False


def test_operations_together_are_named_one_by_one():
    assert sale().describe() == ("Create model Sale; Create model Article; Add field best to shop")
