"""Remind who has a place at a meeting within two days; run it once a day, or more often."""

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from partnerships.base.commands import LoggedCommand
from programmes.actions import events


class Command(LoggedCommand):
    help = __doc__

    def handle(self, **options):
        if not settings.SITE_URL:
            raise CommandError("SITE_URL is not set; without it the links in mails lead nowhere.")
        sent = events.send_reminders(at=timezone.now(), site=settings.SITE_URL)
        self.stdout.write(f"mails sent: {sent}")
