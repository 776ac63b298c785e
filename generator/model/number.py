"""The number and symbol of a document (số, ký hiệu văn bản)."""

import re
from dataclasses import dataclass

# State: number/year/kind-issuer (93/2021/NĐ-CP) or number/kind-issuer (28/CT-TTg): Nghị định 30/2020/NĐ-CP, Phụ lục I.
# Party: number-kind/issuer (03-CT/TW): Hướng dẫn 36-HD/VPTW. Old forms end after the kind (145/SL).
_LETTER = "A-ZĂÂĐÊÔƠƯa-zăâđêôơư"
_SYMBOL = re.compile(
    rf"(?P<number>[0-9]{{1,6}}[A-Za-zđ]?)"
    rf"(?:(?P<before_year>/)(?P<year>(?:19|20)[0-9][0-9]))?"
    rf"(?P<before_kind>[/-])(?P<kind>[{_LETTER}&]{{1,24}}?[0-9]{{0,2}})"
    rf"(?P<issuer>(?:[/.-][{_LETTER}&0-9]{{1,32}}){{0,8}})"
)


@dataclass(frozen=True)
class DocumentNumber:
    """A document's printed symbol, taken apart; `str()` gives back what was read.

    >>> DocumentNumber.parse("93/2021/NĐ-CP").kind
    'NĐ'
    """

    number: str
    year: int | None
    kind: str
    issuer: str
    printed: str

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """Read a symbol; ValueError if the text is not one."""
        match = _SYMBOL.fullmatch(text)
        if match is None:
            raise ValueError(f"not a document number: {text!r}")
        return cls(
            number=match["number"],
            year=int(match["year"]) if match["year"] else None,
            kind=match["kind"],
            issuer=match["issuer"].lstrip("/-"),
            printed=text,
        )

    @property
    def code(self) -> str:
        """The code of the type: `kind` without the tenure of an assembly, which is printed on it (QH14, UBTVQH15)."""
        return self.kind.rstrip("0123456789")

    def __str__(self) -> str:
        return self.printed
