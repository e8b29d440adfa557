"""Take the name and addresses of a person out of the whole database, history included."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from partnerships.actions.erasure import erase
from partnerships.base.commands import LoggedCommand


class Command(LoggedCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--dry-run", action="store_true", help="show, and write nothing")

    def handle(self, *, email, dry_run, **options):
        try:
            report = erase(email=email, is_rehearsal=dry_run)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        for place, count in sorted(report.items()):
            self.stdout.write(f"{place}: {count}")
        done = "would be removed or rewritten" if dry_run else "removed or rewritten"
        self.stdout.write(f"{sum(report.values())} places {done}")
