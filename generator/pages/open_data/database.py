"""The tables as one SQLite file, with a full-text index and views that answer the obvious questions."""

import datetime
import sqlite3
from collections.abc import Iterable

from generator.pages.frame import BinaryFile
from generator.pages.open_data.tables import Cell, Table

ADDRESS = "download/portal.sqlite"

_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT", "array": "TEXT"}

_VIEWS = """
CREATE VIEW duties_by_body AS
SELECT bodies.id AS body, bodies.name_vi, bodies.name_en, duty.role, duty.item, items.text_vi, items.text_en_text,
  duty.basis_kind, duty.basis_words
FROM items_duties AS duty, json_each(duty.bodies) AS named
JOIN bodies ON bodies.id = named.value JOIN items ON items.key = duty.item
ORDER BY bodies.rowid, items.rowid, duty.place;

CREATE VIEW cited_by AS
SELECT documents.id AS document, documents.name_vi, citing.item, citing.language, citing.text, citing.pinpoint
FROM citations AS citing JOIN documents ON documents.id = citing.document
ORDER BY documents.rowid, citing.rowid;

CREATE VIEW refused_citations AS
SELECT id, item, language, text, outcome, candidates FROM citations WHERE document IS NULL ORDER BY rowid;

CREATE VIEW deadlines_by_day AS
SELECT key, item, date, words, precision FROM deadlines ORDER BY date IS NULL, date, rowid;

CREATE VIRTUAL TABLE search USING fts5(key UNINDEXED, vi, en, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO search SELECT key, text_vi, coalesce(text_en_text, '') FROM items ORDER BY rowid;
"""


def database_file(tables: Iterable[Table]) -> BinaryFile:
    """The database; the same tables give the same bytes with the same SQLite."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        for table in tables:
            _fill(connection, table)
        connection.executescript(_VIEWS)
        connection.execute("VACUUM")
        return BinaryFile(ADDRESS, connection.serialize())
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, table: Table) -> None:
    columns = [
        f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.required else ""}' for column in table.columns
    ]
    # Names of tables and columns are those of the declared records, never data.
    key = ", ".join(f'"{name}"' for name in table.key)
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({key}))')
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(
        f'INSERT INTO "{table.name}" VALUES ({marks})',  # noqa: S608
        ([_plain(cell) for cell in row] for row in table.rows),
    )


def _plain(cell: Cell) -> str | int | None:
    return cell.isoformat() if isinstance(cell, datetime.date) else cell
