"""Links of hand-written pages that lead to nothing are told where they are written."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.publishing.cli import main

ALIVE = [
    "../ke-hoach/", "../ke-hoach/2026/m2-a/#notes", "../thoi-han/?x=1#day", "..", "../../en/plans/", "../../", "./",
    "#phan", "https://example.org/x/", "mailto:a@example.org", "../../download/portal.xlsx", "/vi/gi-do/", "hinh.png",
    "../../../vi/ke-hoach/", "../tep/k%E1%BA%BF.pdf", "help.md",
]  # fmt: skip
DEAD = [
    ("../ke-hoach", "../ke-hoach/"),
    ("../ke-hoac/", "../ke-hoach/"),
    ("../thoi-hạn/", "../thoi-han/"),
    ("../../../../vi/ke-hoach/", None),
    ("../../ke-hoach/", "../ke-hoach/"),
    ("../plans/2026/", "../../en/plans/2026/"),
    ("hinh2.png", None),
    ("../tep/khac.pdf", None),
    ("none.md", None),
]


def _told(office: Path, written: str) -> list[str]:
    page = office / "content/vi/help.md"
    (office / "content/vi/hinh.png").write_bytes(b"")
    (office / "content/tep").mkdir(exist_ok=True)
    (office / "content/tep/kế.pdf").write_bytes(b"")
    page.write_text(f"---\ntitle: Trợ giúp\nsegment: help\n---\n\nMột.\n\n{written}\n", encoding="utf-8")
    ran = CliRunner().invoke(main, ["check", "--root", str(office), "--lang", "en"])
    assert ran.exit_code == 0, ran.output
    return [line for line in ran.output.splitlines() if " dead-link " in line]


@pytest.mark.parametrize("address", ALIVE)
def test_what_there_is_may_be_linked_to(address: str, commune: Path) -> None:
    expected = 1 if address.startswith("../../../") else 0
    assert len(_told(commune, f"[x]({address})")) == expected


@pytest.mark.parametrize(("address", "near"), DEAD, ids=[address for address, _ in DEAD])
def test_what_leads_nowhere_is_told_where_it_stands(address: str, near: str | None, commune: Path) -> None:
    told = _told(commune, f"Xem [chỗ này]({address}) và ![hình](hinh.png).")
    assert len(told) == 1
    assert told[0].startswith(f"content/vi/help.md:8:15 dead-link warning: nothing on the site is at “{address}”")
    assert told[0].endswith(f"did you mean '{near}'?") == (near is not None), told


def test_links_in_code_are_words_and_definitions_are_links(commune: Path) -> None:
    assert _told(commune, "`[x](../nowhere/)`\n\n```\n[x](../nowhere/)\n```") == []
    assert len(_told(commune, "[x][y]\n\n[y]: ../nowhere/")) == 1
    assert len(_told(commune, "![x](../nowhere.png) [y](<../no where/>)")) == 2
