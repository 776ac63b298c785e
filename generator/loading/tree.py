"""YAML as a tree in which every value keeps its position and stays text.

Of YAML only mappings, lists and scalars are read. Anchors, aliases, tags, merge keys, doubled keys, second documents,
empty values and text cut off by ` #` are problems, each at its place; the rest of the file is still read.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.loading.problems import Position, Problem

MAX_BYTES = 2_000_000
MAX_LINE = 20_000
MAX_DEPTH = 24

# Characters nobody can see in an editor, or that reorder what one sees: controls, zero width, bidirectional marks,
# line and paragraph separators, private use, surrogates and noncharacters. The no-break space (U+00A0) stays.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Scalar:
    at: Position
    text: str


@dataclass(frozen=True)
class Sequence:
    at: Position
    items: "tuple[Node, ...]"


@dataclass(frozen=True)
class Mapping:
    at: Position
    keys: dict[str, Position]
    values: "dict[str, Node]"


@dataclass(frozen=True)
class Unreadable:
    """A value that already has its problem; nothing more is said of it."""

    at: Position


Node = Scalar | Sequence | Mapping | Unreadable


class _StopError(Exception):
    """The file can be read no further."""


class _Composer:
    def __init__(self, text: str, file: str, first_line: int) -> None:
        self._file = file
        self._lines = text.split("\n")
        self._offset = first_line
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
        self.problems: list[Problem] = []

    def _at(self, mark: Any) -> Position:
        return Position(self._file, mark.line + self._offset, mark.column + 1)

    def _say(self, at: Position, code: str, **facts: str) -> None:
        self.problems.append(Problem(at, code, facts))

    def compose(self) -> Node | None:
        root: Node | None = None
        try:
            for event in self._events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if root is not None:
                        self._say(self._at(event.start_mark), "second-document")
                        return root
                    root = self._node(next(self._events), 0)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = self._at(mark) if mark else Position(self._file, self._offset)
            self._say(at, *_syntax(error))
        except yaml.YAMLError:
            self._say(Position(self._file, self._offset), "yaml-syntax", detail="")
        except _StopError:
            pass
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        at = self._at(event.start_mark)
        if depth > MAX_DEPTH:
            self._say(at, "too-deep", limit=str(MAX_DEPTH))
            raise _StopError
        if isinstance(event, yaml.AliasEvent):
            self._say(at, "alias", name=str(event.anchor))
            return Unreadable(at)
        refused = False
        if anchor := getattr(event, "anchor", None):
            self._say(at, "anchor", name=str(anchor))
            refused = True
        if tag := getattr(event, "tag", None):
            self._say(at, "tag", name=str(tag))
            refused = True
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event, at)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(at, depth)
        else:
            node = self._mapping(at, depth)
        return Unreadable(at) if refused else node

    def _scalar(self, event: yaml.ScalarEvent, at: Position) -> Node:
        text = unicodedata.normalize("NFC", event.value)
        unseen = _UNSEEN.search(text)
        if unseen:
            self._say(at, "unseen-character", **_character(unseen.group()))
            return Unreadable(at)
        if event.style in (None, "") and event.implicit[0]:
            end: Any = event.end_mark
            line = self._lines[end.line] if end.line < len(self._lines) else ""
            before, rest = line[: end.column], line[end.column :]
            if text and (re.match(r"[ \t]+#", rest) or (before.endswith((" ", "\t")) and rest.startswith("#"))):
                self._say(
                    Position(at.file, end.line + self._offset, line.index("#", end.column) + 1), "text-after-hash"
                )
                return Unreadable(at)
            if text in _NULLS:
                self._say(at, "empty")
                return Unreadable(at)
        elif not text.strip():
            self._say(at, "empty")
            return Unreadable(at)
        # A block or folded scalar ends with the line break of its last line; that break is layout, not text.
        return Scalar(at, text.removesuffix("\n") if event.style in ("|", ">") else text)

    def _sequence(self, at: Position, depth: int) -> Node:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(at, tuple(items))

    def _mapping(self, at: Position, depth: int) -> Node:
        keys: dict[str, Position] = {}
        values: dict[str, Node] = {}
        merged = False
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key_at = self._at(event.start_mark)
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            said = len(self.problems)
            if key is None:
                self._node(event, depth + 1)
                if len(self.problems) == said:
                    self._say(key_at, "key-not-text")
            elif getattr(event, "anchor", None) or getattr(event, "tag", None):
                self._say(key_at, "key-not-text")
            value = self._node(next(self._events), depth + 1)
            if key is None:
                continue
            if key == "<<":
                self._say(key_at, "merge-key")
                merged = True
            elif key in keys:
                self._say(key_at, "doubled-key", key=key, first=str(keys[key].line))
            else:
                keys[key], values[key] = key_at, value
        return Unreadable(at) if merged else Mapping(at, keys, values)


def _syntax(error: yaml.MarkedYAMLError) -> tuple[str]:
    about = f"{error.context or ''} {error.problem or ''}"
    if "quoted scalar" in about:
        return ("unclosed-quote",)
    if "mapping values are not allowed" in about:
        return ("stray-colon",)
    return ("yaml-syntax",)


def _character(character: str) -> dict[str, str]:
    return {"character": f"U+{ord(character):04X}", "name": unicodedata.name(character, "–")}


def read_tree(raw: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML file and every problem of its form; no tree where nothing could be read."""
    text, problems = read_text(raw, file)
    return (None, problems) if text is None else compose(text, file)


def read_text(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """A file's text: UTF-8 of bounded size, without characters nobody can see; the problems if it is not."""
    if len(raw) > MAX_BYTES:
        return None, [Problem(Position(file), "file-too-large", {"limit": f"{MAX_BYTES:,}"})]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        return None, [Problem(Position(file, line, column), "not-utf-8")]
    text = text.replace("\r\n", "\n")
    problems = []
    for match in _UNSEEN.finditer(text):
        problems.append(Problem(_position(text, match.start(), file), "unseen-character", _character(match.group())))
    for number, line_text in enumerate(text.split("\n"), 1):
        if len(line_text) > MAX_LINE:
            problems.append(Problem(Position(file, number), "line-too-long", {"limit": f"{MAX_LINE:,}"}))
    return (None if problems else text), problems


def compose(text: str, file: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of YAML text whose first line is the given line of its file."""
    tabs = [
        Problem(Position(file, text.count("\n", 0, match.end()) + first_line, match.end() - match.start()), "tab")
        for match in _TAB_INDENT.finditer(text)
    ]
    if tabs:
        return None, tabs
    composer = _Composer(text, file, first_line)
    root = composer.compose()
    if root is None and not composer.problems:
        return None, [Problem(Position(file, first_line), "empty-file")]
    return root, composer.problems


def _position(text: str, offset: int, file: str) -> Position:
    return Position(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
