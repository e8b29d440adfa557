"""Measures the portal on a large made-up register, in a database of its own."""

import json
import subprocess
import sys

from django.conf import settings
from django.urls import reverse

from partnerships.models import Agreement
from portal.bench import cases, database, fill, pages, serving
from portal.bench.command import MeasuringCommand

PARTS = ("pages", "export", "serving")
SLOW = 50


class Command(MeasuringCommand):
    help = "Measure lists, detail, export and serving. SCALE=S|M|L or a number; 100,000 without."
    database = database.AGREEMENTS
    noun = "agreements"
    usual = 100_000

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--explain", action="store_true", help="show the plans of slow queries")
        parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)

    def fill(self, size):
        fill.fill(size, report=self.say)

    def measure(self, *, only, times, **options):
        for part in only:
            getattr(self, part)(times)

    def pages(self, times):
        """Show the time and statements of each list and of one agreement."""
        addresses = {**cases.lists(deep()), "one agreement": one_agreement(), "home": "/"}
        found = {name: pages.measure(url, times=times) for name, url in addresses.items()}
        self.show(
            f"Pages, median of {times}",
            ["page", "ms", "queries", "slowest query ms", "scans table", "kB", "status"],
            [
                [
                    name,
                    f"{page.milliseconds:.0f}",
                    page.queries,
                    f"{page.slowest:.1f}",
                    page.scans,
                    f"{page.kilobytes:.0f}",
                    page.status,
                ]
                for name, page in found.items()
            ],
        )
        if self.options["explain"]:
            self.explain(found)

    def explain(self, found):
        for name, page in found.items():
            if page.slowest > SLOW:
                self.say(f"\n{name}: {page.slowest:.0f} ms\n{page.slowest_sql[0]}")
                self.say(pages.explain(*page.slowest_sql))

    def export(self, _times):
        """Show the speed and memory of the CSV of everything."""
        command = [sys.executable, "-m", "portal.bench.stream"]
        done = subprocess.run(  # noqa: S603 -- our own words
            command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
        )
        if done.returncode:
            self.say(f"The export failed: {done.stderr[-500:]}")
            return
        result = json.loads(done.stdout)
        self.show(
            "CSV of all agreements",
            ["rows", "MB", "seconds", "rows/s", "peak memory MB", "of which before MB"],
            [
                [
                    f"{result['rows']:,}",
                    f"{result['megabytes']:.0f}",
                    f"{result['seconds']:.1f}",
                    f"{result['rows'] / result['seconds']:,.0f}",
                    f"{result['peak']:.0f}",
                    f"{result['peak_before']:.0f}",
                ]
            ],
        )

    def serving(self, _times):
        """Show how many requests in a second gunicorn answers."""
        addresses = {
            "floor (/healthz)": "/healthz",
            "home": "/",
            "list": cases.agreements(),
            "list, status=active": cases.agreements("status=active"),
            **{name: cases.agreements(cases.FILTERED[name]) for name in list(cases.FILTERED)[:2]},
            "one agreement": one_agreement(),
        }
        rows = []
        with serving.gunicorn() as port:
            for name, url in addresses.items():
                found = serving.rate(port, url)
                rows.append([name, f"{found.per_second:,.1f}", found.failed])
        self.show(
            f"Requests per second: gunicorn with {serving.WORKERS} workers, "
            f"{serving.CONNECTIONS} connections, {serving.client_name()}",
            ["page", "requests/s", "failed"],
            rows,
        )


def deep():
    """Return the agreement in the middle of the list in its usual order."""
    public = Agreement.objects.public()
    return public.order_by("sort_title", "pk").values_list("slug", flat=True)[public.count() // 2]


def one_agreement():
    """Return the address of an agreement with parties of usual size."""
    public = Agreement.objects.public().order_by("pk")
    slug = public.values_list("slug", flat=True)[public.count() // 3]
    return reverse("agreement", args=[slug])
