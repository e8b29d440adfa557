"""Mail what is new to those who follow a search; run it once a day."""

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from partnerships.actions import subscriptions
from partnerships.base.commands import LoggedCommand


class Command(LoggedCommand):
    help = __doc__

    def handle(self, **options):
        if not settings.SITE_URL:
            raise CommandError("SITE_URL is not set; without it the links in mails lead nowhere.")
        sent = subscriptions.send_digests(now=timezone.now(), site=settings.SITE_URL)
        self.stdout.write(f"{sent} digests sent")
