"""Remove what has been kept long enough; run it once a day, twice does no harm."""

from django.utils import timezone

from partnerships.actions.retention import apply_retention
from partnerships.base.commands import LoggedCommand


class Command(LoggedCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count, and remove nothing")

    def handle(self, *, dry_run, **options):
        report = apply_retention(now=timezone.now(), is_rehearsal=dry_run)
        for what, count in report.items():
            self.stdout.write(f"{what}: {count}")
        if dry_run:
            self.stdout.write("dry run, nothing removed")
