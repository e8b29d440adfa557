"""Mail who should confirm ties in the open round; run it once a day, or more often."""

import datetime as dt

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from partnerships.actions import reminders
from partnerships.base.commands import LoggedCommand


class Command(LoggedCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent")
        parser.add_argument("--on", type=dt.date.fromisoformat, help="as if it were this day")

    def handle(self, *, dry_run, on, **options):
        if not settings.SITE_URL:
            raise CommandError("SITE_URL is not set; without it the links in mails lead nowhere.")
        sent = reminders.send_reminders(
            on=on or timezone.localdate(), site=settings.SITE_URL, is_dry_run=dry_run
        )
        counts = ", ".join(f"{step.value} {number}" for step, number in sent.items())
        self.stdout.write(f"mails {'that would be sent' if dry_run else 'sent'}: {counts}")
