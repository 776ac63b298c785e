"""A text folded so that the ways of typing one thing look alike, and the way back to where it stands."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

# One character for one: spaces of every width, marks of Markdown, Ð (U+00D0) typed for Đ, dashes and slashes.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\f\v*", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2044\u2215\uff0f", "/"),
        "\u00d0": "Đ",
        "\u0189": "Đ",
        "\u00f0": "đ",
    }
)
_LETTERS_WITH_MARKS = re.compile(r"[^\u0300-\u036f]?[\u0300-\u036f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")

# The old and the new place of the tone mark: uỷ and ủy, hoà and hòa. Both have two letters.
_OLD = {
    f"{first}{old}": f"{new}{second}"
    for first, second, pairs in (
        ("o", "a", ("àáảãạ", "òóỏõọ")),
        ("o", "e", ("èéẻẽẹ", "òóỏõọ")),
        ("u", "y", ("ỳýỷỹỵ", "ùúủũụ")),
    )
    for old, new in zip(*pairs, strict=True)
}
_OLD_TONE = re.compile(rf"(?<![qQ])(?:{'|'.join(_OLD)})(?!\w)")


@dataclass(frozen=True)
class Folded:
    """A folded text; `lower` is as long as `text`, and `place` tells where a character stands in the original."""

    text: str
    _places: Sequence[int] | None
    _length: int

    @classmethod
    def of(cls, original: str) -> "Folded":
        text, places = _composed(original)
        return cls(text.translate(_ALIKE), places, len(original))

    @cached_property
    def lower(self) -> str:
        return lowered(self.text)

    def place(self, at: int) -> int:
        """Where the character at a place of the folded text begins in the original."""
        if self._places is None:
            return at
        return self._places[at] if at < len(self._places) else self._length

    def at(self, place: int) -> int:
        """Where a place of the original is in the folded text."""
        return place if self._places is None else bisect_left(self._places, place)


def _composed(original: str) -> tuple[str, Sequence[int] | None]:
    """The text with letters and their marks composed and the invisible left out; None where nothing moved."""
    if unicodedata.is_normalized("NFC", original) and not _INVISIBLE.search(original):
        return original, None
    parts: list[str] = []
    places: list[int] = []
    done = 0
    cuts = sorted(
        [(match.start(), match.end(), True) for match in _LETTERS_WITH_MARKS.finditer(original)]
        + [(match.start(), match.end(), False) for match in _INVISIBLE.finditer(original)]
    )
    for start, end, letter in cuts:
        if start < done:
            continue
        parts.append(original[done:start])
        places.extend(range(done, start))
        if letter:
            composed = unicodedata.normalize("NFC", original[start:end])
            parts.append(composed)
            places.extend([start] * len(composed))
        done = end
    parts.append(original[done:])
    places.extend(range(done, len(original)))
    return "".join(parts), places


def lowered(text: str) -> str:
    """A text in small letters with the tone marks in their new places, as long as it was."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return _OLD_TONE.sub(lambda match: _OLD[match.group()], low)


def one_line(text: str) -> str:
    """A stretch of text with every run of spaces and line breaks made one space."""
    return " ".join(text.split())


def alike(text: str) -> str:
    """A name in the form in which names are compared: folded, in small letters, on one line."""
    return one_line(Folded.of(text).lower)
