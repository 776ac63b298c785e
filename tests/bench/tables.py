"""Measured tables: on the terminal, and in docs/performance.md, between the marks that bear a table's name."""

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table as Shown

from tests.conftest import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"


@dataclass(frozen=True)
class Table:
    """Columns and rows of text under a name; `note` says how it was measured, in `seconds` stands what is only shown
    on the terminal, since it says more of a machine than of the portal."""

    name: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    seconds: str = ""

    def show(self) -> None:
        shown = Shown(*self.columns, title=self.name, caption=" ".join(filter(None, (self.note, self.seconds))))
        for row in self.rows:
            shown.add_row(*row)
        Console(width=None if os.isatty(1) else 160).print(shown)

    @property
    def markdown(self) -> str:
        lines = [f"{self.note} {machine()}", "", _line(self.columns), _line(["---"] * len(self.columns))]
        return "\n".join([*lines, *map(_line, self.rows)])

    def write(self) -> None:
        """Put it in its place in the document."""
        marks = rf"(<!-- measured: {re.escape(self.name)} -->\n).*?(<!-- end -->)"
        text, times = re.subn(
            marks,
            lambda found: f"{found[1]}{self.markdown}\n{found[2]}",
            DOCUMENT.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        assert times == 1, f"{DOCUMENT.name} has no place for {self.name}"
        DOCUMENT.write_text(text, encoding="utf-8")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """What the figures were measured on."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    name = model[1] if model else platform.machine()
    return f"Machine: {name}, {os.cpu_count()} cores, Python {platform.python_version()}."


def share(part: float, whole: float) -> str:
    """`0.083`, `1.2`, `34`: a ratio to two significant digits."""
    ratio = part / whole
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"
