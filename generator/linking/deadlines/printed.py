"""A text as it is compared: composed, in small letters, one space between words; every place leads back."""

import re
import unicodedata
from dataclasses import dataclass

# Letters with more marks than any language writes are cut into pieces, so that a run of marks costs no more than text.
_MARKS = 8
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_ITEM = re.compile(r"[-+*•|#–]|\w{1,3}[.)]\s")


@dataclass(frozen=True)
class Printed:
    """`text` in small letters and `cased` as printed, of equal length; Markdown's bold marks and unseen characters
    are left out, a paragraph's end is `\\n` and a tab between cells `|`."""

    text: str
    cased: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `text` stands in the original, in code points."""
        return self.starts[start], self.ends[end - 1]


def printed(original: str) -> Printed:
    """A text made comparable: NFD and no-break spaces, line breaks inside a sentence and bold marks no longer show."""
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(character: str, start: int, end: int) -> None:
        shown.append(character)
        starts.append(start)
        ends.append(end)

    at, length = 0, len(original)
    while at < length:
        character = original[at]
        start = at
        if original.startswith(("**", "__"), at):
            at += 2
        elif character in _UNSEEN:
            at += 1
        elif character.isspace():
            while at < length and original[at].isspace():
                at += 1
            gap = _gap(original, start, at)
            if gap != " " or (shown and shown[-1] != " "):
                put(gap, start, at)
        else:
            at += 1
            while at < length and at - start < _MARKS and unicodedata.combining(original[at]):
                at += 1
            for composed in unicodedata.normalize("NFC", original[start:at]):
                put(composed, start, at)
    cased = "".join(shown)
    small = "".join(low if len(low := character.lower()) == 1 else character for character in cased)
    return Printed(small, cased, tuple(starts), tuple(ends))


def _gap(original: str, start: int, end: int) -> str:
    blank = original[start:end]
    if "\t" in blank:
        return "|"
    lines = blank.count("\n")
    if lines > 1 or (lines and (_ITEM.match(original, end) or _opens(original, end))):
        return "\n"
    return " "


def _opens(original: str, at: int) -> bool:
    """Whether a line begins with a capitalised word; a line cut inside a date goes on with a figure or small letter."""
    return original[at : at + 1].isupper() and original[at + 1 : at + 2].islower()
