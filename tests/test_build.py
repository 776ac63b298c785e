"""Building: one way to render, the same bytes everywhere, and a refused build changes nothing."""

import errno
import filecmp
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.pages.open_data.downloads import OFFLINE_COPY
from generator.publishing import rendering
from generator.publishing.build import BuildRefused, build_site
from generator.publishing.cli import main
from generator.publishing.engine import plain_site
from generator.publishing.fresh import FreshSite
from generator.publishing.kept import Options
from generator.publishing.manifest import MANIFEST
from generator.publishing.rendering import render_site
from tests.conftest import COMMUNE, ROOT, Site
from tests.invented import invented


def _run(
    *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments], env={**os.environ, **(env or {})}, cwd=cwd, capture_output=True, text=True
    )


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _same(one: Path, other: Path) -> bool:
    compared = filecmp.dircmp(one, other)
    assert compared.left_only == compared.right_only == []
    return _hashes(one) == _hashes(other)


def test_mkdocs_and_plan_portal_build_the_same_site(site: Site, tmp_path: Path) -> None:
    done = _run("mkdocs", "build", "-q", "-f", str(ROOT / "mkdocs.yml"), "-d", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    ours, theirs = site.folder, tmp_path / "site"
    compared = filecmp.dircmp(ours, theirs)
    assert compared.left_only == [MANIFEST]
    published = {address: path for address, path in _hashes(ours).items() if address not in (OFFLINE_COPY, MANIFEST)}
    different = {address for address, digest in _hashes(theirs).items() if published[address] != digest}
    # Only publishing knows how large the offline copy is.
    assert different == {"vi/du-lieu/index.html", "en/data/index.html"}
    for address in different:
        sized = (ours / address).read_text(encoding="utf-8")
        assert re.sub(r"(data-size-of=[^>]*>)[^<]+", r"\1", sized) == (theirs / address).read_text(encoding="utf-8")


# Other days, folders, places and habits of a machine; without a network where the system lets us take it away.
ELSEWHERE = [
    {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "77"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONHASHSEED": "0"},
]


@pytest.mark.parametrize("env", ELSEWHERE, ids=["C", "ascii"])
def test_the_same_data_gives_the_same_bytes_anywhere(
    env: dict[str, str], commune_site: Site, commune: Path, tmp_path: Path
) -> None:
    code = "from generator.publishing.cli import main; main()"
    alone = ["unshare", "-n"] if subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode == 0 else []
    done = subprocess.run(
        [*alone, sys.executable, "-c", code, "build", "--root", str(commune), "--out", str(tmp_path / "elsewhere")],
        env={**os.environ, **env}, cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert _same(commune_site.folder, tmp_path / "elsewhere")
    for folder in (str(commune), str(tmp_path)):
        assert not any(folder.encode() in path.read_bytes() for path in (tmp_path / "elsewhere").rglob("*.*"))


def test_filled_frames_and_the_engine_say_the_same_of_hostile_words(commune: Path, tmp_path: Path) -> None:
    for seed in (2, 11):
        portal = invented(seed)
        for options in (Options(), Options(offline=True)):
            plain, filled = tmp_path / f"plain-{seed}-{options}", tmp_path / f"filled-{seed}-{options}"
            plain_site(commune, FreshSite(plain), tmp_path / "scratch", options, portal)
            assert render_site(commune, portal, FreshSite(filled), tmp_path / "none", options) is not None
            assert _same(plain, filled)


# One mistake in each kind of record: what is spoilt, and the one line that says so.
PLANTED = [
    ("data/portal.yml", "languages: [vi, en]", "languages: [vi, fr]", "unknown-value"),
    ("data/bodies.yml", "parent: vff-cc\n", "parent: vff-ccc\n", "unknown-body"),
    ("data/document_types.yml", "93/2021/NĐ-CP", "93/2021/QĐ-CP", "type-code-example"),
    ("data/documents.yml", "iso: 2021-10-27", "iso: 2021-10-28", "printed-date-differs"),
    ("data/programmes.yml", "document: 78-khph-mttw-bdbp", "document: 79-khph-mttw-bdbp", "unknown-document"),
    ("data/campaigns.yml", "kind: drive", "kind: driven", "unknown-value"),
    ("data/glossary.yml", "category: people", "kategory: people", ("missing-key", "unknown-key")),
    ("data/plans/2023/plan.yml", "kind: issued", "kind: published", "unknown-value"),
    ("data/plans/2023/s2-4.yml", "words: do Mặt trận chủ trì", "words: do Mặt trận chủ chì", "words-not-found"),
    ("data/plans/2023/s2-8.yml", "date: 2023-07-27", "date: 2023-02-29", "bad-date"),
    ("content/vi/about.md", "segment: ", "segmento: ", ("missing-key", "unknown-key")),
]


@pytest.mark.parametrize(("file", "right", "wrong", "code"), PLANTED, ids=[file for file, *_ in PLANTED])
def test_a_planted_mistake_is_one_clear_line_and_the_old_site_stays(
    file: str, right: str, wrong: str, code: str | tuple[str, ...], province: Path
) -> None:
    path = province / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    old = province / "site"
    old.mkdir()
    (old / "index.html").write_text("the old site", encoding="utf-8")
    codes = (code,) if isinstance(code, str) else code
    for language in ("vi", "en"):
        done = CliRunner().invoke(main, ["check", "--root", str(province), "--lang", language])
        lines = [line for line in done.output.splitlines() if line.startswith((file.split("/")[0] + "/",))]
        assert done.exit_code == 1
        assert [line.split(" ")[1] for line in lines] == list(codes), done.output
        assert all(line.startswith(f"{file}:") for line in lines)
        refused = CliRunner().invoke(main, ["build", "--root", str(province), "--lang", language])
        assert refused.exit_code == 1
        assert lines[0] in refused.output
    assert _hashes(old) == {"index.html": hashlib.sha256(b"the old site").hexdigest()}
    assert [path.name for path in province.iterdir() if path.name.startswith(".")] == []


def test_mkdocs_refuses_too_and_leaves_the_old_site(commune: Path) -> None:
    (commune / "data/programmes.yml").write_text("programmes: {}\n", encoding="utf-8")
    (commune / "site").mkdir()
    (commune / "site/index.html").write_text("the old site", encoding="utf-8")
    done = _run("mkdocs", "build", "-f", str(commune / "mkdocs.yml"), env={"LANG": "en_GB.UTF-8"})
    assert done.returncode == 1
    assert "data/programmes.yml:1:13 list-expected" in done.stderr
    assert "Traceback" not in done.stderr
    assert (commune / "site/index.html").read_text(encoding="utf-8") == "the old site"


def test_a_build_replaces_the_old_site_whole(commune: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["build", "--root", str(commune)]).exit_code == 0
    assert (commune / "site/vi/ke-hoach/2026/m2-a/index.html").is_file()
    section = commune / "data/plans/2026/m2.yml"
    text = section.read_text(encoding="utf-8")
    section.write_text(text[: text.index("items:")], encoding="utf-8")
    plan = commune / "data/plans/2026/plan.yml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("words: UBND xã, at: 2026/m2-a", "words: NHIỆM VỤ, at: 2026/m2"),
        encoding="utf-8",
    )
    again = runner.invoke(main, ["build", "--root", str(commune)])
    assert again.exit_code == 0, again.output
    assert not (commune / "site/vi/ke-hoach/2026/m2-a").exists()
    assert {path.name for path in commune.iterdir()} == {".cache", "data", "content", "mkdocs.yml", "site"}


@pytest.mark.parametrize("out", [".", "data", "data/site", "content", ".."])
def test_no_source_is_ever_an_output(out: str, commune: Path) -> None:
    before = _hashes(commune)
    done = CliRunner().invoke(main, ["build", "--root", str(commune), "--out", str(commune / out), "--lang", "en"])
    assert done.exit_code == 2
    assert _hashes(commune) == before


def test_a_folder_of_others_is_not_replaced(commune: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("ten years of work", encoding="utf-8")
    done = CliRunner().invoke(main, ["build", "--root", str(commune), "--out", str(mine), "--lang", "en"])
    assert done.exit_code == 2
    assert (mine / "thesis.txt").read_text(encoding="utf-8") == "ten years of work"


def test_check_and_coverage_say_so_in_figures() -> None:
    runner = CliRunner()
    checked = runner.invoke(main, ["check", "--root", str(ROOT), "--lang", "en", "--as-of", "2026-01-01"])
    assert checked.exit_code == 0
    lines = [" ".join(line.split()) for line in checked.output.splitlines() if " warning: " not in line]
    assert lines == [
        "71 units", "21+9 documents (numbered + named)", "8 coordination programmes", "53 bodies", "24 campaigns",
        "33 deadline entries", "112 terms", "0 problems", "10 warnings",
    ]  # fmt: skip
    covered = runner.invoke(main, ["coverage", "--root", str(ROOT), "--lang", "en"])
    assert covered.exit_code == 0
    assert covered.output == "2023: 71 units, 16687 characters, 0 uncarried\n"


def test_coverage_names_the_place(commune: Path) -> None:
    source = commune / "data/plans/2026/source.txt"
    source.write_text(source.read_text(encoding="utf-8") + "Một câu bị bỏ quên.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["coverage", "--root", str(commune), "--lang", "en"])
    assert done.exit_code == 1
    assert "data/plans/2026/source.txt:6:1" in done.output
    source.unlink()
    done = CliRunner().invoke(main, ["coverage", "--root", str(commune), "--lang", "en"])
    assert done.exit_code == 1
    assert "no source.txt" in done.output
    assert CliRunner().invoke(main, ["coverage", "1999", "--root", str(commune)]).exit_code == 2


def test_an_office_may_speak_vietnamese_only_and_have_no_plan_yet(commune: Path) -> None:
    settings = commune / "data/portal.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[vi, en]", "[vi]"), encoding="utf-8")
    for path in (commune / "data/plans/2026").iterdir():
        path.unlink()
    (commune / "data/plans/2026").rmdir()
    documents = commune / "data/documents.yml"
    documents.write_text("documents: []\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["build", "--root", str(commune), "--lang", "en"])
    assert done.exit_code == 0, done.output
    home = (commune / "site/vi/index.html").read_text(encoding="utf-8")
    assert "Chưa có kế hoạch nào." in home
    assert not (commune / "site/en").exists()


def test_the_commune_is_an_example_and_says_so() -> None:
    assert "(ví dụ)" in (COMMUNE / "data/portal.yml").read_text(encoding="utf-8")


def test_two_processes_make_what_one_makes(commune: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(commune, tmp_path / "one")
    monkeypatch.setattr(rendering, "_UNITS_OF_ONE_PROCESS", 0)
    build_site(commune, tmp_path / "two")
    assert _hashes(tmp_path / "one") == _hashes(tmp_path / "two")


def test_a_disk_that_is_full_for_the_second_process_is_full_for_the_build(
    commune: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(commune, tmp_path / "site")
    before = _hashes(tmp_path / "site")
    own, write = os.getpid(), FreshSite.write

    def full(site: FreshSite, address: str, content: bytes) -> None:
        if os.getpid() != own or address == "sitemap.xml":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(site, address, content)

    monkeypatch.setattr(rendering, "_UNITS_OF_ONE_PROCESS", 0)
    monkeypatch.setattr(FreshSite, "write", full)
    with pytest.raises(BuildRefused):
        build_site(commune, tmp_path / "site")
    assert _hashes(tmp_path / "site") == before
    assert not list(tmp_path.glob(".*"))
