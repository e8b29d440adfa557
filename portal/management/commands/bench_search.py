"""Judges the search of the knowledge base by queries whose best answers are known."""

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.bench import engines, judged
from portal.bench.table import table


class Command(BaseCommand):
    help = "Measure nDCG and recall at 10 of our search, of PostgreSQL's Dutch and of SQLite FTS5."

    def add_arguments(self, parser):
        parser.add_argument("--markdown", action="store_true", help="tables for the README")
        parser.add_argument(
            "--worst", type=int, default=0, help="show our worst answers, held-out queries aside"
        )

    def handle(self, *, markdown, worst, **options):
        records, queries = judged.records(), judged.queries()
        with transaction.atomic():
            engines.fill(records)
            asked = {
                "ours": engines.ours,
                "PostgreSQL, dutch": engines.postgresql,
                "SQLite FTS5": engines.Sqlite(records),
            }
            answers = {
                name: {query: ask(query.text) for query in queries} for name, ask in asked.items()
            }
            # Nothing of the measurement stays, not even its temporary tables.
            transaction.set_rollback(True)
        self.stdout.write(
            f"{len(records)} practices, {len(queries)} queries; nDCG / recall at 10\n"
        )
        rows = [
            [title, len(chosen), *(judged.figures(chosen, found) for found in answers.values())]
            for title, chosen in judged.parts(queries).items()
        ]
        self.stdout.write(table(["queries", "number", *answers], rows, markdown=markdown))
        for line in judged.worst(queries, answers["ours"])[:worst]:
            self.stdout.write(line)
