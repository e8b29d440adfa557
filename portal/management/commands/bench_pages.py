"""Has Lighthouse and axe judge the pages that the real register makes, served as in production."""

import os
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.bench import accessibility, browser, cases, database, lighthouse, serving
from portal.bench.table import table

HEADERS = (
    *("page", "performance", "accessibility", "best practices", "SEO"),
    *("kB", "kB script", "CLS", "LCP s"),
)
MOST_VIOLATIONS_SHOWN = 20


class Command(BaseCommand):
    help = "Measure pages with the real data by Lighthouse; poor marks never fail the command."

    def add_arguments(self, parser):
        parser.add_argument("--markdown", action="store_true", help="a table for the README")
        parser.add_argument(
            "--sitemap", action="store_true", help="axe on every address of the sitemap instead"
        )

    def handle(self, *, markdown, sitemap, **options):
        self.refuse_incomplete()
        if settings.LOCAL:
            self.go_to_production()
            return
        call_command("collectstatic", verbosity=0, interactive=False)
        with serving.gunicorn("portal.bench.proxied") as port:
            if sitemap:
                self.sweep(port)
            else:
                self.measure(port, markdown=markdown)

    @staticmethod
    def refuse_incomplete():
        if browser.chromium() is None:
            raise CommandError(browser.MISSING)
        if lighthouse.node() is None or not lighthouse.SCRIPT.exists():
            raise CommandError("Lighthouse is missing; install it: make bench-pages")

    def go_to_production(self):
        """Run this command once more in production settings, on the database of this machine.

        This process stays, so that the server of the database stays.
        """
        call_command("prepare", stdout=self.stdout)
        environment = database.environment(os.environ["DATABASE_URL"])
        done = subprocess.run([sys.executable, *sys.argv], env=environment, check=False)  # noqa: S603 -- our own words
        if done.returncode:
            raise CommandError("The measurement broke off; poor marks alone never do that.")

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    def measure(self, port, *, markdown):
        """Show the marks of each page, and below them what cost points."""
        found = {}
        for name, address in cases.visited().items():
            self.say(f"Measuring {name} ...")
            found[name] = lighthouse.measure(port, address)
        rows = [row(name, marks) for name, marks in found.items()]
        self.say(f"\n{table(HEADERS, rows, markdown=markdown)}")
        for name, marks in found.items():
            lines = [f"failed: {marks.failure}"] if marks.failure else marks.lost
            for line in lines:
                self.say(f"{name}: {line}")

    def sweep(self, port):
        """Show how many pages of the sitemap axe accepts, and the first that it does not."""
        paths = accessibility.addresses(port)
        self.say(f"The sitemap names {len(paths):,} pages.")
        found = accessibility.sweep(port, paths, report=self.report)
        self.say(
            f"{found.checked:,} pages checked, violations {len(found.violations)}, "
            f"not checked {len(found.failures)}"
        )
        for line in (found.failures + found.violations)[:MOST_VIOLATIONS_SHOWN]:
            self.say(line)

    def report(self, found):
        if found.checked and found.checked % 250 == 0:
            self.say(f"{found.checked:,} pages, violations {len(found.violations)} ...")


def row(name, marks):
    """Return the cells of a page; what could not be measured is shown as such."""
    if marks.failure:
        return [name, "failed", *["-"] * (len(HEADERS) - 2)]
    return [
        name,
        *("-" if score is None else f"{score * 100:.0f}" for score in marks.scores),
        f"{marks.kilobytes:.0f}",
        f"{marks.script_kilobytes:.1f}",
        "-" if marks.shift is None else f"{marks.shift:.3f}",
        "-" if marks.largest_paint is None else f"{marks.largest_paint / 1000:.1f}",
    ]
