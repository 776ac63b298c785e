"""What `check` asks an editor to look at in registers and plans although nothing is wrong."""

from pathlib import Path

import pytest

from generator.loading.portal import load_whole
from generator.loading.remarks import remarks

DOCUMENTS = "data/documents.yml"
LEAD = "  - role: lead\n    bodies: [van-phong]\n    basis: {kind: stated, words: Văn phòng chủ trì}\n"
# What is spoilt in the commune's data, by what, and every remark there is of it then.
SPOILT = [
    (DOCUMENTS, "symbol: 30/2020/NĐ-CP", "symbol: 30/2020/KH-CP", ["3:9 symbol-of-another-type"]),
    (DOCUMENTS, "symbol: 30/2020/NĐ-CP", "symbol: 30/2020/QĐ-TTg", []),
    (DOCUMENTS, "symbol: 30/2020/NĐ-CP", "symbol: 30/2021/NĐ-CP", ["5:33 symbol-of-another-year"]),
    (DOCUMENTS, "symbol: 30/2020/NĐ-CP", "symbol: 30/NĐ-CP", []),
    (DOCUMENTS, "bodies: [chinh-phu]", "bodies: [chinh-phu, ubnd-xa, chinh-phu]", ["7:34 listed-twice"]),
    (
        DOCUMENTS,
        "symbol: 45/2020/NĐ-CP",
        "symbol: 30/2020/NĐ-CP",
        ["12:11 symbol-on-two-days"],
    ),
    ("data/bodies.yml", 'aliases: ["UBND xã"]', 'aliases: ["UBND xã", "UBND xã"]', ["4:24 listed-twice"]),
    ("data/plans/2026/m2.yml", "  - role: lead\n", f"{LEAD}  - role: lead\n", ["18:5 listed-twice"]),
]


@pytest.mark.parametrize(("file", "right", "wrong", "told"), SPOILT, ids=[wrong for _, _, wrong, _ in SPOILT])
def test_tells_what_to_look_at_where_it_stands(
    file: str, right: str, wrong: str, told: list[str], commune: Path
) -> None:
    path = commune / file
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1
    before = _told(commune)
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    assert sorted(_told(commune) - before) == [f"{file}:{at}" for at in told]


def _told(root: Path) -> set[str]:
    loaded = load_whole(root / "data", root / "content")
    found = remarks(loaded.trees, loaded.model)
    assert all(problem.severity == "warning" for problem in found)
    return {f"{problem.at} {problem.code}" for problem in found if not problem.code.startswith("translation")}


def test_a_type_that_is_a_kind_of_another_may_have_its_code(commune: Path) -> None:
    types, documents = commune / "data/document_types.yml", commune / DOCUMENTS
    joint = "- id: ke-hoach-lien-tich\n  name: {vi: Kế hoạch liên tịch}\n  code: KHLT\n  examples: [1/KHLT-A-B]\n"
    types.write_text(types.read_text(encoding="utf-8") + joint, encoding="utf-8")
    known = documents.read_text(encoding="utf-8")
    more = "- id: lien-tich\n  type: ke-hoach-lien-tich\n  symbol: 7/KH-UBND-CA\n"
    documents.write_text(known + more, encoding="utf-8")
    assert not any("symbol-of-another-type" in told for told in _told(commune))
    documents.write_text(known + more.replace("KH-UBND", "NĐ-UBND"), encoding="utf-8")
    assert any("symbol-of-another-type" in told for told in _told(commune))
