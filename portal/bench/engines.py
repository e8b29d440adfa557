"""Three engines over the same texts: ours, PostgreSQL's Dutch dictionary, and SQLite's FTS5."""

import re
import sqlite3

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F

from partnerships.base.texts import analyse, learn, learnt_for, search


class JudgedRecord(models.Model):
    """A practice of the benchmark, in a table that goes with the connection."""

    reference = models.TextField()
    started_on = models.TextField()
    plain = models.TextField()
    search = SearchVectorField()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "bench_judged_record"
        ordering = ["pk"]

    def __str__(self):
        return self.reference


TABLES = """
    CREATE TEMP TABLE bench_judged_record (
        id serial PRIMARY KEY, reference text, started_on text, plain text, search tsvector
    );
    CREATE INDEX bench_judged_record_search ON bench_judged_record USING gin (costly(search));
    CREATE TEMP TABLE search_words (LIKE search_words INCLUDING ALL);
"""
DUTCH = """
    SELECT reference FROM bench_judged_record, websearch_to_tsquery('dutch', %s) AS query
    WHERE to_tsvector('dutch', plain) @@ query
    ORDER BY ts_rank_cd(to_tsvector('dutch', plain), query) DESC, id LIMIT 10
"""


def fill(records):
    """Write records into temporary tables, as a publication writes them: words, then vector."""
    texts = [record.weighted for record in records]
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
    learn(*texts)
    learnt = learnt_for(*texts)
    for record in records:
        vector = analyse(record.weighted, learnt=learnt)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bench_judged_record (reference, started_on, plain, search)"
                " VALUES (%s, %s, %s, %s::tsvector)",
                [record.reference, record.started_on, record.plain, vector],
            )


def ours(text):
    found = search(JudgedRecord.objects.all(), text, newness=F("started_on"))
    return list(found.ranked.values_list("reference", flat=True)[:10])


def postgresql(text):
    with connection.cursor() as cursor:
        cursor.execute(DUTCH, [text])
        return [reference for (reference,) in cursor.fetchall()]


class Sqlite:
    """FTS5 with the words of a query as it means them: all, "phrases", NOT and OR."""

    def __init__(self, records):
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("CREATE VIRTUAL TABLE texts USING fts5(reference UNINDEXED, plain)")
        rows = [(record.reference, record.plain) for record in records]
        self.connection.executemany("INSERT INTO texts VALUES (?, ?)", rows)

    def __call__(self, text):
        rows = self.connection.execute(
            "SELECT reference FROM texts WHERE texts MATCH ? ORDER BY bm25(texts), rowid LIMIT 10",
            [self.query(text)],
        )
        return [reference for (reference,) in rows]

    @staticmethod
    def query(text):
        wanted, unwanted = [], []
        for minus, phrase, word in re.findall(r'(-?)(?:"([^"]+)"|([^\s"]+))', text):
            if word == "OR" and wanted:
                wanted.append("OR")
            elif minus:
                unwanted.append(f'"{phrase or word}"')
            else:
                wanted.append(f'"{phrase or word}"')
        joined = re.sub(r'(?<=") (?=")', " AND ", " ".join(wanted))
        return " NOT ".join([f"({joined})", *unwanted])
