"""What the import commands share: a file, a rehearsal, a report."""

from pathlib import Path

import tablib
from django.core.management.base import CommandError
from import_export.results import RowResult

from partnerships.base.commands import LoggedCommand
from partnerships.spreadsheets.base import FIRST_LINE, reasons

DATA = Path(__file__).resolve().parents[2] / "data"
MARKS = {
    RowResult.IMPORT_TYPE_NEW: "new",
    RowResult.IMPORT_TYPE_UPDATE: "changed",
    RowResult.IMPORT_TYPE_SKIP: "unchanged",
    RowResult.IMPORT_TYPE_INVALID: "refused",
}


class ImportCommand(LoggedCommand):
    """Import one reference file, in one transaction; a second run changes nothing.

    A bad row is reported with its line and reason while the rest goes in. ``--dry-run`` shows the
    differences and writes nothing.
    """

    sheet = None
    folder = DATA
    file_name = ""

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=self.folder / self.file_name)
        parser.add_argument("--dry-run", action="store_true", help="show, and write nothing")

    def handle(self, *, file, dry_run, verbosity, **options):
        self.load(self.sheet, file, dry_run=dry_run, verbosity=verbosity)

    def load(self, sheet, file, *, dry_run, verbosity):
        """Read a file into its sheet and tell what became of its rows."""
        try:
            dataset = tablib.Dataset().load(file.read_text("utf-8-sig"), format="csv")
        except (OSError, UnicodeDecodeError, tablib.exceptions.TablibException) as error:
            raise CommandError(f"{file} cannot be read as CSV in UTF-8: {error}") from error
        if not dataset.headers:
            raise CommandError(f"{file} is empty: line 1 holds the names of the columns.")
        result = sheet().import_data(dataset, dry_run=dry_run)
        for error in result.base_errors:
            raise CommandError(" ".join(getattr(error.error, "messages", [str(error.error)])))
        self.report(result, dataset, dry_run=dry_run, verbosity=verbosity)
        if result.has_errors():
            raise CommandError("Nothing was written: the lines above hold errors.")

    def report(self, result, dataset, *, dry_run, verbosity):
        for line, (row, cells) in enumerate(
            zip(result.rows, dataset.dict, strict=True), FIRST_LINE
        ):
            name = next(filter(None, cells.values()), "")
            for reason in self.refusals(row):
                self.stdout.write(f"  line {line} {name}: {reason}")
            if verbosity > 1 or dry_run:
                self.show_difference(result.diff_headers, row, line, name)
        counts = {mark: result.totals[kind] for kind, mark in MARKS.items()}
        counts["refused"] += result.totals[RowResult.IMPORT_TYPE_ERROR]
        told = ", ".join(f"{count} {mark}" for mark, count in counts.items())
        rehearsal = " (dry run, nothing written)" if dry_run else ""
        self.stdout.write(f"{self.file_name}: {told}{rehearsal}")

    @staticmethod
    def refusals(row):
        if row.validation_error:
            return reasons(row.validation_error)
        return [str(error.error) for error in row.errors]

    def show_difference(self, headers, row, line, name):
        if row.import_type == RowResult.IMPORT_TYPE_NEW:
            self.stdout.write(f"  line {line} {name}: new")
        if row.import_type == RowResult.IMPORT_TYPE_UPDATE:
            before, after = row.values_before, row.values_after
            for header, old, new in zip(headers, before, after, strict=True):
                if old != new:
                    self.stdout.write(f"  line {line} {name}: {header}: {old!r} → {new!r}")
