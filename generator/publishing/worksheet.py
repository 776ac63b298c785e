"""The editors' workbook: values of the data in cells keyed by id, and what a filled-in workbook changes.

Sheet `texts` has a row for each unit with its Vietnamese and English, sheet `facts` a row for each value of a register;
the hidden sheet `base` keeps what every cell held when it was exported, so that both sides' changes are known.
"""

import difflib
import shutil
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from generator.loading import load_whole
from generator.loading.editing import Address, Translation, Unwritable, editable, keeping_layout, rewritten
from generator.loading.limits import MAX_CELLS, MAX_UNPACKED, MAX_WORKBOOK
from generator.loading.problems import Position
from generator.loading.tree import Scalar
from generator.loading.trees import DataTrees
from generator.model.text import fingerprint
from generator.pages.open_data.workbook import Sheet, parts, workbook

_TEXTS = ("key", "vi", "en")
_FACTS = ("key", "field", "value")
_NOWHERE = Scalar(Position(""), "")
_BASE = ("sheet", "key", "field", "text")


class NoWorkbook(Exception):
    """The file is none of our workbooks."""


class TooLarge(Exception):
    """The file is larger than a workbook of ours could be; what is said is the limit that it breaks."""


class TooLong(Exception):
    """A value does not fit a cell."""


@dataclass(frozen=True)
class Refusal:
    """A cell that cannot be merged, and why."""

    cell: str
    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Merge:
    """What a workbook changes: each edit by its address, and every cell that is refused."""

    edits: Mapping[Address, str]
    refusals: tuple[Refusal, ...]
    cells: Mapping[Address, str]
    """Where each edit was typed."""


@dataclass(frozen=True)
class _Cell:
    place: str
    text: str | None
    """None where the cell holds no text: a formula, a number, a date."""


def exported(data: DataTrees) -> bytes:
    """The workbook of the data; raises TooLong with the address of a value no cell can hold."""
    values = editable(data)
    for address, value in values.items():
        if len(parts(value.text)) > 1:
            raise TooLong(f"{address.key} {address.field}")
    units = dict.fromkeys(address.key for address in values if address.sheet == "texts")

    def text(key: str, field: str) -> str:
        value = values.get(Address("texts", key, field))
        return value.text if value else ""

    return workbook(
        (
            Sheet("texts", _TEXTS, tuple((key, text(key, "vi"), text(key, "en")) for key in units)),
            Sheet("facts", _FACTS, tuple((a.key, a.field, v.text) for a, v in values.items() if a.sheet == "facts")),
            Sheet("base", _BASE, tuple((a.sheet, a.key, a.field, v.text) for a, v in values.items()), hidden=True),
        )
    )


def merged(content: bytes, data: DataTrees) -> Merge:
    """What a workbook would change in the data; raises NoWorkbook, TooLarge."""
    try:
        _measured(content)
        book = load_workbook(BytesIO(content))
        texts, facts, kept = (
            _rows(book[name], columns) for name, columns in (("texts", _TEXTS), ("facts", _FACTS), ("base", _BASE))
        )
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        KeyError,
        ValueError,
        OSError,
        SyntaxError,
    ) as error:
        raise NoWorkbook(str(error)) from error
    base = {
        Address("texts" if sheet.text == "texts" else "facts", key.text or "", field.text or ""): text.text or ""
        for sheet, key, field, text in kept
    }
    cells: list[tuple[Address, _Cell]] = []
    for key, vi, en in texts:
        cells += [(Address("texts", key.text or "", "vi"), vi), (Address("texts", key.text or "", "en"), en)]
    cells += [(Address("facts", key.text or "", field.text or ""), value) for key, field, value in facts]
    present = editable(data)
    edits: dict[Address, str] = {}
    places: dict[Address, str] = {}
    refusals = []
    seen: set[Address] = set()
    for address, cell in cells:
        refusal = _refusal(address, cell, base, present, seen)
        seen.add(address)
        if refusal is not None:
            refusals.append(Refusal(cell.place, *refusal))
        elif cell.text and cell.text not in (base.get(address), present[address].text if address in present else None):
            edits[address], places[address] = cell.text, cell.place
    return Merge(edits, tuple(refusals), places)


def _refusal(
    address: Address, cell: _Cell, base: Mapping[Address, str], present: Mapping[Address, Scalar], seen: set[Address]
) -> tuple[str, dict[str, str]] | None:
    """Why a cell cannot be merged; None where it can, or changes nothing."""
    name = {"record": address.key, "field": address.field}
    if cell.text is None:
        return "sheet-not-text", name
    if address in seen:
        return "sheet-doubled", name
    if address not in base:
        known = any((address.sheet, address.key) == (one.sheet, one.key) for one in base)
        # A unit without English has an empty cell there; its first translation may be typed into it.
        if address in present and cell.text and cell.text != present[address].text:
            return "sheet-conflict", {**name, "base": "", "now": present[address].text, "sheet": cell.text}
        if address.field == "en" and replace(address, field="vi") in present:
            return None
        return ("sheet-no-value" if known else "sheet-unknown", name) if cell.text or not known else None
    if cell.text == base[address]:
        return None
    if address not in present:
        return "sheet-gone", name
    now = present[address].text
    if cell.text == now:
        return None
    if now != base[address]:
        return "sheet-conflict", {**name, "base": base[address], "now": now, "sheet": cell.text}
    return None if cell.text else ("sheet-emptied", name)


