"""Write all that the portal holds of a person as JSON, history included."""

import json

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from partnerships.actions.personal_copy import copy_of
from partnerships.base.commands import LoggedCommand


class Command(LoggedCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        try:
            copy = copy_of(email=email, at=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(json.dumps(copy, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
