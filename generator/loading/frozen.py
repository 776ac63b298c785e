"""Frozen revisions: which files an earlier state of a plan consists of, and whether they are still as they were.

A set is the plan's files of that day and, below `registers/`, every register of that day, so that no later register
changes how it reads. `SHA256SUMS` lists them as `sha256sum` does; its own SHA-256 stands in plan.yml.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.loading.problems import Position, Problem

REVISIONS_FOLDER = "revisions"
REGISTERS_FOLDER = "registers"
SUMS_FILE = "SHA256SUMS"

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def plain(raw: bytes) -> bytes:
    """A file's bytes as they are counted: LF line endings and no byte order mark, whatever an editor or git made."""
    return raw.removeprefix(_BOM).replace(b"\r\n", b"\n")


def digest(raw: bytes) -> str:
    """The SHA-256 of a file's plain bytes."""
    return hashlib.sha256(plain(raw)).hexdigest()


def frozen_files(data: Path, plan: str, registers: Iterable[str]) -> dict[str, bytes]:
    """The files of a plan's present state by their names in a frozen set, its list of them among them."""
    folder = data / "plans" / plan
    own = [path for path in folder.iterdir() if path.suffix in (".yml", ".txt") and not path.name.startswith(".")]
    files = {path.name: plain(path.read_bytes()) for path in own}
    files |= {f"{REGISTERS_FOLDER}/{name}": plain((data / name).read_bytes()) for name in registers}
    return files | {SUMS_FILE: _sums(files)}


def _sums(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{digest(files[name])}  {name}\n" for name in sorted(files)).encode()


def relisted(folder: Path) -> bytes:
    """The list of a set's files as they are now; of files that it did not list it says nothing."""
    lines = plain((folder / SUMS_FILE).read_bytes()).decode("utf-8").splitlines()
    names = [match[2] for line in lines if (match := _LINE.fullmatch(line))]
    return _sums({name: (folder / name).read_bytes() for name in names})


def set_problems(folder: Path, name: str, fingerprint: str) -> list[Problem]:
    """What is no longer as it was frozen: each file edited, missing or extra, and the list itself."""

    def said(file: str, code: str) -> Problem:
        return Problem(Position(f"{name}/{file}"), code)

    if folder.is_symlink():
        return [Problem(Position(name), "not-regular", {"value": folder.name})]
    present: dict[str, str] = {}
    odd = []
    for path in sorted(folder.rglob("*")):
        file = path.relative_to(folder).as_posix()
        # As everywhere in the data, hidden files (of a desktop, an editor) are nobody's.
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            odd.append(Problem(Position(f"{name}/{file}"), "not-regular", {"value": path.name}))
        elif path.is_file():
            try:
                present[file] = digest(path.read_bytes())
            except OSError:
                odd.append(said(file, "frozen-file-missing"))
    if SUMS_FILE not in present:
        return [*odd, said(SUMS_FILE, "frozen-file-missing")]
    if present.pop(SUMS_FILE) != fingerprint:
        return [*odd, said(SUMS_FILE, "frozen-list-edited")]
    lines = plain((folder / SUMS_FILE).read_bytes()).decode("utf-8", "replace").splitlines()
    listed = {match[2]: match[1] for line in lines if (match := _LINE.fullmatch(line))}
    return [
        *odd,
        *(said(file, "frozen-file-missing") for file in sorted(listed.keys() - present.keys())),
        *(said(file, "frozen-file-extra") for file in sorted(present.keys() - listed.keys())),
        *(
            said(file, "frozen-edited")
            for file in sorted(listed.keys() & present.keys())
            if listed[file] != present[file]
        ),
    ]
