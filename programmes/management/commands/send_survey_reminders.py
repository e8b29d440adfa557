"""Mail who can answer an open survey and has not; run it once a day, or more often."""

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from partnerships.base.commands import LoggedCommand
from programmes.actions.survey_reminders import send_survey_reminders


class Command(LoggedCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent")

    def handle(self, *, dry_run, **options):
        if not settings.SITE_URL:
            raise CommandError("SITE_URL is not set; without it the links in mails lead nowhere.")
        sent = send_survey_reminders(at=timezone.now(), is_dry_run=dry_run)
        self.stdout.write(f"mails {'that would be sent' if dry_run else 'sent'}: {sent}")
