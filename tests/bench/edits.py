"""What an editor changes in a generated office between two builds."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path


def _edit(file: Path, pattern: str, new: str) -> None:
    text, times = re.subn(pattern, new, file.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
    assert times == 1, (file, pattern)
    file.write_text(text, encoding="utf-8")


def one_item(office: Path) -> None:
    """The end of one item's text."""
    _edit(office / "data/plans/2030/s1.yml", r"(- id: s1-4\n.*?vi: '[^']*)\.'", r"\1 và báo cáo.'")


def one_document(office: Path) -> None:
    """The subject of the document that fifty items of a plan cite."""
    _edit(office / "data/documents.yml", r"(- id: 01-1990-nd-cp-l\n.*?vi: Về [^\n]*)", r"\1 và nội dung khác")


def one_body(office: Path) -> None:
    """The name of a body that leads a fifth of the items."""
    _edit(
        office / "data/bodies.yml", r"(- id: moit\n.*?en: )[^\n]*", r"\1Ministry of Industry, Trade and Markets (MOIT)"
    )


EDITS: Mapping[str, Callable[[Path], None]] = {
    "one item edited": one_item,
    "a document of 50 items edited": one_document,
    "a body renamed": one_body,
}
