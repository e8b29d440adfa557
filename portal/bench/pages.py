"""Times pages inside this process, with every statement they send to the database."""

import re
import statistics
import time
from dataclasses import dataclass, field

from django.db import connection
from django.test import Client
from psycopg import ClientCursor

# One for all visits: a new one would load the middleware again each time.
CLIENT = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
_ROWS = re.compile(r'^SELECT "partnerships_agreement"\..* LIMIT 26$', re.DOTALL)
_SCAN = re.compile(r"Seq Scan on partnerships_agreement\b")


@dataclass
class Visit:
    """One request: its status, its time, and the time of each statement in milliseconds."""

    status: int = 0
    milliseconds: float = 0
    size: int = 0
    statements: list = field(default_factory=list)

    def watch(self, execute, sql, params, many, context):
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.statements.append((sql, params, (time.perf_counter() - started) * 1000))


@dataclass
class Page:
    """What many visits of one address have in common."""

    status: int
    milliseconds: float
    kilobytes: float
    queries: str
    slowest: float
    slowest_sql: tuple
    scans: str
    statements: list
    bare: float


def measure(address, *, times):
    """Return the medians of an address, after two visits that do not count."""
    visits = [_visit(address) for _ in range(times + 2)][2:]
    numbers = {len(visit.statements) for visit in visits}
    last = visits[-1].statements
    medians = [
        statistics.median(visit.statements[place][2] for visit in visits)
        for place in range(min(numbers))
    ]
    slowest = max(range(len(medians)), key=medians.__getitem__) if medians else None
    return Page(
        status=visits[-1].status,
        milliseconds=statistics.median(visit.milliseconds for visit in visits),
        kilobytes=visits[-1].size / 1024,
        queries="-".join(str(number) for number in sorted(numbers)),
        slowest=medians[slowest] if medians else 0,
        slowest_sql=last[slowest][:2] if medians else ("", None),
        scans=_scans(last),
        statements=[one[:2] for one in last],
        bare=statistics.median(_bare(last) for _ in range(times)),
    )


def _bare(statements):
    """Return how long the statements of a page take alone: sent by the driver, all rows fetched."""
    connection.ensure_connection()
    with ClientCursor(connection.connection) as cursor:
        started = time.perf_counter()
        for sql, params, _time in statements:
            cursor.execute(sql, params)
            cursor.fetchall()
        return (time.perf_counter() - started) * 1000


def _visit(address):
    visit = Visit()
    with connection.execute_wrapper(visit.watch):
        started = time.perf_counter()
        response = CLIENT.get(address, secure=True)
        visit.milliseconds = (time.perf_counter() - started) * 1000
    visit.status, visit.size = response.status_code, len(response.content)
    return visit


def _scans(statements):
    """Return whether the statement for the rows of a list reads the whole table: yes, no or -."""
    rows = [(sql, params) for sql, params, _time in statements if _ROWS.match(sql)]
    if not rows:
        return "-"
    return "yes" if any(_SCAN.search(explain(*one)) for one in rows) else "no"


def explain(sql, params):
    """Return how the database carries out a statement, with times and pages read."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params)
        return "\n".join(line for (line,) in cursor.fetchall())
