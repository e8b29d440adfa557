"""What every spreadsheet of the register shares, on top of django-import-export."""

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from import_export import instance_loaders, resources

from partnerships.base.refusals import explain

from .cells import plain

FIRST_LINE = 2  # Line 1 of a sheet holds the names of the columns.


class Sheet(resources.Resource):
    """A spreadsheet with one record of the register on each line.

    A subclass says how a line finds its record (``key_of_row``, ``key_of_record``) and which
    records there are (``records``). Refusals are ValidationErrors: the row is reported and the
    rest goes in, all in one transaction.
    """

    # Columns that are made from others when their own cell is empty.
    derived = ("slug",)
    # The sets of columns by which a row finds its record; one of them must be there.
    keys = ()

    class Meta:
        skip_unchanged = True
        report_skipped = True
        store_instance = True
        import_id_fields = ()
        instance_loader_class = instance_loaders.BaseInstanceLoader
        use_transactions = True

    def before_import(self, dataset, **kwargs):
        self.by_key, self.seen, self.touched = {}, {}, []
        dataset.headers = [plain(header).lower() for header in dataset.headers or []]
        if refusal := self.refusal_of(dataset):
            dataset.wipe()
            raise refusal
        self.by_key = {self.key_of_record(record): record for record in self.records()}

    def refusal_of(self, dataset):
        """Return why a whole sheet is refused, or None."""
        known = [field.column_name for field in self.get_import_fields()]
        if unknown := [header for header in dataset.headers if header not in known]:
            return ValidationError(
                _("Unknown columns: %(unknown)s. The sheet can have: %(known)s."),
                params={"unknown": ", ".join(unknown), "known": ", ".join(known)},
            )
        if not any(set(key) <= set(dataset.headers) for key in self.keys):
            return ValidationError(
                _("The sheet lacks the columns that tell rows apart: %(keys)s."),
                params={"keys": " / ".join(", ".join(key) for key in self.keys)},
            )
        if len(dataset) > settings.IMPORT_MAX_ROWS:
            return ValidationError(
                _("The sheet has %(rows)d rows; at most %(most)d go in at once."),
                params={"rows": len(dataset), "most": settings.IMPORT_MAX_ROWS},
            )
        return None

    def before_import_row(self, row, **kwargs):
        for header, value in row.items():
            row[header] = plain(value)
        key = self.key_of_row(row)
        line = kwargs["row_number"] + FIRST_LINE - 1
        if key in self.seen:
            raise ValidationError(
                _("This row repeats line %(line)d."), params={"line": self.seen[key]}
            )
        self.seen[key] = line

    def get_instance(self, instance_loader, row):
        return self.by_key.get(self.key_of_row(row))

    def after_init_instance(self, instance, new, row, **kwargs):
        # Read before anything changes, so that the preview can show what it was.
        instance.cells = self.related_cells(instance) if instance.pk else {}

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        if self.is_left_open(field.column_name, instance, row):
            return
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if import_validation_errors or original.pk is None:
            return False
        exported = self.get_import_fields()
        return all(field.export(instance) == field.export(original) for field in exported)

    def is_left_open(self, name, instance, row):
        """Return whether an empty cell leaves a field as it is: one that must have a value."""
        if row.get(name):
            return False
        required = {field.name for field in instance._meta.fields if not field.blank}
        return instance.pk is None or name in required or name in self.derived

    def validate_instance(self, instance, import_validation_errors=None, **kwargs):
        """Check the fields here; rules between them are the database's, and asked once, there."""
        errors = import_validation_errors or {}
        # What follows from a refused column would only repeat the refusal.
        exclude = {*errors, *(self.derived if errors else ())}
        try:
            instance.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def after_import_row(self, row, row_result, **kwargs):
        """Keep what the row was and has become, as texts, for a report without markup."""
        exported = self.get_import_fields()
        if row_result.original is not None:
            row_result.values_before = [field.export(row_result.original) for field in exported]
            row_result.values_after = [field.export(row_result.instance) for field in exported]

    def save_instance(self, instance, is_create, row, **kwargs):
        """Save the record and what belongs to it, or refuse the row with the database's reason."""
        try:
            with transaction.atomic():
                super().save_instance(instance, is_create, row, **kwargs)
                self.save_related(instance, row, user=kwargs.get("user"))
        except IntegrityError as error:
            raise ValidationError(explain(error)) from error
        self.by_key[self.key_of_record(instance)] = instance
        self.touched.append(instance.pk)

    def related_cells(self, instance):
        """Return the columns of a record that live in other tables, as they are now."""
        return {}

    def save_related(self, instance, row, *, user):
        """Save what belongs to the record in other tables."""

    def init_instance(self, row=None):
        return self._meta.model()

    @classmethod
    def get_display_name(cls):
        return str(cls._meta.model._meta.verbose_name_plural)

    def records(self):
        """Return the records there are, with whatever is compared, in few queries."""
        return self._meta.model.objects.all()

    def key_of_row(self, row):
        raise NotImplementedError

    def key_of_record(self, record):
        raise NotImplementedError


def find(queryset, field, wanted, message):
    """Return the records with these values of a field, in the same order.

    Raises ValidationError with ``message``, which names the missing ones as ``missing``.
    """
    found = {
        str(getattr(record, field)): record
        for record in queryset.filter(**{f"{field}__in": wanted})
    }
    if missing := [value for value in wanted if value not in found]:
        raise ValidationError(message, params={"missing": ", ".join(missing)})
    return [found[value] for value in wanted]


def reasons(error):
    """Return the reasons of a refused row as ``column: reason`` sentences."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        message if name == NON_FIELD_ERRORS else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]
