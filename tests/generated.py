"""A large office made of the real one: the 2023 plan with as many other documents around it as asked for."""

import random
import re
import shutil
from itertools import pairwise
from pathlib import Path

from tests.conftest import ROOT

_CODES = (("nghi-dinh", "NĐ-CP"), ("quyet-dinh", "QĐ-UBND"), ("ke-hoach", "KH-UBND"), ("chi-thi", "CT-TTg"))

# A file of the data may hold two million bytes; further entries are items of plans of other years.
_MOST_DOCUMENTS = 3_000
_ITEMS_IN_PLAN = 1_000


def _plan(folder: Path, chance: random.Random, pairs: list[str], words_at_most: int) -> None:
    folder.mkdir()
    (folder / "plan.yml").write_text(
        "type: ke-hoach\nissuer:\n  bodies: [vff-province-standing]\n  basis:\n    kind: editor-note\n"
        f"    note:\n      vi: Kế hoạch thử\nyear: {folder.name}\nrevisions:\n  - id: r1\n    kind: issued\n",
        encoding="utf-8",
    )
    for section in range(_ITEMS_IN_PLAN // 100):
        lines = [f"id: s{section}\nkind: section\nmarker: I.\norder: {section + 1}\ntext:\n  vi: Nhiệm vụ\nitems:\n"]
        for item in range(100):
            text = " ".join(chance.choice(pairs) for _ in range(chance.randint(8, words_at_most)))
            lines.append(f"  - id: s{section}-{item}\n    kind: bullet\n    text:\n      vi: Thực hiện {text}\n")
        (folder / f"s{section}.yml").write_text("".join(lines), encoding="utf-8")


def enlarged(folder: Path, entries: int, *, seed: int = 1, words_at_most: int = 40) -> Path:
    """A copy of the real office in `folder`, with so many invented documents of two-syllable words of the plan."""
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    chance = random.Random(seed)
    words = re.findall(r"[^\W\d_]+", (folder / "data/plans/2023/source.txt").read_text(encoding="utf-8").lower())
    pairs = sorted({f"{one} {other}" for one, other in pairwise(words)})
    lines = []
    for number in range(min(entries, _MOST_DOCUMENTS)):
        kind, code = _CODES[number % len(_CODES)]
        year = 2000 + number // 1000
        symbol = f"{number % 1000 + 1}/{year}/{code}"
        subject = " ".join(chance.choice(pairs) for _ in range(chance.randint(8, words_at_most)))
        day = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{year}".split("/")
        iso = f"{year}-{int(day[1]):02}-{int(day[0]):02}"
        ident = f"{number % 1000 + 1}-{year}-{('nd-cp', 'qd-ubnd', 'kh-ubnd', 'ct-ttg')[number % len(_CODES)]}"
        lines.append(
            f"  - id: {ident}\n    type: {kind}\n    symbol: {symbol}\n"
            f"    date:\n      words: {'/'.join(day)}\n      iso: {iso}\n    subject:\n      vi: Về {subject}\n"
        )
    for plan in range(0, entries - _MOST_DOCUMENTS, _ITEMS_IN_PLAN):
        _plan(folder / "data/plans" / str(2030 + plan // _ITEMS_IN_PLAN), chance, pairs, words_at_most)
    register = folder / "data/documents.yml"
    register.write_text(register.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")
    return folder
