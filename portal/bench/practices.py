"""Fills the benchmark's database with made-up practices, put together inside PostgreSQL."""

import time
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction

from partnerships.models import Practice, PracticeTheme, User

from . import fragments
from .fill import execute, load_places

BATCH = 20_000
SAMPLE = 200
PRACTICE = Practice._meta.db_table
DIVISIONS = Practice.divisions.through._meta.db_table
OTHERS = Practice.other_authorities.through._meta.db_table
THEMES = PracticeTheme._meta.db_table
# A number from 0 up to 1 that follows from a practice and a question.
CHANCE = """
    CREATE OR REPLACE FUNCTION bench_chance(id bigint, question int) RETURNS float
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN abs(hashint8extended(id, question) % 1000003) / 1000003.0
"""
# What each practice is put together from; the first of every list are drawn most often.
PLAN = """
    CREATE UNLOGGED TABLE bench_plan AS
    SELECT id,
        {head} AS head, {body} AS body, {authority} AS authority, {division} AS division,
        CASE WHEN bench_chance(id, 5) < 0.15 THEN {other} END AS other,
        CASE WHEN bench_chance(id, 6) < 0.15 THEN {second} END AS second,
        CASE WHEN bench_chance(id, 7) < 0.40 THEN {organisation} END AS organisation,
        {theme} AS theme,
        CASE WHEN bench_chance(id, 9) < 0.60 THEN {further} END AS further,
        (ARRAY['good_practice', 'lesson', 'stopped_attempt'])[
            1 + floor(3 * power(bench_chance(id, 10), 2))::int] AS kind,
        (ARRAY['declared', 'unverified', 'document', 'confirmed', 'conflicting'])[
            1 + floor(5 * power(bench_chance(id, 11), 2))::int] AS verification,
        CASE WHEN bench_chance(id, 12) < 0.9
            THEN (2025 - floor(40 * power(bench_chance(id, 13), 2)))::int::text ELSE '' END AS year,
        bench_chance(id, 14) < 0.05 AS is_anonymous,
        bench_chance(id, 15) < 0.97 AS is_published,
        now() - make_interval(secs => 10 * 365 * 86400 * bench_chance(id, 16)) AS moved_at
    FROM generate_series(1, %s) AS id
"""
DRAWN = {
    "head": ("head", 20, 2.0),
    "body": ("body", 21, 2.0),
    "authority": ("authority", 22, 2.2),
    "other": ("authority", 23, 2.2),
    "division": ("division", 24, 2.2),
    "second": ("division", 25, 2.2),
    "organisation": ("organisation", 26, 1.5),
    "theme": ("theme", 27, 1.3),
    "further": ("theme", 28, 1.3),
}
# Places stand in the order of their Dutch names, as a practice lists them.
IN_ORDER = "CASE WHEN d2.rank < d.rank THEN d2.{0} || d.{0} ELSE d.{0} || coalesce(d2.{0}, '') END"
ROWS = f"""
    SELECT p.id, p.kind, p.year, p.is_anonymous, p.is_published, p.moved_at, p.verification,
        {", ".join(f"h.{name}" for name in fragments.HEAD)},
        {", ".join(f"b.{name}" for name in fragments.STORY)},
        CASE WHEN p.is_anonymous THEN '{{}}' ELSE h.keywords END AS keywords,
        a.key AS authority_id, o.key AS organisation_id,
        ARRAY(
            SELECT DISTINCT value COLLATE "C" FROM unnest(
                CASE WHEN p.is_anonymous THEN '{{}}' ELSE
                    a.facets || d.facets
                    || coalesce(a2.facets, '{{}}') || coalesce(d2.facets, '{{}}')
                END || ARRAY[
                    'kind:' || p.kind, 'verification:' || p.verification, 'theme:' || t.slug,
                    'theme:' || t2.slug, 'year:' || nullif(p.year, ''),
                    'language:nl', 'language:en', 'language:zh-hans'
                ]
            ) AS value WHERE value IS NOT NULL ORDER BY 1
        ) AS facets,
        CASE WHEN p.is_anonymous THEN h.a || h.b || t.b || coalesce(t2.b, '') || b.c
        ELSE (
            h.a || (a.a || coalesce(a2.a, '') || {IN_ORDER.format("a")} || coalesce(o.a, ''))
        ) || (
            h.b || t.b || coalesce(t2.b, '') || h.k
            || (a.b || coalesce(a2.b, '') || {IN_ORDER.format("b")})
        ) || b.c END AS search
    FROM bench_plan p
    JOIN bench_head h ON h.number = p.head
    JOIN bench_body b ON b.number = p.body
    JOIN bench_authority a ON a.number = p.authority
    JOIN bench_division d ON d.number = p.division
    JOIN bench_theme t ON t.number = p.theme
    LEFT JOIN bench_authority a2 ON a2.number = p.other AND p.other <> p.authority
    LEFT JOIN bench_division d2 ON d2.number = p.second AND p.second <> p.division
    LEFT JOIN bench_organisation o ON o.number = p.organisation
    LEFT JOIN bench_theme t2 ON t2.number = p.further AND p.further <> p.theme
    WHERE p.id BETWEEN %s AND %s
"""
WRITTEN = {
    "id": "id",
    "slug": "'praktijk-' || id",
    "kind": "kind",
    **{name: name for name in (*fragments.HEAD, *fragments.STORY)},
    "keywords": "keywords",
    "authority_id": "authority_id",
    "organisation_id": "organisation_id",
    "started_on": "year",
    "is_anonymous": "is_anonymous",
    "verification": "verification",
    "publication": "CASE WHEN is_published THEN 'published' ELSE 'draft' END",
    "moved_at": "moved_at",
    "moved_by_id": "%s",
    "created_at": "moved_at",
    "updated_at": "moved_at",
    "sort_title": "lower(left(title_nl, 160))",
    "facets": "facets",
    "search": "search",
}
LINKS = (
    f"INSERT INTO {OTHERS} (practice_id, localauthority_id)"
    " SELECT p.id, key FROM bench_plan p JOIN bench_authority ON number = p.other"
    " WHERE p.other <> p.authority",
    f"INSERT INTO {DIVISIONS} (practice_id, chinesedivision_id)"
    " SELECT p.id, key FROM bench_plan p JOIN bench_division"
    " ON number = p.division OR number = p.second",
    f"INSERT INTO {THEMES} (practice_id, theme_id, rank)"
    " SELECT p.id, key, CASE WHEN number = p.theme THEN 1 ELSE 2 END FROM bench_plan p"
    " JOIN bench_theme ON number = p.theme OR number = p.further",
)


