"""Where a line of Vietnamese or English must not break: between a number and its unit, inside a symbol or a date."""

import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

# The text itself is never changed (a no-break space would be a new character); such stretches are wrapped instead.
_KEPT = re.compile(
    # Of each alternative the first character: most places of a text begin none.
    r"(?=[\dsNnqtkĐMlH])(?:"
    r"(?:\b(?:số|No\.) )?\d+[a-zđ]?(?:/\d{4})?[/-][A-ZĐ][\w&]*(?:[/-][\w&]+)*"  # a symbol: số 93/2021/NĐ-CP
    r"|\d{1,2}/\d{1,2}/\d{4}(?: [-–] \d{1,2}/\d{1,2}/\d{4})?"
    r"|\d{1,2} tháng \d{1,2}\b"
    r"|\b(?:số|ngày|năm|quý|tháng|khoản|Điều|Mục|lần thứ|No\.) (?:\d{1,4}\b(?!/)|[IVX]+\b)"
    r"|\b\d+ (?:tháng|năm|ngày|tuổi|quý|years?|months?|days?|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b(?: \d{4}\b)?"
    r"|\b\d{4} [-–] \d{4}\b"
    r"|\bHIV/AIDS\b"
    r")"
)


@dataclass(frozen=True)
class Stretch:
    """A piece of text; `kept` if a line may not break inside it."""

    text: str
    kept: bool = False


@lru_cache(maxsize=4096)
def stretches(text: str) -> tuple[Stretch, ...]:
    """A text cut so that what belongs together can be kept on one line; joined, the pieces are the text."""
    cut = []
    at = 0
    for match in _KEPT.finditer(text):
        if match.start() > at:
            cut.append(Stretch(text[at : match.start()]))
        cut.append(Stretch(match.group(), kept=True))
        at = match.end()
    if at < len(text):
        cut.append(Stretch(text[at:]))
    return tuple(cut)


@lru_cache(maxsize=16_384)
def pieces_of(cut: tuple[Stretch, ...]) -> Markup:
    """Stretches laid out: each that is kept in an element of its own, the style of which holds it on one line."""
    return Markup("").join(_laid_out(stretch) for stretch in cut)


def _laid_out(stretch: Stretch) -> Markup:
    if not stretch.kept:
        return escape(stretch.text)
    # On a phone the longest may have to break all the same.
    long = " keep--long" if len(stretch.text) > 20 else ""
    return Markup('<span class="keep{}">{}</span>').format(long, stretch.text)


def excerpt(text: str, length: int = 90) -> str:
    """The beginning of a text, cut between words; an ellipsis tells that something follows."""
    if len(text) <= length:
        return text
    head = text[:length].rsplit(" ", 1)[0].rstrip(" ,;:-–.“(")
    return f"{head}…"
