"""The tables as CSV (RFC 4180) with a Frictionless data package that describes them."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from generator.pages.frame import TextFile
from generator.pages.open_data.records import PortalRecord
from generator.pages.open_data.tables import Cell, Table, key_column

_FOLDER = "download/"
PACKAGE = f"{_FOLDER}datapackage.json"

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV Injection), full-width forms in some locales too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SHIELD = "'"


def csv_address(table: str) -> str:
    return f"{_FOLDER}csv/{table}.csv"


def shielded(text: str) -> str:
    """A text no spreadsheet takes for a formula: an apostrophe before what begins like one, or like this shield."""
    return _SHIELD + text if text.startswith((*_FORMULA, _SHIELD)) else text


def unshielded(text: str) -> str:
    """What `shielded` was given: one apostrophe at the beginning is taken off.

    >>> unshielded(shielded("-"))
    '-'
    """
    return text.removeprefix(_SHIELD)


def csv_files(record: PortalRecord, tables: Iterable[Table]) -> Iterator[TextFile]:
    """A file of each table, and the package."""
    resources = []
    for table in tables:
        text = _csv(table)
        yield TextFile(csv_address(table.name), text)
        resources.append(_resource(table, text))
    yield TextFile(PACKAGE, json.dumps(_package(record, resources), ensure_ascii=False, indent=1) + "\n")


def _csv(table: Table) -> str:
    """The byte order mark tells Excel that the file is UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return "\ufeff" + written.getvalue()


def _written(cell: Cell) -> str:
    return shielded(cell) if isinstance(cell, str) else cell_text(cell)


def cell_text(cell: Cell) -> str:
    """A value as text: a date as ISO 8601, empty where nothing is stated."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _package(record: PortalRecord, resources: list[dict[str, Any]]) -> dict[str, Any]:
    about = record.portal
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": (urlsplit(about.address).hostname or "plan-portal").lower(),
        "title": about.name.vi,
        "description": (
            f"{about.description.vi}\n\n"
            "An empty cell is “not stated”. A text cell that begins with an apostrophe holds the text after it: the "
            "apostrophe keeps spreadsheets from reading the text as a formula."
        ),
        "homepage": about.address,
    }
    if about.licence:
        # `licenses` wants a code or an address; what the office states is a sentence.
        package["rights"] = {"vi": about.licence.vi, "en": about.licence.en}
    return {**package, "resources": resources}


def _resource(table: Table, text: str) -> dict[str, Any]:
    raw = text.encode()
    fields: list[dict[str, Any]] = []
    for column in table.columns:
        field: dict[str, Any] = {"name": column.name, "type": column.type}
        if column.description:
            field["description"] = column.description
        if column.required:
            field["constraints"] = {"required": True}
        fields.append(field)
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": csv_address(table.name).removeprefix(_FOLDER),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "schema": {
            "fields": fields,
            "primaryKey": list(table.key),
            "missingValues": [""],
            "foreignKeys": [
                {
                    "fields": column,
                    "reference": {"resource": "" if other == table.name else other, "fields": key_column(other)},
                }
                for column, other in table.references
            ],
        },
    }
