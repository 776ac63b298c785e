"""The tables under `/download/`, read back by parsers of their own field."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linking import Portal
from generator.pages.frame import TextFile
from generator.pages.open_data.csv_files import PACKAGE, csv_address, shielded, unshielded
from generator.pages.open_data.files import portal_record
from generator.pages.open_data.tables import Table, tables
from tests.conftest import Site, open_data

DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")


def downloads(portal: Portal, folder: Path) -> Path:
    """The data package and its tables, in a folder."""
    for file in open_data(portal).values():
        if isinstance(file, TextFile) and file.address.startswith("download/"):
            path = folder / file.address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.text.encode())
    return folder / PACKAGE


def read(path: Path) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def validated(package: Path) -> tuple[list[list[Any]], int]:
    """What frictionless finds wrong with a package and all that it describes, and how many rows it read."""
    frictionless.system.trusted = True
    report = frictionless.Package(str(package)).validate()
    return (
        report.flatten(["title", "rowNumber", "fieldName", "note"]),
        sum(task.stats.get("rows", 0) for task in report.tasks),
    )


@pytest.mark.parametrize("number", [0, 1])
def test_frictionless_accepts_the_packages_of_real_portals(number: int, portals: list[Portal], tmp_path: Path) -> None:
    assert validated(downloads(portals[number], tmp_path))[0] == []


def test_frictionless_accepts_every_invented_table(portals: list[Portal], tmp_path: Path) -> None:
    """As one package whose tables are those of all portals one behind the other; nothing else differs among them."""
    folder = tmp_path / "download"
    packages = [downloads(portal, folder / str(number)) for number, portal in enumerate(portals[2:])]
    first = json.loads(packages[0].read_text(encoding="utf-8"))
    for resource in first["resources"]:
        resource["extrapaths"] = []
    for package in packages:
        described = json.loads(package.read_text(encoding="utf-8"))
        for resource, own in zip(first["resources"], described["resources"], strict=True):
            path = package.parent / own["path"]
            raw = path.read_bytes()
            assert (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}") == (own.pop("bytes"), own.pop("hash"))
            assert own == {key: resource[key] for key in own}
            resource["extrapaths"].append(path.relative_to(folder).as_posix())
        assert frictionless.Package.validate_descriptor({**described, "resources": described["resources"][:1]}).valid
    for resource in first["resources"]:
        resource["path"] = resource["extrapaths"].pop(0)
        del resource["bytes"], resource["hash"]
    (folder / "all.json").write_text(json.dumps(first), encoding="utf-8")
    rows = sum(len(table.rows) for portal in portals[2:] for table in tables(portal_record(portal)))
    assert rows > 2_000
    assert validated(folder / "all.json") == ([], rows)


def test_frictionless_refuses_a_changed_table(portal: Portal, tmp_path: Path) -> None:
    package = downloads(portal, tmp_path)
    path = tmp_path / csv_address("items_duties")
    path.write_bytes(path.read_bytes().replace(b"2023/s2-4-a,", b"2023/s9-9-z,"))
    report = frictionless.Package(str(package)).validate()
    assert {"hash-count", "foreign-key"} <= {row[0] for row in report.flatten(["type"])}


def test_every_cell_comes_back(portals: list[Portal], tmp_path: Path) -> None:
    cells = 0
    for number, portal in enumerate(portals):
        downloads(portal, tmp_path / str(number))
        for table in tables(portal_record(portal)):
            rows = read(tmp_path / str(number) / csv_address(table.name))
            assert len(rows) == len(table.rows)
            for row, cell_row in zip(rows, table.rows, strict=True):
                for column, cell in zip(table.columns, cell_row, strict=True):
                    written = row[column.name]
                    assert not written.startswith(DANGEROUS)
                    cells += 1
                    if cell is None:
                        assert written == ""
                    elif column.type in ("string", "array"):
                        assert unshielded(written) == cell
                    else:
                        assert written == (str(cell).lower() if column.type == "boolean" else str(cell))
    assert cells > 10_000


@given(st.text())
def test_a_shield_is_taken_off_again(text: str) -> None:
    assert unshielded(shielded(text)) == text
    assert not shielded(text).startswith(DANGEROUS)


def test_the_tables_hold_what_the_records_hold(portal: Portal) -> None:
    record = portal_record(portal)
    by_name: dict[str, Table] = {table.name: table for table in tables(record)}
    duties = by_name["items_duties"]
    columns = [column.name for column in duties.columns]
    assert columns[:4] == ["item", "place", "role", "bodies"]
    rows = [dict(zip(columns, row, strict=True)) for row in duties.rows if row[0] == "2023/s2-4-a"]
    assert [(row["place"], row["role"], json.loads(str(row["bodies"])), row["basis_kind"]) for row in rows] == [
        (1, "lead", ["vff-all-levels-standing"], "stated"),
        (2, "partner", ["departments-sectors"], "stated"),
        (3, "concerned", ["relief-board"], "stated"),
    ]
    assert rows[0]["basis_words"] == "Ban Thường trực Ủy ban MTTQ Việt Nam các cấp chủ động"
    assert sum(len(item.duties) for item in record.items) == len(duties.rows)
    assert len(by_name["items"].rows) == 71


def test_no_kind_of_value_is_left_out(portal: Portal) -> None:
    """Every scalar of the JSON is a cell somewhere: counted, so that a new field cannot be forgotten."""
    record = portal_record(portal)

    def scalars(value: Any) -> int:
        if isinstance(value, dict):
            return sum(scalars(part) for part in value.values())
        if isinstance(value, list):
            return sum(scalars(part) for part in value)
        return value is not None

    for kind in ("plans", "items", "documents", "programmes", "bodies", "campaigns", "deadlines", "citations", "terms"):
        in_json = sum(scalars(one.model_dump(mode="json")) for one in getattr(record, kind))
        in_tables = 0
        for table in tables(record):
            if table.name.split("_")[0] != kind:
                continue
            extra = 2 if table.name != kind else 0
            for row in table.rows:
                for column, cell in list(zip(table.columns, row, strict=True))[extra:]:
                    if cell is not None:
                        in_tables += len(json.loads(str(cell))) if column.type == "array" else 1
        assert in_tables == in_json, kind


@pytest.mark.parametrize("built", ["site", "commune_site"])
def test_the_package_is_published_whole(built: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(built)
    package = json.loads((site.folder / PACKAGE).read_text(encoding="utf-8"))
    listed = {(site.folder / "download" / resource["path"]).resolve() for resource in package["resources"]}
    assert listed == {path.resolve() for path in (site.folder / "download/csv").iterdir()}
    for path in listed:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
