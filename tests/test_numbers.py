"""Document numbers print what they parse."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linking import Portal
from generator.model.number import DocumentNumber

SEED_NUMBERS = [
    # printed, number, year, kind, issuer
    ("93/2021/NĐ-CP", "93", 2021, "NĐ", "CP"),
    ("28/CT-TTg", "28", None, "CT", "TTg"),
    ("03-CT/TW", "03", None, "CT", "TW"),
    ("72-KH-TU", "72", None, "KH", "TU"),
    ("96/HD-MTTW-BTT", "96", None, "HD", "MTTW-BTT"),
    ("88/NQLT-CP-ĐCTUBTWMTTQVN", "88", None, "NQLT", "CP-ĐCTUBTWMTTQVN"),
    ("09/CTrPH-MTTW-BCT", "09", None, "CTrPH", "MTTW-BCT"),
    ("78/KHPH-MTTW-BĐBP", "78", None, "KHPH", "MTTW-BĐBP"),
    ("30a/2008/NQ-CP", "30a", 2008, "NQ", "CP"),
    ("64/2020/QH14", "64", 2020, "QH14", ""),
    ("145/SL", "145", None, "SL", ""),
    ("17-CV/ĐU", "17", None, "CV", "ĐU"),
    ("36-HD/VPTW", "36", None, "HD", "VPTW"),
]


@pytest.mark.parametrize(("printed", "number", "year", "kind", "issuer"), SEED_NUMBERS)
def test_takes_a_symbol_apart(printed: str, number: str, year: int | None, kind: str, issuer: str) -> None:
    parsed = DocumentNumber.parse(printed)
    assert (parsed.number, parsed.year, parsed.kind, parsed.issuer) == (number, year, kind, issuer)


@pytest.mark.parametrize(
    "text", ["", "93", "NĐ-CP", "93/2021", "27/10/2021", "1/2", "93 / NĐ", "93/2021/NĐ-CP ", "Số 1"]
)
def test_refuses_what_is_no_symbol(text: str) -> None:
    with pytest.raises(ValueError, match="not a document number"):
        DocumentNumber.parse(text)


KINDS = st.sampled_from(["NĐ", "CT", "QĐ", "KH", "HD", "CTrPH", "NQLT", "TTLT"])
ISSUERS = st.lists(st.sampled_from(["CP", "TTg", "TW", "MTTW", "BTT", "UBND", "ĐU", "BĐBP"]), min_size=1, max_size=3)


@given(st.integers(1, 99999), st.none() | st.integers(1945, 2099), KINDS, ISSUERS, st.sampled_from("/-"))
def test_prints_what_it_parses(number: int, year: int | None, kind: str, issuers: list[str], separator: str) -> None:
    printed = f"{number}{f'/{year}' if year else ''}{separator}{kind}-{'-'.join(issuers)}"
    parsed = DocumentNumber.parse(printed)
    assert str(parsed) == printed
    assert (parsed.number, parsed.year, parsed.kind) == (str(number), year, kind)


def test_every_symbol_of_the_registers_prints_as_read(portal: Portal) -> None:
    symbols = [document.symbol for document in portal.model.documents if document.symbol]
    symbols += [example for kind in portal.model.document_types for example in kind.examples]
    assert len(symbols) > 21
    for symbol in symbols:
        assert str(DocumentNumber.parse(symbol)) == symbol


def test_knows_no_symbol_by_heart() -> None:
    """The codes are data: the module names none outside its comments and example."""
    source = Path(DocumentNumber.parse.__func__.__code__.co_filename).read_text(encoding="utf-8")
    code = re.sub(r"#.*|\"\"\".*?\"\"\"", "", source, flags=re.DOTALL)
    assert not re.search(r"NĐ|CTrPH|KHPH|TTg", code)
