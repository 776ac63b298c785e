"""YAML as a tree in which every value keeps its position and stays text.

Of YAML only mappings, lists and scalars are read. Anchors, aliases, tags, merge keys, doubled keys, second documents,
empty values, text cut off by ` #` and the layouts of `slips` are problems, each at its place; the rest is still read.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.loading.limits import MAX_BYTES, MAX_DEPTH, MAX_LINE, MAX_PROBLEMS
from generator.loading.problems import Position, Problem
from generator.loading.slips import Place, Written, last_line_of_block, slip_in, slips_in_comments

# Characters nobody can see in an editor, or that reorder what one sees: controls, zero width, bidirectional marks,
# line and paragraph separators, private use, surrogates and noncharacters. The no-break space (U+00A0) stays.
_EMOJI = "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f]"
_UNSEEN = re.compile(
    # Within an emoji the joiner and the choice of its coloured form are part of what is seen.
    f"(?!(?<={_EMOJI})\u200d(?={_EMOJI}))(?!(?<={_EMOJI})\ufe0f)"
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# More marks on one letter than any language writes; they cover the lines above and below.
_STACKED = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}")
# Cyrillic, Greek and full-width letters that look like Latin ones, within a word that has Latin letters or digits.
_ALIKE = (
    "\u0370-\u037f\u0386-\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bd\u03bf"
    "\u0400-\u052f\uff10-\uff5a"
)
_LOOKALIKE = re.compile(f"[{_ALIKE}]")
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_DEEP = re.compile(rf"(?:[\[{{] ?){{{MAX_DEPTH + 1}}}")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    at: Position
    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    at: Position
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Mapping:
    at: Position
    keys: dict[str, Position]
    values: "dict[str, Node]"


@dataclass(frozen=True, slots=True)
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
        self._written: list[Written] = []
        self.problems: list[Problem] = []

    def _at(self, mark: Any) -> Position:
        return Position(self._file, mark.line + self._offset, mark.column + 1)

    def _say(self, at: Position, code: str, **facts: str) -> None:
        self.problems.append(Problem(at, code, facts))
        if len(self.problems) > MAX_PROBLEMS:
            self.problems.append(Problem(at, "too-many-problems", {"limit": str(MAX_PROBLEMS)}))
            raise _StopError

    def compose(self) -> Node | None:
        root: Node | None = None
        try:
            for event in self._events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if root is not None:
                        self._say(self._at(event.start_mark), "second-document")
                        return root
                    root = self._node(next(self._events), 0, Place("file"))
            for line, column, code in slips_in_comments(self._lines, self._written):
                self._say(Position(self._file, line + self._offset, column + 1), code)
        except yaml.MarkedYAMLError as error:
            unread = self._unread(error)
            # What stops the file in the very line where a text went on astray is that slip, told better.
            self.problems = [p for p in self.problems if p.code != "text-over-lines" or p.at.line != unread.at.line]
            self.problems.append(unread)
        except yaml.YAMLError:
            self._say(Position(self._file, self._offset), "yaml-syntax", detail="")
        except _StopError:
            pass
        return root

    def _unread(self, error: yaml.MarkedYAMLError) -> Problem:
        """Where a file stops being YAML; for a quotation mark that closed too late or never, where it opened."""
        mark = error.problem_mark or error.context_mark
        code = _syntax(error)
        if code == "unclosed-quote" and error.context_mark is not None:
            mark = error.context_mark
        last = self._written[-1] if self._written else None
        if last and last.style == "quoted" and last.line < last.last and mark and mark.line == last.last:
            ours = range(last.line + self._offset, last.last + self._offset + 1)
            self.problems = [p for p in self.problems if p.code != "text-over-lines" or p.at.line not in ours]
            return Problem(Position(self._file, last.line + self._offset, last.column + 1), "unclosed-quote")
        return Problem(self._at(mark) if mark else Position(self._file, self._offset), code)

    # The stubs know no place of an event and no style of a list.
    def _node(self, event: Any, depth: int, place: Place) -> Node:
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
            node = self._scalar(event, at, place)
        elif isinstance(event, yaml.SequenceStartEvent):
            within = Place("brackets" if event.flow_style else "list", at.column - 1)
            node = self._sequence(at, depth, within)
        else:
            node = self._mapping(at, depth, bool(event.flow_style))
        return Unreadable(at) if refused else node

    def _scalar(self, event: yaml.ScalarEvent, at: Position, place: Place) -> Node:
        text = unicodedata.normalize("NFC", event.value)
        written = self._as_written(event, place)
        self._written.append(written)
        unseen = _UNSEEN.search(text)
        if unseen:
            self._say(at, "unseen-character", **_character(unseen.group()))
            return Unreadable(at)
        if stacked := _STACKED.search(text):
            self._say(at, "stacked-marks", **_character(stacked.group()[0]))
            return Unreadable(at)
        if alike := _lookalike(text):
            self._say(at, "lookalike", **_character(alike))
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
        if slip := slip_in(written, self._lines):
            self._say(Position(at.file, slip.line + self._offset, slip.column + 1), slip.code)
            return Unreadable(at)
        # A block or folded scalar ends with the line break of its last line; that break is layout, not text.
        return Scalar(at, text.removesuffix("\n") if event.style in ("|", ">") else text)

    def _as_written(self, event: Any, place: Place) -> Written:
        start, end = event.start_mark, event.end_mark
        line: int = start.line
        column: int = start.column
        if event.style in ("|", ">"):
            last = last_line_of_block(self._lines, line)
            return Written("block", place, line, column, last, len(self._lines[last]), event.value)
        style: Any = "plain" if event.style in (None, "") else "quoted"
        return Written(style, place, line, column, end.line, end.column, event.value)

    def _sequence(self, at: Position, depth: int, within: Place) -> Node:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1, within))
        return Sequence(at, tuple(items))

    def _mapping(self, at: Position, depth: int, flow: bool) -> Node:
        keys: dict[str, Position] = {}
        values: dict[str, Node] = {}
        merged = False
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key_at = self._at(event.start_mark)
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            said = len(self.problems)
            if key is None:
                self._node(event, depth + 1, Place("mapping"))
                if len(self.problems) == said:
                    self._say(key_at, "key-not-text")
            elif getattr(event, "anchor", None) or getattr(event, "tag", None):
                self._say(key_at, "key-not-text")
            line = self._lines[key_at.line - self._offset]
            column = len(line) - len(line.lstrip(" ")) if flow else key_at.column - 1
            value = self._node(next(self._events), depth + 1, Place("mapping", column))
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


def _lookalike(text: str) -> str | None:
    """A letter of another script that passes for a Latin one, in a word with Latin letters or digits."""
    if not _LOOKALIKE.search(text):
        return None
    for word in text.split():
        letter = _LOOKALIKE.search(word)
        if letter and _LATIN.search(word):
            return letter.group()
    return None


def _syntax(error: yaml.MarkedYAMLError) -> str:
    about = f"{error.context or ''} {error.problem or ''}"
    if "escape" in about or "hexadecimal" in about:
        return "escape"
    if "quoted scalar" in about:
        return "unclosed-quote"
    if "mapping values are not allowed" in about:
        return "stray-colon"
    return "yaml-syntax"


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
        if len(line_text) > MAX_LINE and (deep := _DEEP.search(line_text)):
            problems.append(Problem(Position(file, number, deep.end()), "too-deep", {"limit": str(MAX_DEPTH)}))
        elif len(line_text) > MAX_LINE:
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
