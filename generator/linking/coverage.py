"""The proof that nothing was dropped: every character of the signed text is carried by exactly one unit."""

import unicodedata
from dataclasses import dataclass

from generator.model.plans import Plan


@dataclass(frozen=True)
class Uncarried:
    """A stretch of the source no unit carries; line and column count from 1."""

    line: int
    column: int
    text: str


@dataclass(frozen=True)
class Coverage:
    """How a plan's units lie on its source: marker, spacing and text of each unit are accounted for in order."""

    units: int
    characters: int
    carried: int
    uncarried: tuple[Uncarried, ...]
    unplaced: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.uncarried and not self.unplaced


def coverage(plan: Plan) -> Coverage:
    """Lay the units of a plan on its source in printed order; ValueError where the plan has no source.

    Spaces around and between units are spacing; every other character belongs to one unit's marker or text. A unit
    whose text does not follow is looked for further on, and what lies between is uncarried.
    """
    if plan.source is None:
        raise ValueError(f"plan {plan.id} has no source text")
    # The data is composed at the border; the proof compares like with like, without the mark some editors put first.
    source = unicodedata.normalize("NFC", plan.source.removeprefix("\ufeff"))
    at = 0
    carried = 0
    gaps: list[tuple[int, int]] = []
    unplaced = []
    units = list(plan.units())
    for unit in units:
        place = _next(source, at, unit.marker or "", unit.text.vi)
        if place is None:
            unplaced.append(unit.id)
            continue
        start, end = place
        if source[at:start].strip():
            gaps.append((at, start))
        else:
            carried += start - at
        carried += end - start
        at = end
    if source[at:].strip():
        gaps.append((at, len(source)))
    else:
        carried += len(source) - at
    return Coverage(len(units), len(source), carried, tuple(_gap(source, *gap) for gap in gaps), tuple(unplaced))


def _next(source: str, at: int, marker: str, text: str) -> tuple[int, int] | None:
    """Where a unit stands at or after a place, on lines of its own; first choice is right here."""
    line = at
    while line <= len(source):
        start = line
        while start < len(source) and source[start].isspace():
            start += 1
        end = _fits(source, start, marker, text)
        if end is not None:
            return start, end
        following = source.find("\n", start)
        if following < 0:
            return None
        line = following + 1
    return None


def _fits(source: str, start: int, marker: str, text: str) -> int | None:
    if not source.startswith(marker, start):
        return None
    begin = start + len(marker)
    if marker:
        while begin < len(source) and source[begin].isspace() and source[begin] != "\n":
            begin += 1
    if not source.startswith(text, begin):
        return None
    end = begin + len(text)
    line_end = source.find("\n", end)
    rest = source[end : line_end if line_end >= 0 else len(source)]
    return None if rest.strip() else end


def _gap(source: str, start: int, end: int) -> Uncarried:
    text = source[start:end]
    first = start + len(text) - len(text.lstrip())
    line_start = source.rfind("\n", 0, first) + 1
    return Uncarried(source.count("\n", 0, first) + 1, first - line_start + 1, text.strip())
