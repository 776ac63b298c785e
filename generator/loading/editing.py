"""Single values of the data, addressed by id, and a file's text with some of them changed and nothing else."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from generator.loading.declared import text_of
from generator.loading.problems import Position
from generator.loading.tree import Mapping as MappingNode
from generator.loading.tree import Node, Scalar, Sequence, compose
from generator.loading.trees import DataTrees

_WIDTH = 100
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Address:
    """What names a value: a unit's text in a language, or a field of a register's record."""

    sheet: Literal["texts", "facts"]
    key: str
    field: str


class Unwritable(Exception):
    """A value that cannot be written so that it is read again as meant."""

    def __init__(self, at: Position) -> None:
        self.at = at
        super().__init__(str(at))


def editable(data: DataTrees) -> dict[Address, Scalar]:
    """Every value that can be changed by its address, in the order of files and lines."""
    found: dict[Address, Scalar] = {}
    for plan in data.plans:
        for unit in plan.units():
            for field, value in (("vi", unit.vi), ("en", text_of(unit.node, "text", "en", "text"))):
                if unit.id is not None and value is not None:
                    found[Address("texts", f"{plan.id}/{unit.id.text}", field)] = value
    for file, tree in data.registers.items():
        for kind, record in tree.records:
            name = text_of(record, "id")
            if name is None or "id" not in kind.model_fields:
                continue
            for path, value in _fields(record):
                if path != ("id",):
                    address = Address("facts", f"{file.removesuffix('.yml')}/{name.text}", ".".join(path))
                    found.setdefault(address, value)
    return found


def _fields(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """The scalars below a mapping, not those in lists."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, MappingNode):
        for key, value in node.values.items():
            yield from _fields(value, (*path, key))


@dataclass(frozen=True)
class Translation:
    """The English that a unit did not have, and the fingerprint of the Vietnamese it translates."""

    text: str
    of: str


def rewritten(
    text: str, file: str, changes: Mapping[Position, str], added: Mapping[Position, Translation] | None = None
) -> str:
    """A file's text with the values at some positions changed, and translations added behind the Vietnamese at others.

    Comments, order and other layout stay.

    Raises Unwritable where a value would not be read again as given, or another one would change.
    """
    # From the end, so that what is still to change keeps its position.
    translations = added or {}
    for at in sorted({*changes, *translations}, reverse=True):
        if at in translations:
            text = _translated(text, file, at, translations[at])
        if at in changes:
            text = _changed(text, file, at, changes[at])
    return text


def _translated(text: str, file: str, at: Position, translation: Translation) -> str:
    """The text with a translation below the Vietnamese; raises Unwritable where that shares its line."""
    lines = text.split("\n")
    head = lines[at.line - 1][: at.column - 1]
    values = _values(text, file)
    ways = [way for way, (spot, _) in values.items() if spot == at]
    if head.strip() != "vi:" or not ways:
        raise Unwritable(at)
    end = text.find("\n", _end(text, lines, _scalar_at(text, at)))
    end = len(text) if end < 0 else end
    above = (*ways[0][:-1], "en")
    new = {(*above, "text"): translation.text, (*above, "of"): translation.of, (*above, "state"): "unreviewed"}
    expected = {way: old for way, (_, old) in values.items()} | new
    margin = head[: -len(head.lstrip())]
    for spelled in (_block(">-", translation.text, len(margin) + 4), _block("|-", translation.text, len(margin) + 4)):
        below = f'en:\n  text: @\n  of: "{translation.of}"\n  state: unreviewed'
        block = "".join(f"\n{margin}{line}" for line in below.split("\n")).replace("@", spelled, 1)
        whole = text[:end] + block + text[end:]
        if {way: old for way, (_, old) in _values(whole, file).items()} == expected:
            return whole
    raise Unwritable(at)


def keeping_layout(old: str, file: str, edit: Callable[[str], str]) -> str:
    """A file's text edited, with its byte order mark and its line ends; `edit` sees neither.

    Raises Unwritable where there are two kinds of line end: one cannot tell which is meant.
    """
    mark = "\ufeff" if old.startswith("\ufeff") else ""
    end = "\r\n" if "\r\n" in old else "\n"
    plain = old.removeprefix(mark).replace("\r\n", "\n")
    if mark + plain.replace("\n", end) != old:
        raise Unwritable(Position(file))
    return mark + edit(plain).replace("\n", end)


def marked_reviewed(text: str, file: str, fingerprints: Iterable[Position]) -> str:
    """The text with `state: reviewed` behind each of some fingerprints; raises Unwritable as `rewritten` does."""
    for at in sorted(fingerprints, reverse=True):
        text = _marked_reviewed(text, file, at)
    return text


