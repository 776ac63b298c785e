"""No id that an editor gives stands twice on a page."""

import re
from collections import Counter
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.pages.fragments import FRAME_IDS, is_of_a_page
from generator.publishing.build import build_site
from tests.conftest import ROOT
from tests.test_addresses import edit, run

_ID = re.compile(r'(?<![\w-])id="([a-z][a-z0-9-]*)"')


def _ids(*folders: str) -> set[str]:
    files = [path for folder in folders for path in (ROOT / "generator" / folder).rglob("*.html")]
    assert files
    return {found for path in files for found in _ID.findall(path.read_text(encoding="utf-8"))}


def test_every_id_of_a_template_is_known() -> None:
    assert _ids("publishing/theme") <= FRAME_IDS
    assert {found for found in _ids("publishing/theme", "pages/templates") if not is_of_a_page(found)} == set()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/plans/2026/m2.yml", "id: han-1", "id: when"),
        ("data/plans/2026/m2.yml", "id: han-1", "id: day"),
        ("data/plans/2026/m2.yml", "id: han-1", "id: year-2031"),
        ("data/plans/2026/m2.yml", "id: han-1", "id: y2026-2026-11-15"),
        ("data/plans/2026/plan.yml", "- id: ten-goi", "- id: content"),
        ("data/glossary.yml", "terms: []", "terms:\n- {id: codes, vi: mã, en: code, category: policy}"),
    ],
)
def test_an_id_that_a_page_has_already_is_refused_at_its_line(file: str, old: str, new: str, commune: Path) -> None:
    edit(commune, file, old, new)
    told = run(commune, "check")
    line = next(
        n
        for n, row in enumerate((commune / file).read_text(encoding="utf-8").splitlines(), 1)
        if new.splitlines()[-1] in row
    )
    assert re.search(rf"{re.escape(file)}:{line}:\d+ id-of-page-part", told.output), told.output
    assert told.exit_code == 1


def test_no_id_stands_twice_on_any_page_of_the_commune(commune: Path) -> None:
    build_site(commune, commune / "site")
    for page in (commune / "site").rglob("*.html"):
        ids = Counter(node.attributes["id"] for node in LexborHTMLParser(page.read_text("utf-8")).css("[id]"))
        assert max(ids.values()) == 1, page
