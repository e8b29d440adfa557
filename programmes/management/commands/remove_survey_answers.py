"""Remove answers to surveys that are kept as long as was promised; run it once a day."""

from django.utils import timezone

from partnerships.base.commands import LoggedCommand
from programmes.actions.surveys import remove_answers


class Command(LoggedCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count and remove nothing")

    def handle(self, *, dry_run, **options):
        count = remove_answers(on=timezone.localdate(), is_dry_run=dry_run)
        self.stdout.write(f"responses {'to remove' if dry_run else 'removed'}: {count}")
