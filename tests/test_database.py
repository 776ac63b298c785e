"""The SQLite file, opened by sqlite3: whole, searchable, and its views say what the pages say."""

import sqlite3
from pathlib import Path

from generator.linking import Portal
from generator.pages.open_data.database import ADDRESS, database_file
from generator.pages.open_data.files import portal_record
from generator.pages.open_data.tables import tables
from tests.conftest import Site


def _open(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    return connection


def test_every_database_is_sound_and_holds_every_row(portals: list[Portal]) -> None:
    for portal in portals:
        of_kinds = tables(portal_record(portal))
        connection = _open(database_file(of_kinds).content)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in of_kinds:
            rows = connection.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid').fetchall()
            plain = [tuple(str(c) if c is not None else None for c in row) for row in rows]
            expected = [
                tuple(None if c is None else str(int(c) if isinstance(c, bool) else c) for c in row)
                for row in table.rows
            ]
            assert plain == expected, table.name


def test_the_same_tables_give_the_same_bytes(portal: Portal) -> None:
    of_kinds = tables(portal_record(portal))
    assert database_file(of_kinds) == database_file(of_kinds)


def test_the_views_answer_as_the_portal_does(site: Site, portal: Portal) -> None:
    connection = sqlite3.connect(f"file:{site.folder / ADDRESS}?mode=ro", uri=True)
    for body in portal.model.bodies:
        rows = connection.execute("SELECT role, item FROM duties_by_body WHERE body = ?", (body.id,)).fetchall()
        assert rows == [(part.role, "/".join(part.located.key)) for part in portal.parts_of(body)]
    for document in portal.model.documents:
        asked = "SELECT DISTINCT item FROM cited_by WHERE document = ? AND language = 'vi'"
        rows = connection.execute(asked, (document.id,)).fetchall()
        assert rows == [("/".join(located.key),) for located in portal.cited_by(document)]
    refused = connection.execute("SELECT count(*) FROM refused_citations WHERE language = 'vi'").fetchone()
    assert refused == (len(portal.refused("vi")),)
    days = [row[0] for row in connection.execute("SELECT date FROM deadlines_by_day")]
    assert len(days) == 33 and days[0] == "2023-07-27" and days[1] is None
    found = connection.execute("SELECT key FROM search WHERE vi MATCH 'cứu trợ'").fetchall()
    typed = connection.execute("SELECT key FROM search WHERE vi MATCH 'cuu tro'").fetchall()
    assert ("2023/s2-4-a",) in found and set(found) <= set(typed)


def test_the_views_survive_hard_characters(portals: list[Portal]) -> None:
    for portal in portals:
        connection = _open(database_file(tables(portal_record(portal))).content)
        for view in ("duties_by_body", "cited_by", "refused_citations", "deadlines_by_day"):
            connection.execute(f"SELECT * FROM {view}").fetchall()
        parts = sum(len(portal.parts_of(body)) for body in portal.model.bodies)
        assert connection.execute("SELECT count(*) FROM duties_by_body").fetchone() == (parts,)


def test_the_file_carries_no_name_of_this_machine(portal: Portal) -> None:
    assert str(Path.cwd()).encode() not in database_file(tables(portal_record(portal))).content
