"""The bench measures what there is: its clock finds every stage, and its edits change what they name."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.loading import load_portal
from tests.bench import tables
from tests.bench.edits import EDITS
from tests.bench.same_pages import hugo_project, mkdocs_project
from tests.bench.tables import Table, share
from tests.conftest import ROOT, Site
from tests.large import large


def test_the_clock_finds_every_stage_of_a_build(commune: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.stages", str(commune), str(commune / "site")],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    spent = json.loads(ran.stdout.splitlines()[-1])
    assert {stage for stage, seconds in spent.items() if seconds > 0} >= {
        "imports", "loading", "linking", "addresses", "pages", "theme", "search index", "open data",
        "calendars, feeds, map", "offline copy, manifest", "writing", "the rest",
    }  # fmt: skip


def test_each_edit_changes_one_file_and_leaves_good_data(tmp_path: Path) -> None:
    office = large(tmp_path, 10)
    for edit in EDITS.values():
        before = {path: path.read_bytes() for path in office.rglob("*.yml")}
        edit(office)
        assert len([path for path, content in before.items() if path.read_bytes() != content]) == 1
    load_portal(office / "data")


def test_others_get_every_page_once(commune_site: Site, tmp_path: Path) -> None:
    pages = {page.parent.relative_to(commune_site.folder) for page in commune_site.folder.rglob("index.html")}
    mkdocs_project(commune_site.folder, tmp_path / "mkdocs")
    (tmp_path / "hugo").mkdir()
    hugo_project(commune_site.folder, tmp_path / "hugo")
    for folder in (tmp_path / "mkdocs" / "docs", tmp_path / "hugo" / "content"):
        assert {path.parent.relative_to(folder) for path in folder.rglob("*.md")} == pages
    item = tmp_path / "mkdocs" / "docs" / "vi/ke-hoach/2026/m2-a/index.md"
    assert "“số hóa <hồ sơ> & trả kết quả”" in item.read_text(encoding="utf-8")


def test_a_table_takes_the_place_that_bears_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tmp_path / "performance.md"
    document.write_text(
        "<!-- measured: a -->\nold\n<!-- end -->\n<!-- measured: b -->\n<!-- end -->\n", encoding="utf-8"
    )
    monkeypatch.setattr(tables, "DOCUMENT", document)
    monkeypatch.setattr(tables, "machine", lambda: "Machine: any.")
    for name in ("a", "b", "a"):
        Table(name, f"Of {name}.", ("x", "y"), [("1", r"\1")]).write()
    assert document.read_text(encoding="utf-8") == "".join(
        f"<!-- measured: {name} -->\nOf {name}. Machine: any.\n\n| x | y |\n| --- | --- |\n| 1 | \\1 |\n<!-- end -->\n"
        for name in "ab"
    )


@pytest.mark.parametrize(("part", "whole", "said"), [(1, 12, "0.083"), (12, 10, "1.2"), (340, 10, "34"), (1, 1, "1")])
def test_a_ratio_has_two_digits(part: float, whole: float, said: str) -> None:
    assert share(part, whole) == said
