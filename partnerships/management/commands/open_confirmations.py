"""Open the yearly round: from now on every authority is asked whether its ties still stand."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone

from partnerships.actions import confirmations
from partnerships.base.commands import LoggedCommand
from partnerships.models import User


class Command(LoggedCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)
        parser.add_argument("closes_on", type=dt.date.fromisoformat, help="the last day")
        parser.add_argument("--by", required=True, help="e-mail address of the colleague who opens")

    def handle(self, *, year, closes_on, by, **options):
        person = User.objects.staff().filter(email__iexact=by).first()
        if person is None:
            raise CommandError(f"No colleague at VNG International has the address {by}.")
        try:
            confirmations.open_round(
                year=year, closes_on=closes_on, by=person, on=timezone.localdate()
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"round {year} is open until {closes_on}; send_reminders mails who waits")
