"""Fills the benchmark's database: the reference files, then made-up agreements by COPY."""

import io
import time
from contextlib import contextmanager
from itertools import islice

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from partnerships.models import (
    Agreement,
    AgreementTheme,
    Pair,
    Participant,
    Source,
    StatusChange,
    User,
)

from .data import Generator

BATCH = 5_000
TABLES = {
    "agreement": Agreement,
    "participants": Participant,
    "themes": AgreementTheme,
    "changes": StatusChange,
    "sources": Source,
}
# What the triggers would have written, for all agreements at once.
PAIRS = """
    SELECT a.id, dutch.authority_id, chinese.division_id, a.kind,
           a.status NOT IN ('ended', 'expired')
    FROM partnerships_agreement a
    JOIN partnerships_participant dutch
        ON dutch.agreement_id = a.id AND dutch.authority_id IS NOT NULL
    JOIN partnerships_participant chinese
        ON chinese.agreement_id = a.id AND chinese.division_id IS NOT NULL
"""
COLUMNS_OF_PAIRS = "agreement_id, authority_id, division_id, kind, is_running"
WRONG = {
    "pairs that are missing": f"({PAIRS}) EXCEPT SELECT {COLUMNS_OF_PAIRS} FROM partnerships_pair",
    "pairs too many": f"SELECT {COLUMNS_OF_PAIRS} FROM partnerships_pair EXCEPT ({PAIRS})",
    "statuses that do not follow from the history": """
        SELECT a.id FROM partnerships_agreement a
        LEFT JOIN LATERAL (
            SELECT status FROM partnerships_statuschange
            WHERE agreement_id = a.id ORDER BY position DESC LIMIT 1
        ) last ON TRUE
        LEFT JOIN LATERAL (
            SELECT status, "on" FROM partnerships_statuschange
            WHERE agreement_id = a.id AND is_public ORDER BY position DESC LIMIT 1
        ) shown ON TRUE
        WHERE (a.status, a.public_status, a.public_status_on) IS DISTINCT FROM
            (COALESCE(last.status, 'unknown'), COALESCE(shown.status, ''),
             COALESCE(shown."on", ''))
    """,
    "published agreements without both sides": """
        SELECT a.id FROM partnerships_agreement a
        WHERE a.publication = 'published'
        AND NOT EXISTS (SELECT 1 FROM partnerships_pair p WHERE p.agreement_id = a.id)
    """,
}


def fill(size, *, report):
    """Load the places and themes, make agreements and index them; ``report`` hears of each step."""
    steps = (
        ("migrations", lambda: call_command("migrate", verbosity=0, interactive=False)),
        ("reference files", load_places),
        (f"{size:,} agreements", lambda: _load_ties(size)),
        ("pairs", _load_pairs),
        ("check", _check),
        ("search and facets (reindex)", lambda: Agreement.objects.reindex()),
        ("VACUUM ANALYZE", lambda: execute("VACUUM ANALYZE")),
    )
    for name, step in steps:
        started = time.perf_counter()
        step()
        report(f"  {name}: {time.perf_counter() - started:.1f} s")


def load_places():
    for sheet in ("import_themes", "import_authorities", "import_divisions"):
        call_command(sheet, stdout=io.StringIO())


def _load_ties(size):
    user = User.objects.create_user("bench@chinapoort.example", None, name="Bench")
    ties = Generator(user_id=user.pk).ties(size)
    with _triggers_off(*TABLES.values()):
        while batch := list(islice(ties, BATCH)):
            with transaction.atomic():
                _copy(Agreement, [tie.agreement for tie in batch])
                for name in ("participants", "themes", "changes", "sources"):
                    _copy(TABLES[name], [row for tie in batch for row in getattr(tie, name)])
    execute(
        "SELECT setval(pg_get_serial_sequence('partnerships_agreement', 'id'),"
        " (SELECT max(id) FROM partnerships_agreement))"
    )


@contextmanager
def _triggers_off(*models):
    """Leave out our own triggers, which work row by row; foreign keys are still checked."""
    for model in models:
        execute(f'ALTER TABLE "{model._meta.db_table}" DISABLE TRIGGER USER')
    yield
    for model in models:
        execute(f'ALTER TABLE "{model._meta.db_table}" ENABLE TRIGGER USER')


def _copy(model, rows):
    """Write rows of columns by COPY; a column that is left out gets the default of its field."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.generated and (not field.primary_key or field.attname in rows[0])
    ]
    defaults = {field.attname: field.get_default() for field in fields}
    defaults |= {name: timezone.now() for name in ("created_at", "updated_at") if name in defaults}
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(list((defaults | row).values()))


def _load_pairs():
    with _triggers_off(Pair), transaction.atomic():
        execute(f"INSERT INTO partnerships_pair ({COLUMNS_OF_PAIRS}) {PAIRS}")


def _check():
    """Refuse data that our triggers would not have left."""
    for what, query in WRONG.items():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({query}) AS wrong")
            if number := cursor.fetchone()[0]:
                raise AssertionError(f"The made-up data is wrong: {number} {what}.")


def execute(statement, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
