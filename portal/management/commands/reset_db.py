"""Starts over with an empty database and the real data; local machines only."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "Empty the database of this machine and load the real data again."

    def handle(self, **options):
        if not settings.LOCAL:
            raise CommandError("Only the database of a local machine can be emptied.")
        self.stdout.write("Emptying the database ...")
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        call_command("prepare", stdout=self.stdout)
