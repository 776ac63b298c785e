"""The pages of what changed: a revision of a copy of the real plan, with one change of every class planted in it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborNode

from generator.linking import link
from generator.loading import load_portal
from generator.publishing.build import build_site
from generator.publishing.cli import main
from tests.conftest import ROOT, Site, office
from tests.test_addresses import lost

PLAN = "data/plans/2023"
NEW = """\
id: s2-9
kind: group
marker: "9."
parent: s2
order: 99
text:
  vi: Nhiệm vụ mới <b>thêm</b>
"""
PLANTED = {
    "s2-4": "edited", "s2-4-a": "edited", "s2-5": "renumbered", "s2-8": "moved", "s2-9": "added",
    "recipients-4": "removed",
}  # fmt: skip


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / PLAN / file
    text = path.read_text(encoding="utf-8")
    assert old in text, (file, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def plant(folder: Path) -> None:
    """One change of every class, and a changed duty, in the files of a plan."""
    edit(folder, "s2-4.yml", "Về triển khai công tác cứu trợ", "Về việc triển khai công tác cứu trợ")
    duty = "  - role: partner\n    bodies:\n    - departments-sectors\n"
    edit(folder, "s2-4.yml", duty, duty.replace("partner", "attending"))
    edit(folder, "s2-5.yml", 'marker: "5."', 'marker: "5a."')
    first = re.search(r"^order: (\d+)$", (folder / PLAN / "s2-1.yml").read_text(encoding="utf-8"), re.M)
    last = re.search(r"^order: (\d+)$", (folder / PLAN / "s2-8.yml").read_text(encoding="utf-8"), re.M)
    assert first and last
    for number in range(8, 0, -1):
        file = f"s2-{number}.yml"
        edit(folder, file, f"\norder: {int(first[1]) + number - 1}\n", f"\norder: {int(first[1]) + number}\n")
    edit(folder, "s2-8.yml", f"\norder: {int(last[1]) + 1}\n", f"\norder: {first[1]}\n")
    head = (folder / PLAN / "plan.yml").read_text(encoding="utf-8")
    start, end = head.index("  - id: recipients-4\n"), head.index("  - id: recipients-5\n")
    (folder / PLAN / "plan.yml").write_text(head[:start] + head[end:], encoding="utf-8")
    (folder / PLAN / "s2-9.yml").write_text(NEW, encoding="utf-8")


@pytest.fixture(scope="session")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = office(tmp_path_factory.mktemp("revised"), ROOT)
    assert CliRunner().invoke(main, ["revise", "2023", "--root", str(folder)]).exit_code == 0
    plant(folder)
    return folder


@pytest.fixture(scope="session")
def revised_site(revised: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("revised-site") / "site"
    build_site(revised, folder)
    return Site(folder)


def test_what_was_planted_is_what_is_found(revised: Path) -> None:
    (comparison,) = link(load_portal(revised / "data")).comparisons["2023"]
    assert {change.id: change.kind for change in comparison.changes.changed} == PLANTED
    assert len(comparison.changes.of_kind("unchanged")) == 70 - len(PLANTED) + 2


REDLINES = {"vi": "vi/ke-hoach/2023/thay-doi/r1-r2/", "en": "en/plans/2023/changes/r1-r2/"}


def _spoken(node: LexborNode) -> str:
    return " ".join(node.text().split())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_redline_holds_every_change_and_no_more(revised_site: Site, language: str) -> None:
    tree = revised_site.tree(REDLINES[language])
    found = {node.attributes["id"]: node.attributes["data-change"] for node in tree.css("section[data-change]")}
    assert found == PLANTED
    for mark in tree.css(".redline ins, .redline del"):
        hidden = mark.css_first(".visually-hidden")
        assert hidden is not None
        assert hidden.text().strip().startswith("[")
    assert not tree.css("article script, article [style]")


def test_the_redline_says_every_change_in_place_and_in_words(revised_site: Site) -> None:
    tree = revised_site.tree(REDLINES["vi"])

    def said(unit: str) -> str:
        node = tree.css_first(f"section#{unit}")
        assert node is not None
        return _spoken(node)

    assert "Về [thêm:] việc [hết] triển khai công tác cứu trợ" in said("s2-4")
    assert "[bỏ:] Phối hợp" in said("s2-4-a")
    assert "[thêm:] Dự" in said("s2-4-a")
    assert "Số thứ tự in trong văn bản: “5.” thành “5a.”." in said("s2-5")
    assert "Đổi thứ tự trong cùng nhóm." in said("s2-8")
    assert "[thêm:] Nhiệm vụ mới <b>thêm</b>" in said("s2-9")
    assert "[bỏ:] Ban Thường trực UB MTTQ các huyện, thành phố;" in said("recipients-4")
    assert tree.css_first("section#recipients-4 h2 a") is None


def test_a_redlined_text_read_without_its_marks_is_the_text(revised: Path, revised_site: Site) -> None:
    portal = link(load_portal(revised / "data"))
    tree = revised_site.tree(REDLINES["vi"])
    for unit in ("s2-4", "s2-4-a", "s2-5", "s2-9"):
        node = tree.css_first(f"section#{unit} .redline__text[lang=vi]")
        assert node is not None
        for gone in node.css(".visually-hidden, del"):
            gone.decompose()
        assert node.text() == portal.units["2023", unit].unit.text.vi
    kept = tree.css("section#s2-4 .redline__text[lang=vi] .keep")
    assert [node.text() for node in kept] == ["số 93/2021/NĐ-CP", "27/10/2021"]


def test_an_item_leads_to_its_place_in_the_redline(revised_site: Site) -> None:
    for unit, kind in PLANTED.items():
        if kind == "removed":
            continue
        hrefs = [a.attributes["href"] or "" for a in revised_site.tree(f"vi/ke-hoach/2023/{unit}/").css("article a")]
        assert f"../thay-doi/r1-r2/#{unit}" in hrefs, unit
    assert "thay-doi" not in revised_site.tree("vi/ke-hoach/2023/s2-1/").css_first("article").html
    assert "thay-doi/r1-r2/" in revised_site.tree("vi/ke-hoach/2023/").css_first("article").html


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_body_concerned_has_a_sheet_of_exactly_its_changed_items(
    revised: Path, revised_site: Site, language: str
) -> None:
    (comparison,) = link(load_portal(revised / "data")).comparisons["2023"]
    wanted: dict[str, set[str]] = {}
    for portal in (comparison.before, comparison.after):
        for body in portal.bodies.values():
            units = [part.located for part in portal.parts_of(body)] + list(portal.units_naming(body))
            wanted.setdefault(body.id, set()).update({located.unit.id for located in units} & set(PLANTED))
    redline = revised_site.folder / REDLINES[language]
    found = {
        page.parent.name: [
            node.attributes["id"]
            for node in revised_site.tree(f"{REDLINES[language]}{page.parent.name}/").css("section[data-change]")
        ]
        for page in redline.glob("*/index.html")
    }
    assert {body: set(units) for body, units in found.items()} == {body: own for body, own in wanted.items() if own}
    assert all(len(units) == len(set(units)) for units in found.values())
    linked = {(a.attributes["href"] or "").strip("/") for a in revised_site.tree(REDLINES[language]).css("details a")}
    assert linked == set(found)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_vietnamese_stands_unmarked_in_an_english_redline(revised_site: Site, language: str) -> None:
    tree = revised_site.tree(REDLINES[language])
    other = {"vi": "en", "en": "vi"}[language]
    for text in tree.css(".redline__text"):
        assert text.attributes["lang"] in (language, other)
    assert tree.css(".redline__text[lang=vi]")
    states = {
        section.attributes["id"]: _spoken(state)
        for section in tree.css("section[data-change]")
        for state in section.css(".translation__state")
    }
    stale, missing = "This translation is out of date", "This part has not been translated"
    if language == "en":
        assert {unit: state.split(";")[0] for unit, state in states.items()} == {"s2-4": stale, "s2-9": missing}
    else:
        assert states == {}


def test_every_address_of_the_plan_of_2023_outlives_its_revision(site: Site, revised_site: Site) -> None:
    assert lost(site, revised_site) == []
    removed = revised_site.tree("vi/ke-hoach/2023/recipients-4/").css_first("article[data-removed=r2]")
    assert removed is not None
    assert "Ban Thường trực UB MTTQ các huyện, thành phố;" in removed.text()


def test_a_plan_of_one_revision_says_that_there_is_nothing_to_compare(site: Site) -> None:
    assert "Kế hoạch mới có một lần ban hành, chưa có gì để so sánh." in site.text("vi/ke-hoach/2023/")
    assert "The plan has one revision; there is nothing to compare yet." in site.text("en/plans/2023/")
    assert not list(site.folder.rglob("r1-r2"))
