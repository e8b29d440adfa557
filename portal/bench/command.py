"""What the commands share that measure the portal on a large made-up register."""

import os
import subprocess
import sys

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from . import database
from .table import table

SCALES = {"S": 1_000, "M": 20_000, "L": 1_000_000}


class MeasuringCommand(BaseCommand):
    """Runs in production settings on a database of its own, which it fills when that is needed."""

    database = None
    noun = ""
    usual = 0

    def add_arguments(self, parser):
        parser.add_argument("--fresh", action="store_true", help="make the data anew")
        parser.add_argument("--markdown", action="store_true", help="tables for the README")
        parser.add_argument("--times", type=int, default=20, help="visits of each page")

    def handle(self, *, fresh, **options):
        self.options, size = options, self.size()
        if self.database.is_at(os.environ["DATABASE_URL"]):
            self.prepare(size)
            self.measure(**options)
        else:
            self.go_to_own_database(size, fresh=fresh)

    def measure(self, **options):
        raise NotImplementedError

    def fill(self, size):
        raise NotImplementedError

    def size(self):
        scale = os.environ.get("SCALE", "").upper()
        if scale and scale not in SCALES and not scale.isdigit():
            raise CommandError(f"SCALE is one of {', '.join(SCALES)}, or a number.")
        if not scale:
            return self.usual
        return SCALES.get(scale) or max(int(scale), 10)

    def go_to_own_database(self, size, *, fresh):
        """Run this command once more, in production settings on the benchmark's database.

        This process stays, so that the server of the database stays.
        """
        address = self.database.ensure(os.environ["DATABASE_URL"], size=size, fresh=fresh)
        command = [sys.executable, *sys.argv]
        done = subprocess.run(command, env=database.environment(address), check=False)  # noqa: S603 -- our own words
        if done.returncode:
            raise CommandError("The measurement broke off; slowness alone never does that.")

    def prepare(self, size):
        call_command("compile_messages")
        call_command("collectstatic", verbosity=0, interactive=False)
        if not database.is_complete(connection):
            self.say(f"Making {size:,} {self.noun} in {self.database.name} ...")
            self.fill(size)
            self.database.stamp(connection, size)
        self.say(f"{size:,} {self.noun}, {os.cpu_count()} cores, PostgreSQL {self.server()}")

    @staticmethod
    def server():
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return cursor.fetchone()[0].split()[0]

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    def show(self, title, headers, rows):
        self.say(f"\n{title}\n")
        self.say(table(headers, rows, markdown=self.options["markdown"]))
