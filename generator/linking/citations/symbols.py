"""The grammar of symbols (số, ký hiệu): number, year, kind and issuers, however they are spaced and dashed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.linking.citations.folding import Folded
from generator.linking.citations.forms import GAP

# State: 93/2021/NĐ-CP, 28/CT-TTg (Nghị định 30/2020/NĐ-CP, Phụ lục I); Party: 03-CT/TW (Hướng dẫn 36-HD/VPTW).
# Between number, year, kind and first issuer any spaces may stand; further issuers touch on one side at least, so that
# “57-NQ/TW - Bộ Chính trị” ends at TW.
_LETTER = "A-Za-zĂÂĐÊÔƠƯăâđêôơư"
_CODE = rf"[{_LETTER}][{_LETTER}&0-9]{{0,31}}"
# The last code may touch the word that follows it: “93/2021/NĐ-CPngày 27/10/2021”.
_LAST = rf"(?:{_CODE}(?!\w)|[{_LETTER}&]{{1,12}}?(?=ngày(?!\w)))"
_SYMBOL = re.compile(
    rf"(?:(?<![\w/.,-])|(?<=[sS]ố)|(?<=[sS]ố\.))(?<!\d:)(?<!\d: )(?P<number>\d{{1,6}}[A-Za-zđ]?)"
    rf"(?:{GAP}/{GAP}(?P<year>(?:19|20)\d\d))?"
    rf"{GAP}(?P<dash>[/-]){GAP}(?P<kind>{_CODE})(?!\w)"
    rf"(?P<issuers>(?:{GAP}[/-]{GAP}{_LAST})?"
    rf"(?:(?:[/-]{GAP}|[ ]?[/-]){_LAST}|\.[A-ZĐ]{{2,12}}(?![\w.])){{0,6}})"
)
# Older Party offices leave the dash out: “Nghị quyết số 16 NQ/TW”.
_WITHOUT_DASH = re.compile(
    rf"(?<![\w/.,-])(?P<number>\d{{1,4}})(?P<year>)(?P<dash>[ ])(?P<kind>[A-ZĐ]{{2,5}})(?P<issuers>/(?:{_CODE}))(?!\w)"
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Symbol:
    """A symbol at its place in a folded text; `tail` is everything after number and year, without spaces."""

    start: int
    end: int
    number: str
    year: str | None
    dash: str
    kind: str
    issuers: str

    @property
    def printed_parts(self) -> tuple[str, ...]:
        """The codes of the issuers, as printed."""
        return tuple(part for part in re.split(r"[/.-]", self.issuers) if part)


def symbols(folded: Folded) -> Iterator[Symbol]:
    """Everything in a text that has the shape of a symbol; whether it is one, its surroundings tell."""
    text = folded.text
    found = sorted(
        [*_SYMBOL.finditer(text), *_WITHOUT_DASH.finditer(text)],
        key=lambda match: match.start(),
    )
    done = 0
    for match in found:
        if match.start() < done:
            continue
        issuers, end = match["issuers"], match.end()
        yield Symbol(
            match.start(),
            end,
            match["number"],
            match["year"] or None,
            match["dash"],
            match["kind"],
            _SPACES.sub("", issuers),
        )
        done = end
