"""A large office, the same for the same numbers: items that cite, documents, programmes, in both languages."""

import random
import re
import shutil
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from generator.model.text import fingerprint
from tests.conftest import ROOT

_IN_PLAN = 1_000
_IN_SECTION = 50
_LEADS = (
    ("vff", "Mặt trận chủ trì"), ("vff-all-levels-standing", "Ban Thường trực các cấp chủ trì"),
    ("relief-board", "Ban Cứu trợ chủ trì"), ("moit", "Bộ Công thương chủ trì"), ("molisa", "Bộ chủ trì"),
)  # fmt: skip


@dataclass(frozen=True)
class _Document:
    id: str
    vi: str
    en: str
    entry: str


def _decree(at: int, words: str) -> _Document:
    number, year = at % 150 + 1, 1990 + at // 150
    day, month = at % 28 + 1, at % 12 + 1
    symbol = f"{number:02}/{year}/NĐ-CP"
    ident = f"{number:02}-{year}-nd-cp-l"
    entry = (
        f"  - id: {ident}\n    type: nghi-dinh\n    symbol: {symbol}\n"
        f"    date:\n      words: {day:02}/{month:02}/{year}\n      iso: {year}-{month:02}-{day:02}\n"
        f"    subject:\n      vi: Về {words}\n"
    )
    vi = f"Nghị định số {symbol} ngày {day:02}/{month:02}/{year} của Chính phủ"
    return _Document(ident, vi, f"Decree No. {symbol} of the Government", entry)


def _programme(at: int, words: str) -> tuple[_Document, str]:
    symbol = f"{at + 1:03}/CTrPH-MTTW-BCT"
    ident = f"l-{at + 1:03}-ctrph-mttw-bct"
    entry = f"  - id: {ident}\n    type: chuong-trinh-phoi-hop\n    symbol: {symbol}\n"
    record = (
        f"  - id: p-l{at + 1:03}\n    document: {ident}\n    kind: coordination-programme\n    level: central\n"
        "    parties:\n      bodies: [vff-cc-standing, moit]\n      basis:\n        kind: editor-note\n"
        f"        note:\n          vi: Cổng thử\n    subject:\n      vi: về {words}\n"
    )
    return _Document(ident, f"Chương trình số {symbol}", f"Programme No. {symbol}", entry), record


def _item(name: str, words: str, cited: list[_Document], lead: tuple[str, str], deadline: bool) -> str:
    body, said = lead
    vi = f"{said} {words}, theo " + " và ".join(document.vi for document in cited)
    when = ", trước ngày 30/6/2031" if deadline else ""
    vi += f"{when}."
    en = f"Lead {words}, under " + " and ".join(document.en for document in cited) + "."
    text = (
        f"  - id: {name}\n    kind: bullet\n    marker: '-'\n    text:\n      vi: '{vi}'\n"
        f"      en:\n        text: '{en}'\n        of: '{fingerprint(vi)}'\n        state: unreviewed\n"
        f"    duties:\n      - role: lead\n        bodies: [{body}]\n        basis:\n          kind: stated\n"
        f"          words: {said}\n"
    )
    if deadline:
        text += (
            f"    deadlines:\n      - id: d-{name}\n        kind: reporting-duty\n        words: trước ngày 30/6/2031\n"
            "        precision: day\n        date: 2031-06-30\n"
        )
    return text


def large(folder: Path, items: int, *, seed: int = 1) -> Path:
    """An office with so many items (nhiệm vụ) in plans of a thousand, 0.3 documents and 0.05 programmes for each."""
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    chance = random.Random(seed)
    words = re.findall(r"[^\W\d_]+", (folder / "data/plans/2023/source.txt").read_text(encoding="utf-8").lower())
    pairs = sorted({f"{one} {other}" for one, other in pairwise(words)})

    def some() -> str:
        return " ".join(chance.choice(pairs) for _ in range(chance.randint(8, 24)))

    documents = [_decree(at, some()) for at in range(max(1, items * 3 // 10))]
    programmes = [_programme(at, some()) for at in range(max(1, items // 20))]
    _append(folder / "data/documents.yml", [one.entry for one in (*documents, *(p for p, _ in programmes))])
    _append(folder / "data/programmes.yml", [record for _, record in programmes])
    cited = [*documents, *(document for document, _ in programmes)]
    for start in range(0, items, _IN_PLAN):
        plan = folder / "data/plans" / str(2030 + start // _IN_PLAN)
        plan.mkdir()
        (plan / "plan.yml").write_text(
            "type: ke-hoach\nissuer:\n  bodies: [vff-province-standing]\n  basis:\n    kind: editor-note\n"
            f"    note:\n      vi: Kế hoạch thử\nyear: {plan.name}\nrevisions:\n  - id: r1\n    kind: issued\n",
            encoding="utf-8",
        )
        for section in range(0, min(_IN_PLAN, items - start), _IN_SECTION):
            own = f"s{section // _IN_SECTION + 1}"
            lines = [f"id: {own}\nkind: section\nmarker: I.\norder: {section // _IN_SECTION + 1}\n"]
            lines.append("text:\n  vi: Nhiệm vụ\nitems:\n")
            for at in range(min(_IN_SECTION, items - start - section)):
                # One document in each plan that fifty items cite.
                often = [documents[start // _IN_PLAN]] if at < 3 else []
                chosen = [*often, *chance.sample(cited, min(len(cited), chance.choice((2, 2, 3))))]
                lines.append(_item(f"{own}-{at + 1}", some(), chosen, chance.choice(_LEADS), chance.random() < 0.2))
            (plan / f"{own}.yml").write_text("".join(lines), encoding="utf-8")
    return folder


def _append(register: Path, entries: list[str]) -> None:
    register.write_text(register.read_text(encoding="utf-8").rstrip() + "\n\n" + "".join(entries), encoding="utf-8")
