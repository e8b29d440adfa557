"""Mail who has a draft for a call that closes soon; run it once an hour, or more often."""

import datetime as dt

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from partnerships.base.commands import LoggedCommand
from programmes.actions import calls


class Command(LoggedCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent")
        parser.add_argument(
            "--at", type=dt.datetime.fromisoformat, help="as if it were this moment"
        )

    def handle(self, *, dry_run, at, **options):
        if not settings.SITE_URL:
            raise CommandError("SITE_URL is not set; without it the links in mails lead nowhere.")
        if at and timezone.is_naive(at):
            at = timezone.make_aware(at)
        count = calls.remind(at=at or timezone.now(), site=settings.SITE_URL, is_dry_run=dry_run)
        verb = "that would be reminded of" if dry_run else "reminded of"
        self.stdout.write(f"drafts {verb}: {count}")
