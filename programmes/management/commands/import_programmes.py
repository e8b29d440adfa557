from pathlib import Path

from django.db import transaction

from partnerships.management.commands._imports import ImportCommand
from programmes import spreadsheets as sheets

DATA = Path(__file__).resolve().parents[2] / "data"
# In this order: each names records of those before it.
FILES = {
    "organisations.csv": sheets.OrganisationSheet,
    "programmes.csv": sheets.ProgrammeSheet,
    "partners.csv": sheets.PartnerSheet,
    "offices.csv": sheets.OfficeSheet,
    "participations.csv": sheets.ParticipationSheet,
    "results.csv": sheets.ResultSheet,
    "sources.csv": sheets.SourceSheet,
    "calls.csv": sheets.CallSheet,
}


class Command(ImportCommand):
    help = "Import the programmes and what belongs to them; run twice, nothing changes."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=DATA)
        parser.add_argument("--dry-run", action="store_true", help="show, and write nothing")

    @transaction.atomic
    def handle(self, *, folder, dry_run, verbosity, **options):
        # A rehearsal writes too, since each file needs those before it; then all is undone.
        for name, sheet in FILES.items():
            self.file_name = name
            verbose = max(verbosity, 2) if dry_run else verbosity
            self.load(sheet, folder / name, dry_run=False, verbosity=verbose)
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was written.")