def fill(size, *, report):
    """Load the places, put practices together and check some; ``report`` hears of each step."""
    steps = (
        ("migrations", lambda: call_command("migrate", verbosity=0, interactive=False)),
        ("reference files", load_places),
        ("parts, read by the search", fragments.load),
        (f"{size:,} practices", lambda: _load(size)),
        ("VACUUM ANALYZE", lambda: execute("VACUUM ANALYZE")),
        (f"check of {SAMPLE}", lambda: check(size)),
    )
    for name, step in steps:
        started = time.perf_counter()
        step()
        report(f"  {name}: {time.perf_counter() - started:.1f} s")


def _load(size):
    user = User.objects.create_user("bench@chinapoort.example", None, name="Bench")
    execute(CHANCE)
    execute(PLAN.format(**{name: _drawn(*drawn) for name, drawn in DRAWN.items()}), [size])
    execute("ALTER TABLE bench_plan ADD PRIMARY KEY (id)")
    with _without_indexes(PRACTICE, DIVISIONS, OTHERS, THEMES):
        for first in range(1, size + 1, BATCH):
            _write(_statement(), [user.pk, first, min(first + BATCH - 1, size)])
        for statement in LINKS:
            _write(statement)
    for table in (PRACTICE, DIVISIONS, OTHERS, THEMES):
        execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
        )


def _drawn(table, question, power):
    return (
        f"floor((SELECT count(*) FROM bench_{table})"
        f" * power(bench_chance(id, {question}), {power}))::int"
    )


def _statement():
    """Return the statement that writes practices; other columns get the default of their field."""
    columns = dict(WRITTEN)
    for field in Practice._meta.concrete_fields:
        if field.column not in columns and not field.null:
            default = field.get_default()
            columns[field.column] = "false" if default is False else "''"
    return (
        f"INSERT INTO {PRACTICE} ({', '.join(columns)})"
        f" SELECT {', '.join(columns.values())} FROM ({ROWS}) AS rows"
    )


def _write(statement, parameters=None):
    """Carry out a statement without triggers, not even of foreign keys: all is drawn from keys."""
    with transaction.atomic():
        execute("SET LOCAL session_replication_role = replica")
        execute(statement, parameters)


@contextmanager
def _without_indexes(*tables):
    """Take the indexes away and make them anew, all rows at once: that is many times as fast."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " WHERE i.indrelid = ANY(%s::regclass[])"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
            [list(tables)],
        )
        indexes = cursor.fetchall()
    for name, _definition in indexes:
        execute(f"DROP INDEX {name}")
    yield
    execute("SET maintenance_work_mem = '1GB'")
    for _name, definition in indexes:
        execute(definition)
    execute("RESET maintenance_work_mem")


def check(size):
    """Refuse practices that their own index would find otherwise: some are indexed anew."""
    keys = list(range(1, size + 1, max(size // SAMPLE, 1)))
    some = Practice.objects.filter(pk__in=keys)
    before = dict(some.values_list("pk", "search").order_by("pk"))
    facets = dict(some.values_list("pk", "facets"))
    with transaction.atomic():
        some.reindex()
        wrong = [pk for pk, vector in some.values_list("pk", "search") if vector != before[pk]]
        wrong += [pk for pk, values in some.values_list("pk", "facets") if values != facets[pk]]
        transaction.set_rollback(True)
    if wrong:
        raise AssertionError(
            f"The made-up practices are not as indexed: {sorted(set(wrong))[:10]}."
        )


def rare_word():
    """Return a word that few practices hold: the name of the last of the organisations."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(name, ' ', 1) FROM partnerships_organisation o"
            " JOIN bench_organisation b ON b.key = o.id ORDER BY number DESC LIMIT 1"
        )
        return cursor.fetchone()[0].lower()
