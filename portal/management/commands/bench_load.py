"""Measures what happens when many people do the same in one moment, as production serves them."""

import os

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.bench import database, load, serving, submissions
from portal.bench.command import MeasuringCommand
from portal.bench.letterbox import letterbox


class Command(MeasuringCommand):
    help = "Let 200 people act at once on a throw-away database; fails when anybody is lost."
    database = database.LOAD

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--workers", type=int, default=4, help="processes of gunicorn")

    def go_to_own_database(self, size, *, fresh):
        """Measure on a database that is made for it and gone afterwards."""
        try:
            super().go_to_own_database(size, fresh=True)
        finally:
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
                name = self.database.name
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def prepare(self, size):
        call_command("compile_messages")
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            call_command("collectstatic", verbosity=0, interactive=False)
        self.say(f"Making the tables in {self.database.name} ...")
        call_command("migrate", verbosity=0)
        self.say(f"{os.cpu_count()} cores, PostgreSQL {self.server()}")

    def measure(self, *, workers, **options):
        wrong = []
        for make in (load.registrations, submissions.at_once, submissions.in_turn):
            wrong += self.one(make(), workers)
        if wrong:
            raise CommandError(f"Not as it must be: {', '.join(wrong)}.")

    def one(self, rush, workers):
        """Run one rush; returns what was not as it must be."""
        with letterbox() as box:
            os.environ |= {
                "EMAIL_HOST": load.HOST,
                "EMAIL_PORT": str(box.port),
                "ARRIVAL_HEADER": load.ARRIVAL,
            }
            with serving.gunicorn(workers=workers) as port:
                answers = load.send(rush, port)
            failed = sum(not one.is_right for one in answers)
            checks = [
                *rush.checks(),
                load.Check("answers that were not right", 0, failed),
                load.Check("mails", rush.mails, box.count),
            ]
        self.show(
            f"{rush.title}; gunicorn with {workers} workers",
            ["what", "must be", "is"],
            [[one.label, one.expected, one.found] for one in checks],
        )
        names = ("half of them", "95th percentile", "the last")
        times = zip(names, load.figures(answers), strict=True)
        self.show(
            "Seconds until the answer",
            ["people", "seconds"],
            [[name, f"{value:.2f}"] for name, value in times],
        )
        return [one.label for one in checks if not one.is_right]
