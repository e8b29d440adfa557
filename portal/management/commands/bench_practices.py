"""Measures the search of the practices on many made-up ones, in a database of its own."""

from django.urls import reverse

from partnerships.models import Practice
from portal.bench import cases, database, pages, practices
from portal.bench.command import MeasuringCommand


class Command(MeasuringCommand):
    help = "Measure search, lists and detail of practices. SCALE=S|M|L or a number; 20,000 without."
    database = database.PRACTICES
    noun = "practices"
    usual = 20_000

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--explain", default="", help="show the plans of this page's queries")

    def fill(self, size):
        practices.fill(size, report=self.say)

    def measure(self, *, times, explain, **options):
        addresses = {
            "floor (/healthz)": "/healthz",
            **cases.practices(practices.rare_word()),
            "one practice": one_practice(),
        }
        found = {name: pages.measure(url, times=times) for name, url in addresses.items()}
        self.show(
            f"Pages of practices, median of {times}",
            ["page", "queries", "ms", "bare SQL ms", "times", "slowest query ms", "kB", "status"],
            [
                [
                    name,
                    page.queries,
                    f"{page.milliseconds:.0f}",
                    f"{page.bare:.0f}",
                    f"{page.milliseconds / page.bare:.1f}" if page.statements else "-",
                    f"{page.slowest:.0f}",
                    f"{page.kilobytes:.0f}",
                    page.status,
                ]
                for name, page in found.items()
            ],
        )
        for sql, values in found[explain].statements if explain else ():
            self.say(f"\n{sql}\n{pages.explain(sql, values)}")


def one_practice():
    """Return the address of a practice in the middle of all."""
    public = Practice.objects.public().order_by("pk")
    slug = public.values_list("slug", flat=True)[public.count() // 3]
    return reverse("practice", args=[slug])