def _marked_reviewed(text: str, file: str, at: Position) -> str:
    values, lines = _values(text, file), text.split("\n")
    above = next((way[:-1] for way, (spot, _) in values.items() if spot == at), None)
    if above is None:
        raise Unwritable(at)
    expected = {way: old for way, (_, old) in values.items()} | {(*above, "state"): "reviewed"}
    end = _end(text, lines, _scalar_at(text, at))
    line_end = _offset(lines, at.line - 1, len(lines[at.line - 1]))
    margin = " " * lines[at.line - 1].rfind("of", 0, at.column - 1)
    for place, added in ((line_end, f"\n{margin}state: reviewed"), (end, ", state: reviewed")):
        new = text[:place] + added + text[place:]
        if {way: old for way, (_, old) in _values(new, file).items()} == expected:
            return new
    raise Unwritable(at)


def _changed(text: str, file: str, at: Position, value: str) -> str:
    lines = text.split("\n")
    event = _scalar_at(text, at)
    if at not in {spot for spot, _ in _values(text, file).values()}:
        raise Unwritable(at)
    expected = {place: value if spot == at else old for place, (spot, old) in _values(text, file).items()}
    start = _offset(lines, event.start_mark.line, event.start_mark.column)
    end = _end(text, lines, event)
    for candidate in _spellings(text, start, end, event.style, lines[event.start_mark.line], value):
        new = text[:start] + candidate + text[end:]
        if {place: old for place, (_, old) in _values(new, file).items()} == expected:
            return new
    raise Unwritable(at)


def _scalar_at(text: str, at: Position) -> Any:
    """The parser's event of the value at a position, which knows its style and where it ends."""
    for event in yaml.parse(text, Loader=_Loader):
        begun: Any = event.start_mark
        if isinstance(event, yaml.ScalarEvent) and (begun.line + 1, begun.column + 1) == (at.line, at.column):
            return event
    raise Unwritable(at)


def _offset(lines: list[str], line: int, column: int) -> int:
    return sum(len(one) + 1 for one in lines[:line]) + column


def _end(text: str, lines: list[str], event: Any) -> int:
    """Where a value's spelling ends; a block's after its last line that is not blank."""
    start = _offset(lines, event.start_mark.line, event.start_mark.column)
    if event.style not in ("|", ">"):
        end = _offset(lines, event.end_mark.line, event.end_mark.column)
        return start + len(text[start:end].rstrip(" \n"))
    last, indent = event.start_mark.line, None
    for number in range(last + 1, len(lines)):
        depth = len(lines[number]) - len(lines[number].lstrip(" "))
        if not lines[number].strip():
            continue
        indent = depth if indent is None else indent
        if depth < indent:
            break
        last = number
    return _offset(lines, last, len(lines[last]))


def _spellings(text: str, start: int, end: int, style: str | None, line: str, value: str) -> Iterator[str]:
    """The ways to spell a value, the one most like the present first; which one is right, reading tells."""
    old = text[start:end]
    header, _, body = old.partition("\n")
    column = start - (text.rfind("\n", 0, start) + 1)
    inside = len(line) - len(line.lstrip(" -")) + 2
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    if style in ("|", ">"):
        depth = len(body.lstrip("\n")) - len(body.lstrip("\n").lstrip(" "))
        yield _block(header, value, depth)
    elif style == '"':
        yield quoted
    elif style == "'":
        yield "'" + value.replace("'", "''") + "'"
    elif column + len(value) <= _WIDTH:
        yield value
    yield _block(">-", value, inside)
    yield _block("|-", value, inside)
    yield value
    yield quoted


def _block(header: str, value: str, indent: int) -> str:
    """A block scalar; a folded one breaks only where one space stands between words."""
    margin = " " * indent
    if not header.startswith(">"):
        return "\n".join([header, *(margin + line if line else "" for line in value.split("\n"))])
    lines = [""]
    for word in re.split(r"(?<=[^ ]) (?=[^ ])", value):
        if lines[-1] and indent + len(lines[-1]) + 1 + len(word) > _WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\n".join([header, *(margin + line for line in lines)])


def _values(text: str, file: str) -> dict[tuple[str | int, ...], tuple[Position, str]]:
    """Every scalar of a file by its way from the root; none where the file has a problem."""
    root, problems = compose(text, file)
    return {} if root is None or problems else dict(_walk(root, ()))


def _walk(node: Node, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], tuple[Position, str]]]:
    if isinstance(node, Scalar):
        yield way, (node.at, node.text)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _walk(item, (*way, number))
    elif isinstance(node, MappingNode):
        for key, value in node.values.items():
            yield from _walk(value, (*way, key))
