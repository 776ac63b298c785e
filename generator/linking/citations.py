"""Citations (trích dẫn) in a text: where a document of the register is printed, and whether it is surely that one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.model.documents import DocumentType, LegalDocument
from generator.model.text import Language

Outcome = Literal["resolved", "ambiguous", "conflict"]

_NUMBER_WORD: Mapping[Language, str] = {"vi": "số", "en": r"No\."}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DATE_AFTER: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(r",?\s+ngày\s+(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})"),
    "en": re.compile(rf",?\s+(?:dated|of)\s+(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})"),
}


@dataclass(frozen=True)
class Citation:
    """A place where a text cites: `start` and `end` in code points, from the type word to the end of the symbol.

    `document` is given only for `resolved`; `ambiguous` and `conflict` (the printed date contradicts the register)
    name their `candidates` instead.
    """

    start: int
    end: int
    text: str
    outcome: Outcome
    document: str | None
    candidates: tuple[str, ...]


class PrintedCitations:
    """Finds the register's printed symbols and titles, to the letter, and nothing else."""

    def __init__(self, documents: Iterable[LegalDocument], types: Iterable[DocumentType], language: Language) -> None:
        self._language = language
        self._by_print: dict[str, list[LegalDocument]] = {}
        for document in documents:
            printed = document.symbol or (document.title.read_in(language) if document.title else None)
            if printed:
                self._by_print.setdefault(printed, []).append(document)
        words = [name for kind in types if (name := kind.name.read_in(language))]
        before = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
        prints = "|".join(re.escape(text) for text in sorted(self._by_print, key=len, reverse=True))
        self._pattern = (
            re.compile(
                rf"(?:(?<!\w)(?:{before or '(?!)'})\s+)?(?:{_NUMBER_WORD[language]}\s*)?"
                rf"(?<![\w/-])(?P<print>{prints})(?![\w/-]|\.\d)",
                re.IGNORECASE if language == "en" else 0,
            )
            if prints
            else None
        )

    def find(self, text: str) -> tuple[Citation, ...]:
        """The citations of a text, in order, none inside another."""
        if self._pattern is None:
            return ()
        found = []
        for match in self._pattern.finditer(text):
            fitting = self._fitting(match["print"])
            if not fitting:
                continue
            outcome, candidates = self._outcome(fitting, self._date_after(text, match.end()))
            document = candidates[0] if outcome == "resolved" else None
            found.append(Citation(match.start(), match.end(), match.group(), outcome, document, candidates))
        return tuple(found)

    def _fitting(self, printed: str) -> list[LegalDocument]:
        exact = self._by_print.get(printed)
        if exact is not None:
            return exact
        return [d for text, ds in self._by_print.items() if text.casefold() == printed.casefold() for d in ds]

    def _date_after(self, text: str, end: int) -> date | None:
        match = _DATE_AFTER[self._language].match(text, end)
        if match is None:
            return None
        day, month, year = match.groups()
        try:
            return date(int(year), _MONTHS.index(month) + 1 if month in _MONTHS else int(month), int(day))
        except ValueError:
            return None

    @staticmethod
    def _outcome(fitting: list[LegalDocument], printed: date | None) -> tuple[Outcome, tuple[str, ...]]:
        ids = tuple(document.id for document in fitting)
        if printed is not None:
            agreeing = tuple(d.id for d in fitting if d.dated is None or d.dated == printed)
            if not agreeing:
                return "conflict", ids
            exact = tuple(d.id for d in fitting if d.dated == printed)
            ids = exact or agreeing
        return ("resolved", ids) if len(ids) == 1 else ("ambiguous", ids)
