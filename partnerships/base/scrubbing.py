"""Takes words out of a whole database: every text column of every table, whatever it is for."""

import json
import re
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from django.db import connection
from django.utils.text import slugify
from psycopg import sql

TEXTS = ("text", "varchar", "bpchar", "citext")
DOCUMENTS = ("json", "jsonb")
LISTS = ("_text", "_varchar")
COLUMNS = """
    SELECT c.table_name, c.column_name, c.udt_name, c.character_maximum_length
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
      AND c.is_generated = 'NEVER' AND c.udt_name = ANY(%s)
    ORDER BY 1, 2
"""
# Chinese is written without spaces, so that a name in it has no ends of a word.
UNSPACED = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Column:
    """A column of a table that can hold words."""

    table: str
    name: str
    kind: str
    length: int | None

    def __str__(self):
        return f"{self.table}.{self.name}"


@dataclass(frozen=True)
class Word:
    """What is to be gone, and what stands there afterwards."""

    text: str
    instead: str
    any_case: bool = True

    @property
    def pattern(self):
        """Return the regular expression of PostgreSQL that finds the whole word."""
        body = r"\s+".join(re.escape(part) for part in self.text.split())
        if UNSPACED.search(self.text):
            return body
        return rf"(?<![\w.+-]){body}(?!\w)" if "@" in self.text else rf"(?<!\w){body}(?!\w)"


def words(emails, names, *, email_instead, name_instead):
    """Return the words of a person, in every way in which the database may have them written.

    A name of one word can be an ordinary word too; it goes only where it is written alike.
    """
    found = []
    for email in emails:
        found += [Word(way, email_instead) for way in _ways(email)]
    for name in sorted(names, key=len, reverse=True):
        is_full = " " in name or bool(UNSPACED.search(name))
        found += [Word(way, name_instead, any_case=is_full) for way in _ways(name)]
        slug = slugify(name)
        if "-" in slug:
            found.append(Word(slug, slugify(name_instead)))
    return found


def _ways(text):
    as_json = (json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1])
    return sorted({text, *as_json, quote(text), quote_plus(text)}, key=len, reverse=True)


def columns():
    """Return every column of the database that can hold words."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [[*TEXTS, *DOCUMENTS, *LISTS]])
        return [Column(*row) for row in cursor.fetchall()]


def scrub(column, found):
    """Replace words in one column; returns the keys of the rows that held them."""
    name, table = sql.Identifier(column.name), sql.Identifier(column.table)
    held, value = sql.SQL("{}::text").format(name), _source(column)
    wanted = sql.SQL(" OR ").join(
        sql.SQL("{} {} {}").format(
            held, sql.SQL("~*" if word.any_case else "~"), sql.Literal(word.pattern)
        )
        for word in found
    )
    for word in found:
        value = sql.SQL("regexp_replace({}, {}, {}, {})").format(
            value,
            sql.Literal(word.pattern),
            sql.Literal(word.instead.replace("\\", "\\\\")),
            sql.Literal("gi" if word.any_case else "g"),
        )
    key = sql.SQL("to_jsonb({}) ->> 'id'").format(table)
    statement = sql.SQL("UPDATE {} SET {} = {} WHERE {} RETURNING {}").format(
        table, name, _target(column, value), wanted, key
    )
    with connection.cursor() as cursor:
        # Doubled, because whoever passes triggers adds parameters to the statement.
        cursor.execute(statement.as_string(cursor.connection).replace("%", "%%"), [])
        return [row[0] for row in cursor.fetchall()]


def _source(column):
    if column.kind in LISTS:
        return sql.SQL("one")
    return sql.SQL("{}::text").format(sql.Identifier(column.name))


def _target(column, value):
    if column.kind in DOCUMENTS:
        return sql.SQL("({})::{}").format(value, sql.SQL(column.kind))
    if column.kind in LISTS:
        return sql.SQL(
            "(SELECT array_agg({} ORDER BY place)::{}[] "
            "FROM unnest({}) WITH ORDINALITY AS part (one, place))"
        ).format(value, sql.SQL(column.kind[1:]), sql.Identifier(column.name))
    if column.length:
        return sql.SQL("left({}, {})").format(value, sql.Literal(column.length))
    return value
