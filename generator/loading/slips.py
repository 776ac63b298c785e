"""Layout that one slip of a finger makes of a sound file: read as YAML reads it, it would lose or move what was typed.

YAML gives a meaning to nearly every arrangement of characters; a deleted quotation mark, dash or line break often
leaves a file that still can be read, and says something else. What such a slip leaves is refused here, each form
by its own rule; `tests/test_slips.py` tries the rules on thousands of slips in the real files.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Style = Literal["plain", "quoted", "block"]


@dataclass(frozen=True)
class Place:
    """Where a value stands: what it is part of, and the column of its key or dash (or of its line, within brackets)."""

    within: Literal["file", "mapping", "list", "brackets"]
    column: int = 0


@dataclass(frozen=True)
class Written:
    """A value as it stands in its file; lines and columns count from 0, `last` is the last line of its text."""

    style: Style
    place: Place
    line: int
    column: int
    last: int
    end_column: int
    text: str


class Slip(NamedTuple):
    """The place and the code of a problem; line and column count from 0."""

    line: int
    column: int
    code: str


# The escapes that say which character is meant (\_ is the no-break space); \t, \N and their like are one backslash
# that strayed before a letter.
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[n\"\\/ _]|$)|(\\)")
_NEXT_ITEM = re.compile(r"\S- | {2,}- |\S-$")
# A text whose last quotation mark has no first one (4.") or has it behind a stray character (x"4.").
_HALF_QUOTED = re.compile(r"""^[^"]*(?:"[^"]*"[^"]*)*"$|^[^\s"]+"[^"]*"$|^[^\s']+'[^']*'$""")
_NOT_TEXT = re.compile(r"[-?] |#")
# The sign of a block text behind a stray character (x>-): it would be the first word of the text.
_NO_BLOCK = re.compile(r"\S[|>][-+]?$")
_DATA_LINE = re.compile(r" *(?:- +)*(?:[a-z_]+:(?: |$)|- *\S)")
_STRAY_COMMA = re.compile(r",(?=[^\s\]}])")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def last_line_of_block(lines: Sequence[str], header: int) -> int:
    """The last line of a block text whose `|` or `>` stands in a line; what is less indented than its first ends it."""
    last, least = header, 0
    for number in range(header + 1, len(lines)):
        if not lines[number].strip():
            continue
        least = least or _indent(lines[number])
        if _indent(lines[number]) < least or not least:
            break
        last = number
    return last


def slip_in(value: Written, lines: Sequence[str]) -> Slip | None:
    """What is wrong with the layout of a value, if anything is."""
    found = None
    if value.style == "quoted":
        found = _escape(value, lines)
    elif value.place.within == "list":
        found = _joined_items(value, lines)
    elif (
        value.place.within == "brackets"
        and value.style == "plain"
        and _STRAY_COMMA.match(lines[value.last], value.end_column)
    ):
        # Most often a comma slipped into a word, which thereby became two items.
        found = Slip(value.last, value.end_column, "comma-without-space")
    half_quoted = _HALF_QUOTED.search(value.text) or (value.place.within == "brackets" and '"' in value.text)
    if found is None and value.style == "plain" and half_quoted:
        found = Slip(value.line, value.column, "unopened-quote")
    if found is None and value.style != "block" and value.last > value.line:
        found = _continued(value, lines)
    return found


def _escape(value: Written, lines: Sequence[str]) -> Slip | None:
    """A backslash that makes another character of the letter behind it; single quotation marks know none."""
    if lines[value.line][value.column : value.column + 1] != '"':
        return None
    for number in range(value.line, value.last + 1):
        start = value.column + 1 if number == value.line else 0
        end = value.end_column - 1 if number == value.last else len(lines[number])
        for match in _ESCAPE.finditer(lines[number], start, end):
            if match[1]:
                return Slip(number, match.start(), "escape")
    return None


def _joined_items(value: Written, lines: Sequence[str]) -> Slip | None:
    """Two items of a list on one line, or an item that went on where the next one lost its dash."""
    if value.style == "plain" and value.last > value.line:
        return Slip(value.line + 1, _indent(lines[value.line + 1]), "item-over-lines")
    match = _NEXT_ITEM.search(value.text)
    return Slip(value.line, value.column, "items-joined") if match else None


def _continued(value: Written, lines: Sequence[str]) -> Slip | None:
    """Further lines of a text stand alike, two columns or more inside their key; else they were something else."""
    if value.style == "plain" and _NO_BLOCK.match(lines[value.line], value.column):
        return Slip(value.line, value.column, "text-over-lines")
    indents = set()
    for number in range(value.line + 1, value.last + 1):
        line = lines[number]
        if not line.strip():
            continue
        indents.add(_indent(line))
        plain_slip = value.style == "plain" and _NOT_TEXT.match(line.lstrip(" "))
        if plain_slip or _indent(line) < value.place.column + 2 or len(indents) > 1:
            return Slip(number, _indent(line), "text-over-lines")
    return None


def slips_in_comments(lines: Sequence[str], values: Iterable[Written]) -> Iterator[Slip]:
    """Comments that a stray `#` may have made of data, or of the last line of a text."""
    texts = {number for value in values for number in range(value.line, value.last + 1)}
    following: str | None = None
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        words = line.lstrip(" ")
        if number in texts or not words.startswith("#"):
            following = line if words else following
            continue
        if _DATA_LINE.match(words, 1):
            yield Slip(number, _indent(line), "data-behind-hash")
            continue
        before = lines[number - 1].lstrip(" ") if number else ""
        ends_a_text = number - 1 in texts and bool(before)
        aligned = _indent(line) in (0, _indent(following or ""))
        if ends_a_text and not (aligned and not words.startswith("#  ")):
            yield Slip(number, _indent(line), "comment-in-text")


def swallowed_key(text: str, keys: frozenset[str]) -> str | None:
    """The key that stands inside a text because the line break before it was lost.

    >>> swallowed_key("đô thị văn minh    en: Unite", frozenset(["en"]))
    'en'
    >>> swallowed_key("đô thị văn minhorder: 1", frozenset(["order"]))
    'order'
    """
    for match in re.finditer(r"(?<= {2})(?:- )?([a-z_]+):(?: |$)|(?<=\S)- ([a-z_]+):(?: |$)", text):
        if (match[1] or match[2]) in keys:
            return match[1] or match[2]
    match_at_end = re.search(r"\S([a-z_]+):(?: (?:[>|][-+]?(?: .*)?|\S+))?$", text)
    if match_at_end:
        word = match_at_end[1]
        return next((word[cut:] for cut in range(len(word)) if word[cut:] in keys), None)
    return None
