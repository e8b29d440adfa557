"""Looks for words in every column of every table, whatever it holds."""

from django.db import connection
from psycopg import sql

COLUMNS = """
    SELECT table_name, column_name, udt_name
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
    ORDER BY 1, 2
"""


def found(*markers):
    """Return ``table.column`` of every place where one of some words stands, in any case."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return [
            f"{table}.{column}"
            for table, column, kind in cursor.fetchall()
            if _holds(cursor, table, column, kind, markers)
        ]


def _holds(cursor, table, column, kind, markers):
    as_text = sql.SQL("encode({}, 'escape')" if kind == "bytea" else "{}::text")
    statement = sql.SQL("SELECT count(*) FROM {} WHERE {} ILIKE ANY (%s)").format(
        sql.Identifier(table), as_text.format(sql.Identifier(column))
    )
    cursor.execute(statement.as_string(cursor.connection), [[f"%{one}%" for one in markers]])
    return cursor.fetchone()[0] > 0