def _measured(content: bytes) -> None:
    """Raises TooLarge before anything is unpacked that would fill the memory."""
    if len(content) > MAX_WORKBOOK:
        raise TooLarge(f"{MAX_WORKBOOK:,}")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        # What an entry says of its size binds: zipfile reads no more of it than that.
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise TooLarge(f"{MAX_UNPACKED:,}")
        for entry in archive.infolist():
            # No spreadsheet program declares a document type; entities could grow without end.
            if entry.filename.endswith((".xml", ".rels")) and _declares(archive.read(entry)):
                raise NoWorkbook(f"<!DOCTYPE> ({entry.filename})")


def _declares(xml: bytes) -> bool:
    """Whether a file declares a document type, in UTF-8 or, with zeros between its letters, in UTF-16."""
    plain = xml.replace(b"\0", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _rows(sheet: Worksheet, columns: tuple[str, ...]) -> list[tuple[_Cell, ...]]:
    """The rows below the heading, without empty ones; raises ValueError where the heading is another."""
    # One cell far down makes a row of every empty one above it.
    if (sheet.max_row or 0) * len(columns) > MAX_CELLS:
        raise TooLarge(f"{MAX_CELLS:,}")
    lines = sheet.iter_rows(max_col=len(columns))
    if tuple(cell.value for cell in next(lines, ())) != columns:
        raise ValueError(sheet.title)
    return [
        tuple(_Cell(f"{sheet.title}!{cell.coordinate}", _typed(cell.value, cell.data_type)) for cell in line)
        for line in lines
        if any(cell.value is not None for cell in line)
    ]


def _typed(value: object, kind: str) -> str | None:
    if value is None:
        return ""
    if not isinstance(value, str) or kind != "s":
        return None
    # Windows' line ends are written so into a workbook.
    return unicodedata.normalize("NFC", value.replace("_x000D_", "").replace("\r\n", "\n"))


def changed_files(root: Path, data: DataTrees, edits: Mapping[Address, str]) -> dict[str, tuple[str, str]]:
    """The text of each changed file before and after, as proved by loading it; nothing is written.

    Raises ProblemsFound where the data would have problems, Unwritable where a value would not come back as meant.
    """
    values = editable(data)
    by_file: dict[str, dict[Position, str]] = {}
    added: dict[Position, Translation] = {}
    for address, text in edits.items():
        if address in values:
            at = values[address].at
            by_file.setdefault(at.file, {})[at] = text
        else:
            source = replace(address, field="vi")
            at = values[source].at
            by_file.setdefault(at.file, {})
            added[at] = Translation(text, fingerprint(edits.get(source, values[source].text)))
    found: dict[str, tuple[str, str]] = {}
    for file, changes in by_file.items():
        old = (root / file).read_bytes().decode("utf-8")
        here = {at: translation for at, translation in added.items() if at.file == file}
        edit = partial(rewritten, file=file, changes=changes, added=here)
        found[file] = (old, keeping_layout(old, file, edit))
    with tempfile.TemporaryDirectory() as folder:
        for name in ("data", "content"):
            shutil.copytree(root / name, Path(folder) / name)
        for file, (_, new) in found.items():
            (Path(folder) / file).write_bytes(new.encode())
        after = editable(load_whole(Path(folder) / "data", Path(folder) / "content").trees)
    intended = {address: value.text for address, value in values.items()} | dict(edits)
    if {address: value.text for address, value in after.items()} != intended:
        raise Unwritable(Position(next(iter(found), "data")))
    return found


def applied(root: Path, data: DataTrees, merge: Merge) -> tuple[dict[str, tuple[str, str]], Merge]:
    """The changed files, and the merge with every edit that could not be written as a refusal of its cell.

    Raises what `changed_files` raises where the fault is of no single cell.
    """
    values = editable(data)
    while True:
        try:
            return changed_files(root, data, merge.edits), merge
        except Unwritable as unwritable:
            # A first translation is placed by the Vietnamese it translates.
            wrong = [
                address
                for address in merge.edits
                if values.get(address, values.get(replace(address, field="vi"), _NOWHERE)).at == unwritable.at
            ]
            if not wrong:
                raise
            refused = (
                Refusal(merge.cells[one], "sheet-cell-unwritable", {"record": one.key, "field": one.field})
                for one in wrong
            )
            edits = {address: text for address, text in merge.edits.items() if address not in wrong}
            merge = Merge(edits, (*merge.refusals, *refused), merge.cells)


def diff(files: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The lines of a unified diff."""
    for file, (old, new) in sorted(files.items()):
        yield from difflib.unified_diff(old.split("\n"), new.split("\n"), f"a/{file}", f"b/{file}", lineterm="")


def write(root: Path, files: Mapping[str, tuple[str, str]]) -> None:
    """Put each changed file in the place of the old one, none half written."""
    fresh = {root / file: (root / file).with_name(f".{Path(file).name}.merge") for file in files}
    try:
        for (path, beside), (_, new) in zip(fresh.items(), files.values(), strict=True):
            beside.write_bytes(new.encode())
            shutil.copymode(path, beside)
        for path, beside in fresh.items():
            beside.replace(path)
    finally:
        for beside in fresh.values():
            beside.unlink(missing_ok=True)
