"""A build that has built before gives what a build from nothing gives, whatever was edited and whatever was kept."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.loading import ProblemsFound
from generator.publishing import rendering
from generator.publishing.build import build_site, loaded_portal
from generator.publishing.cli import main
from generator.publishing.filling import Filling
from generator.publishing.kept import Options, unchanged_site
from tests.conftest import COMMUNE, office
from tests.test_build import _hashes, _same

Edit = tuple[str, int]


def _reworded(text: str, at: int) -> str:
    places = list(re.finditer(r"(?m)^ *(?:vi|en|title|text): (?=[^>|\n])", text))
    if not places:
        return text
    end = places[at % len(places)].end()
    return f"{text[:end]}Sửa {text[end:]}" if text[end] not in "\"'" else text


def _without(text: str, at: int) -> str:
    """One record less."""
    records = re.split(r"(?m)^(?= *- id: )", text)
    gone = 1 + at % (len(records) - 1) if len(records) > 1 else None
    return "".join(record for place, record in enumerate(records) if place != gone)


def _swapped(text: str, at: int) -> str:
    """Two records in each other's place."""
    records = re.split(r"(?m)^(?= *- id: )", text)
    if len(records) > 2:
        place = 1 + at % (len(records) - 2)
        records[place : place + 2] = [one.rstrip("\n") + "\n" for one in reversed(records[place : place + 2])]
    return "".join(records)


_EDITS: dict[str, Callable[[str, int], str]] = {"reword": _reworded, "delete": _without, "swap": _swapped}


def _edited(folder: Path, edit: Edit) -> None:
    """Do one edit to one file, or rename one id everywhere; an edit that the checks refuse is taken back."""
    name, at = edit
    files = sorted([*folder.glob("data/**/*.yml"), *folder.glob("content/**/*.md")])
    before = {path: path.read_text(encoding="utf-8") for path in files}
    if name == "rename":
        ids = sorted({found for text in before.values() for found in re.findall(r"(?m)^ *(?:- )?id: (\S+)", text)})
        old = re.compile(rf"(?<![\w-]){re.escape(ids[at % len(ids)])}(?![\w-])")
        after = {path: old.sub(f"{ids[at % len(ids)]}-n", text) for path, text in before.items()}
    else:
        path = files[at % len(files)]
        after = {path: _EDITS[name](before[path], at // len(files))}
    for path, text in after.items():
        path.write_text(text, encoding="utf-8")
    try:
        loaded_portal(folder, Options())
    except ProblemsFound:
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")


@settings(max_examples=3)
@given(edits=st.lists(st.tuples(st.sampled_from([*_EDITS, "rename"]), st.integers(0, 10_000)), min_size=3, max_size=6))
def test_a_build_after_edits_is_a_build_from_nothing(
    edits: list[Edit], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("edits")
    folder = office(base, COMMUNE)
    build_site(folder, folder / "site")
    for edit in edits:
        _edited(folder, edit)
        build_site(folder, folder / "site")
    clean = base / "clean"
    shutil.copytree(folder, clean, ignore=shutil.ignore_patterns(".cache", "site"))
    build_site(clean, clean / "site")
    assert _same(folder / "site", clean / "site")


def test_only_pages_that_show_the_edit_are_made_again(commune: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(commune, commune / "site")
    made: list[str] = []
    fill = Filling.html
    monkeypatch.setattr(rendering.Filling, "html", lambda own, page: made.append(page.address) or fill(own, page))
    section = commune / "data/plans/2026/m2.yml"
    section.write_text(section.read_text(encoding="utf-8").replace("số hóa", "lưu trữ"), encoding="utf-8")
    build_site(commune, commune / "site")
    assert "vi/ke-hoach/2026/m2-a/" in made
    assert "vi/ke-hoach/2026/toan-van/" in made
    assert not {"vi/phong-trao/", "vi/thuat-ngu/", "404.html", ""} & set(made)


@pytest.mark.parametrize("spoil", ["", "{}", "garbage", "\x00" * 50, "cut", "other"])
def test_garbage_in_the_cache_is_as_nothing(spoil: str, commune: Path) -> None:
    build_site(commune, commune / "site")
    before = _hashes(commune / "site")
    kept = sorted((commune / ".cache/plan-portal").iterdir())
    assert len(kept) == 4
    for path in kept:
        text = path.read_bytes()
        # A well-formed file of another version, with its digest right, is garbage too.
        garbage = {"cut": text[: len(text) // 2], "other": kept[0].read_bytes()}.get(spoil, spoil.encode())
        path.write_bytes(garbage)
    page = commune / "site/vi/index.html"
    page.write_text("spoilt", encoding="utf-8")
    build_site(commune, commune / "site")
    assert _hashes(commune / "site") == before


def test_nothing_is_done_only_where_nothing_would_change(commune: Path) -> None:
    target = commune / "site"
    assert unchanged_site(commune, target, Options()) is None
    first = CliRunner().invoke(main, ["build", "--root", str(commune), "--lang", "en"])
    built = target.stat().st_ino
    again = CliRunner().invoke(main, ["build", "--root", str(commune), "--lang", "en"])
    assert (again.exit_code, again.output) == (0, first.output)
    assert target.stat().st_ino == built
    assert unchanged_site(commune, target, Options(offline=True)) is None
    before = _hashes(target)
    for spoil in (
        lambda: (target / "en/index.html").write_text("spoilt", encoding="utf-8"),
        lambda: (target / "en/index.html").unlink(),
        lambda: (target / "en/more.html").write_text("a stranger", encoding="utf-8"),
        lambda: (target / "en/search").rename(target / "en/searched"),
    ):
        spoil()
        assert unchanged_site(commune, target, Options()) is None
        assert CliRunner().invoke(main, ["build", "--root", str(commune), "--discard"]).exit_code == 0
        assert _hashes(target) == before
    page = commune / "content/vi/help.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    assert unchanged_site(commune, target, Options()) is None


def test_to_find_that_nothing_changed_needs_neither_the_model_nor_the_engine(commune: Path) -> None:
    build_site(commune, commune / "site")
    script = "from generator.publishing.start import main; main()"
    command = [sys.executable, "-X", "importtime", "-c", script, "build", "--root", str(commune)]

    def imported() -> set[str]:
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        return {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}

    heavy = {"pydantic", "jinja2", "generator.model.record", "generator.linking", "generator.pages"}
    assert not heavy & imported()
    page = commune / "content/vi/help.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    assert heavy <= imported()
