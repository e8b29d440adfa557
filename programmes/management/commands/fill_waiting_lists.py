"""Give free places at meetings to who waits longest; run it every hour, twice does no harm."""

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
        given = events.fill_waiting_lists(at=timezone.now(), site=settings.SITE_URL)
        self.stdout.write(f"places given: {given}")
