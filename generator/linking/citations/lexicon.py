"""What the register of document types says of words and codes, ready to be asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from generator.linking.citations.folding import Folded, lowered
from generator.linking.citations.words import Word, between, only_space
from generator.model.documents import DocumentType
from generator.model.number import DocumentNumber
from generator.model.text import LANGUAGES


def loosely(code: str) -> str:
    """A code without case and with D for Đ: ND-CP is NĐ-CP, Ttg is TTg."""
    return code.casefold().replace("đ", "d")


@dataclass(frozen=True)
class TypeWord:
    """A type's word at its place in a text."""

    start: int
    end: int
    kind: DocumentType


class Lexicon:
    """The words and codes of document types, and the codes of issuers that their examples prove."""

    def __init__(self, types: Iterable[DocumentType]) -> None:
        self.types = tuple(types)
        self._by_word: dict[str, DocumentType] = {}
        self._codes: dict[str, list[str]] = {}
        self._issuers: dict[str, list[str]] = {}
        self._party: set[str] = set()
        self._of_years: set[str] = set()
        for kind in self.types:
            for language in LANGUAGES:
                for word in kind.called(language):
                    self._by_word.setdefault(lowered(word), kind)
            for code in kind.all_codes:
                _keep(self._codes, code)
            for example in kind.examples:
                number = DocumentNumber.parse(example)
                if number.year is not None:
                    self._of_years.add(kind.id)
                for part in re.split(r"[/-]", number.issuer):
                    _keep(self._issuers, part)
                    # Party offices put the kind before the slash (03-CT/TW), all others after it.
                    if part and example.startswith(f"{number.number}-{number.kind}/"):
                        self._party.add(loosely(part))
        self.longest = max((len(word.split()) for word in self._by_word), default=0)

    def called(self, word: str) -> DocumentType | None:
        """The type that a word in small letters names."""
        return self._by_word.get(word)

    def words(self) -> tuple[tuple[str, DocumentType], ...]:
        """Every word for a type in small letters, the longest first."""
        return tuple(sorted(self._by_word.items(), key=lambda pair: -len(pair[0])))

    def code(self, printed: str, kind: DocumentType | None = None) -> str | None:
        """A type's code as it should be written, from what is printed; None where no type has it."""
        tenure = printed[len(printed.rstrip("0123456789")) :]
        letters = printed.removesuffix(tenure)
        own = [code for code in kind.all_codes if loosely(code) == loosely(letters)] if kind else []
        spelled = _spelled(letters, own or self._codes.get(loosely(letters), []))
        return f"{spelled}{tenure}" if spelled is not None else None

    def issuer_code(self, printed: str) -> str:
        """An issuer's code as it should be written, where an example proves it; else as printed."""
        spelled = _spelled(printed, self._issuers.get(loosely(printed), []))
        if spelled is not None:
            return spelled
        return printed.upper() if printed.islower() else printed

    def is_party_issuer(self, code: str) -> bool | None:
        """Whether an issuer's code is of the Party, as the examples prove; None where none tells."""
        key = loosely(code)
        return key in self._party if key in self._issuers else None

    def abbreviated(self, printed: str) -> DocumentType | None:
        """The one type whose code a word is, as printed."""
        fitting = [kind for kind in self.types if printed in kind.all_codes]
        return fitting[0] if len(fitting) == 1 else None

    def has_years(self, kind: DocumentType) -> bool:
        """Whether symbols of a type carry the year, as its examples prove."""
        return kind.id in self._of_years

    def ending_at(self, folded: Folded, words: list[Word], last: int) -> TypeWord | None:
        """The longest type word whose last word is `words[last]`."""
        for count in range(min(self.longest, last + 1), 0, -1):
            first = last - count + 1
            group = words[first : last + 1]
            if any(not only_space(between(folded, a, b)) for a, b in pairwise(group)):
                continue
            kind = self._by_word.get(" ".join(word.low for word in group))
            if kind is not None:
                return TypeWord(group[0].start, group[-1].end, kind)
        return None


def _keep(known: dict[str, list[str]], code: str) -> None:
    spellings = known.setdefault(loosely(code), [])
    if code and code not in spellings:
        spellings.append(code)


def _spelled(printed: str, spellings: list[str]) -> str | None:
    """The spelling meant: the same letters if there are, then the same without case, then with Đ for D."""
    if printed in spellings:
        return printed
    same = [code for code in spellings if code.casefold() == printed.casefold()] or spellings
    return same[0] if len(same) == 1 else None
