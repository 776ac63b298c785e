"""`addresses.lock`: every address the site has ever published, one a line, and whether the list is as it was written.

The second line counts the addresses and has their SHA-256, so that a line that was edited, added or taken out by hand
is noticed; the first says what the file is.
"""

import hashlib
import re
from collections.abc import Iterable

from generator.loading.frozen import plain
from generator.loading.problems import Position, Problem
from generator.model.addresses import PublishedAddress

LOCK_FILE = "addresses.lock"

_TITLE = "# Every address ever published and what stands there. `plan-portal addresses --write` adds lines; none goes."
_COUNT = re.compile(r"# (\d+) sha256:([0-9a-f]{64})")
_LINE = re.compile(r"(?P<address>[!-~]+) (?P<kind>[a-z-]+)(?: (?P<id>[a-z0-9/-]+))?")
_HEAD = 2


def lock_text(addresses: Iterable[PublishedAddress]) -> str:
    """The text of the list: sorted, each address once."""
    lines = sorted({str(address) for address in addresses})
    return "\n".join((_TITLE, _count(lines), *lines, ""))


def _count(lines: list[str]) -> str:
    digest = hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    return f"# {len(lines)} sha256:{digest}"


def place_in_lock(place: int) -> Position:
    """Where an address stands, by its place among those of a list without problems."""
    return Position(f"data/{LOCK_FILE}", place + 1 + _HEAD)


def read_lock(raw: bytes, file: str) -> tuple[tuple[PublishedAddress, ...], list[Problem]]:
    """The addresses of a list, or what is wrong with it: each line at its place, and the list as a whole."""
    lines = plain(raw).decode("utf-8", "replace").splitlines()
    if not lines or lines[0] != _TITLE:
        return (), [Problem(Position(file), "lock-title", {"title": _TITLE})]
    counted = _COUNT.fullmatch(lines[1]) if len(lines) > 1 else None
    if counted is None:
        return (), [Problem(Position(file, 2), "lock-count")]
    own, problems, found = lines[_HEAD:], [], []
    seen: dict[str, int] = {}
    for number, line in enumerate(own, _HEAD + 1):
        match, at = _LINE.fullmatch(line), Position(file, number)
        if match is None:
            problems.append(Problem(at, "lock-line", {"value": line[:80]}))
            continue
        first = seen.setdefault(match["address"], number)
        if first != number:
            problems.append(Problem(at, "lock-doubled", {"value": match["address"], "first": str(first)}))
        found.append(PublishedAddress(address=match["address"], kind=match["kind"], id=match["id"] or ""))
    if not problems and lines[1] != _count(own):
        facts = {"found": str(len(own)), "counted": counted[1]}
        code = "lock-edited" if counted[1] == str(len(own)) else "lock-length"
        problems.append(Problem(Position(file, 2), code, {"lines": facts["found"], "counted": facts["counted"]}))
    return (() if problems else tuple(found)), problems
