"""The words of a text before or after a place, with where they stand."""

import re
from typing import NamedTuple

from generator.linking.citations.folding import Folded

_WORD = re.compile(r"\w+")


class Word(NamedTuple):
    """A word of a folded text: in small letters, and where it stands."""

    start: int
    end: int
    low: str


def words_before(folded: Folded, end: int, reach: int = 220) -> list[Word]:
    """The words that end at or before a place, in order, as far back as `reach` characters."""
    begin = max(0, end - reach)
    words = [Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(folded.lower, begin, end)]
    if words and begin > 0 and folded.lower[begin - 1 : begin].isalnum() and words[0].start == begin:
        words = words[1:]  # the first was cut in two
    return words


def words_after(folded: Folded, start: int, reach: int = 220) -> list[Word]:
    """The words from a place on, as far as `reach` characters."""
    return [Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(folded.lower, start, start + reach)]


def between(folded: Folded, first: Word, second: Word) -> str:
    return folded.text[first.end : second.start]


def only_space(gap: str) -> bool:
    """Whether nothing but spaces, with at most one line break, stands in a gap."""
    return gap.isspace() and gap.count("\n") <= 1


def capital(folded: Folded, word: Word) -> bool:
    return folded.text[word.start].isupper()
