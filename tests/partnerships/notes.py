"""Notes: the plainest thing that can be found, for tests of the search engine alone."""

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models

from partnerships.base.texts import Text, analyse, learn, learnt_for, search

TABLE = """
    CREATE TEMP TABLE test_note (
        id serial PRIMARY KEY, name text, year integer, search tsvector
    ) ON COMMIT DROP
"""


class Note(models.Model):
    """A text with a name; its table lasts as long as the transaction of a test."""

    name = models.TextField()
    year = models.IntegerField()
    search = SearchVectorField()

    class Meta:
        app_label = "notes"
        managed = False
        db_table = "test_note"
        ordering = ["pk"]

    def __str__(self):
        return self.name


def make_table():
    with connection.cursor() as cursor:
        cursor.execute(TABLE)


def write(name, *, year=2020, nl="", en="", zh="", **weights):
    """Publish a note: texts in three languages under C, others under their weight."""
    body = [Text(nl, "nl"), Text(en, "en"), Text(zh, "zh-hans")]
    weighted = {"C": body} | {
        weight: texts if isinstance(texts, list) else [Text(texts)]
        for weight, texts in weights.items()
    }
    learn(weighted)
    vector = analyse(weighted, learnt=learnt_for(weighted))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO test_note (name, year, search) VALUES (%s, %s, %s::tsvector)",
            [name, year, vector],
        )


def find(text, **options):
    """Return the names of the notes found, best first."""
    return names(search(Note.objects.all(), text, newness=models.F("year"), **options).ranked)


def names(notes):
    return [note.name for note in notes]
