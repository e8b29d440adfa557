"""An operation for migrations of many models, whose time goes into Python classes otherwise."""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Operations that lead from one state of the models to the next in one step.

    Django makes the classes of a model and of all its relations anew after each operation, which
    for our models takes longer than what the database does. Here they are made once. Every
    operation sees the state before the first and the state after the last, so none may need what
    another did to the same table: what a new model has (all fields, indexes, constraints and
    triggers) stands in its ``CreateModel``. Models may point to those that are created later.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        self.operations = operations

    @property
    def reversible(self):
        """Whether each of them is."""
        return all(operation.reversible for operation in self.operations)

    def state_forwards(self, app_label, state):
        """Change the state without classes; whoever asks for ``state.apps`` gets them all new."""
        vars(state).pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Do one after the other."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Undo them, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        """Name them, for ``sqlmigrate`` and ``migrate --plan``."""
        return "; ".join(operation.describe() for operation in self.operations)
