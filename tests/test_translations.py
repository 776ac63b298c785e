"""Translations: their states on every page, what is to be done, and the worked example of docs/revisions.md."""

import contextlib
import json
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.linking import link
from generator.loading import load_portal
from generator.model.text import Translation, UnitText, fingerprint
from generator.publishing.build import build_site
from generator.publishing.cli import main
from tests.conftest import ROOT, Site

GUIDE = (ROOT / "docs/revisions.md").read_text(encoding="utf-8").split("## A worked example", 1)[1]
STALE, MISSING = "s1-1", "s1-3"


def run(*arguments: str, root: Path, ends: int = 0) -> str:
    done = CliRunner().invoke(main, [*arguments, "--root", str(root), "--lang", "en"])
    assert done.exit_code == ends, done.output
    return done.output


@dataclass(frozen=True)
class Walk:
    """The example after its steps, and as it stood when its translations were still to be done."""

    finished: Path
    untranslated: Path


def _plain(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").split("\n")]


@pytest.fixture(scope="session")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The steps of the guide, followed to the letter; what it says a command prints is what it prints."""
    folder = tmp_path_factory.mktemp("walk")
    shutil.copytree(ROOT / "tests/offices/example", folder / "tests/offices/example")
    blocks = re.findall(r"^```(\w+)\n(.*?)\n```$", GUIDE, re.S | re.M)
    said = ""
    printed = 0
    with contextlib.chdir(folder):
        for kind, text in blocks:
            if kind == "diff":
                subprocess.run(["git", "apply", "-p0", "-"], input=f"{text}\n", text=True, check=True)
            elif kind == "text":
                assert _plain(said) == _plain(text)
                printed += 1
            for line in text.split("\n") if kind == "sh" else ():
                command, *arguments = shlex.split(line)
                if not command.endswith("plan-portal"):
                    subprocess.run([command, *arguments], check=True)
                    continue
                done = CliRunner().invoke(main, arguments)
                assert done.exit_code == 0, (line, done.output)
                said = done.output
                if arguments[0] == "translations" and "--renew" not in arguments:
                    shutil.copytree("example", "untranslated")
    assert printed == 5
    return Walk(folder / "example", folder / "untranslated")


@pytest.fixture(scope="session")
def untranslated(walk: Walk, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the example with one unit's English out of date and one missing."""
    folder = tmp_path_factory.mktemp("untranslated") / "site"
    build_site(walk.untranslated, folder)
    return Site(folder)


def test_the_worked_example_ends_with_nothing_to_do(walk: Walk) -> None:
    assert json.loads(run("translations", "--json", root=walk.finished)) == []
    assert (walk.finished / "site/en/plans/2026/changes/r1-r2/index.html").is_file()
    section = (walk.finished / "data/plans/2026/s1.yml").read_text(encoding="utf-8")
    assert f'of: "{fingerprint(_vi(walk.finished, STALE))}"  # reviewed by the Office\n' in section
    assert section.count("state: reviewed") == 2


def _vi(root: Path, unit: str) -> str:
    return link(load_portal(root / "data")).units["2026", unit].unit.text.vi


@pytest.mark.parametrize(
    ("of", "state", "standing"),
    [
        ("Nhiệm vụ", "unreviewed", "current"),
        ("Nhiệm vụ", "reviewed", "reviewed"),
        ("Nhiệm vụ", "machine", "machine"),
        ("Nhiệm  vụ", "machine", "stale"),
        ("Nhiệm  vụ", "reviewed", "stale"),
        (None, "reviewed", "missing"),
    ],
)
def test_a_translation_has_one_state(of: str | None, state: str, standing: str) -> None:
    en = None if of is None else Translation.model_validate({"text": "Tasks", "of": fingerprint(of), "state": state})
    text = UnitText(vi="Nhiệm vụ", en=en)
    assert text.standing == standing
    assert text.standing_in("vi") == "current"


# What a reader sees of it.

_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹàáãèéìíòóõùúýĩũ]", re.I)
# Vietnamese that says by its place what it is: quoted, beside the English, a term, a printed alias, the switch.
_LABELLED = (
    "q, .original, .line__beside, dl.terms dt, dd[lang=vi], #abbreviations + dl div, #codes + p + dl div,"
    " nav.bar__languages, [data-kind=term], .redline__text"
)


def _own_text(node: LexborNode) -> str:
    return "".join(child.text_content or "" for child in node.iter(include_text=True) if child.tag == "-text")


def _above(node: LexborNode) -> list[LexborNode]:
    found = []
    at: LexborNode | None = node
    while at is not None and at.tag != "html":
        found.append(at)
        at = at.parent
    return found


def _said_to_be_vietnamese(node: LexborNode) -> bool:
    """Whether words marked as Vietnamese say so to the eye: by their place, in a marked block, or by a note after."""
    for at in _above(node):
        classes = (at.attributes.get("class") or "").split()
        if "translation--missing" in classes or (at.tag in ("option", "title") and "(in Vietnamese)" in at.text()):
            return True
        following = at.next
        while following is not None and following.tag == "-text" and not (following.text_content or "").strip():
            following = following.next
        if following is not None and "words-note" in (following.attributes.get("class") or ""):
            return True
        if "citing" in classes and at.css_first(".translation__state") is not None:
            return True
    return False


def _unmarked(tree: LexborHTMLParser) -> list[str]:
    """Vietnamese of an English page that no `lang` tells, or nothing that is seen."""
    labelled = {at.mem_id for top in tree.css(_LABELLED) for at in (top, *top.css("*"))}
    wrong = []
    for node in tree.css("body *"):
        words = _own_text(node)
        # English names have the marks of Vietnamese, and so have symbols; whole Vietnamese is told by `lang` alone.
        language = next((at.attributes["lang"] for at in _above(node) if at.attributes.get("lang")), "en")
        # A message to paste is plain text, and tells the language of each passage in words.
        if node.tag in ("script", "style", "textarea") or not _VIETNAMESE.search(words):
            continue
        if language == "vi" and node.mem_id not in labelled and not _said_to_be_vietnamese(node):
            wrong.append(f"unseen: {words.strip()}")
        if language != "vi" and len(re.findall(rf"\w*{_VIETNAMESE.pattern}\w*", words, re.I)) > 3:
            wrong.append(f"no lang: {words.strip()}")
    return wrong


@pytest.mark.parametrize("built", ["untranslated", "commune_site"])
def test_no_vietnamese_stands_unmarked_on_an_english_page(built: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(built)
    pages = sorted((site.folder / "en").rglob("*.html"))
    assert len(pages) > 20
    trees = {page.relative_to(site.folder).as_posix(): LexborHTMLParser(page.read_text("utf-8")) for page in pages}
    assert {page: wrong for page, tree in trees.items() if (wrong := _unmarked(tree))} == {}
    assert [page for page, tree in trees.items() if tree.css("h1 p, h1 div")] == []


def test_one_changed_unit_gives_one_mark_wherever_its_english_stands(untranslated: Site) -> None:
    shown: dict[str, int] = {}
    for page in sorted(untranslated.folder.rglob("*.html")):
        name = page.relative_to(untranslated.folder).as_posix()
        article = LexborHTMLParser(page.read_text("utf-8")).css_first("article")
        assert article is not None
        marks = [
            n for n in article.css(".translation--stale, .redline .translation__state") if "out of date" in n.text()
        ]
        marks += [n for n in article.css(".words-note") if n.text() == "(translation out of date)"]
        if name.startswith("vi/"):
            marks += article.css(".translation--stale")
        places = article.text().count("The Office leads the review")
        # At r1 the translation was of its Vietnamese.
        if "/changes/" not in name and "/r1/" not in name:
            assert len(marks) == places, name
        if marks:
            shown[name] = len(marks)
        for unit in article.css(".translation--stale [data-unit]"):
            assert unit.attributes["data-unit"] == STALE
    assert shown == {
        "en/bodies/ubnd-xa/index.html": 1,
        "en/bodies/van-phong/index.html": 2,  # on the sheet that is printed, and in full below it
        "en/index.html": 1,
        "en/plans/2026/changes/r1-r2/index.html": 1,
        "en/plans/2026/changes/r1-r2/ubnd-xa/index.html": 1,
        "en/plans/2026/changes/r1-r2/van-phong/index.html": 1,
        "en/plans/2026/index.html": 1,
        "en/plans/2026/s1-1/index.html": 1,
        "en/plans/2026/s1/index.html": 1,
        "en/plans/2026/text/index.html": 1,
        "en/search/index.html": 1,
        "vi/ke-hoach/2026/toan-van/index.html": 1,
    }


# What an editor does about it.


def test_what_is_to_be_done_is_listed_with_what_changed_since(walk: Walk) -> None:
    stale, missing = json.loads(run("translations", "2026", "--json", root=walk.untranslated))
    assert (stale["unit"], stale["standing"], stale["since"], missing["standing"]) == (STALE, "stale", "r1", "missing")
    assert stale["before"].endswith("trước ngày 30/11/2026.")
    assert [s for s in stale["change"] if s["kind"] != "kept"] == [
        {"kind": "removed", "text": "30/11/2026"},
        {"kind": "added", "text": "15/12/2026"},
    ]
    assert (missing["en"], missing["change"]) == (None, None)


def test_a_text_that_no_revision_has_is_said_not_to_be_found(commune: Path) -> None:
    assert "is in no frozen revision" in run("translations", root=commune)


def _copy(walk: Walk, folder: Path) -> Path:
    shutil.copytree(walk.untranslated, folder / "office")
    return folder / "office"


def test_check_tells_a_stale_translation_at_its_fingerprint_and_strict_fails(walk: Walk) -> None:
    at = "data/plans/2026/s1.yml:18:11 translation-out-of-date"
    assert at in run("check", root=walk.untranslated)
    assert at in run("check", "--strict", root=walk.untranslated, ends=1)


def test_an_office_that_refuses_stale_translations_cannot_publish_them(walk: Walk, tmp_path: Path) -> None:
    root = _copy(walk, tmp_path)
    with (root / "data/portal.yml").open("a", encoding="utf-8") as settings:
        settings.write("publishing:\n  stale_translations: refuse\n")
    at = "data/plans/2026/s1.yml:18:11 stale-translation"
    run("check", root=root)
    assert at in run("check", "--publish", root=root, ends=1)
    assert at in run("build", root=root, ends=1)
    assert not (root / "site").exists()
    run("translations", "--renew", STALE, root=root)
    run("check", "--publish", root=root)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('      of: "{old}"  # seen\n', '      of: "{new}"  # seen\n      state: reviewed\n'),
        ("      of: {old}\n", "      of: {new}\n      state: reviewed\n"),
        ("      state: machine\n      of: '{old}'\n", "      state: reviewed\n      of: '{new}'\n"),
    ],
)
def test_renewing_changes_the_fingerprint_and_nothing_else(
    walk: Walk, tmp_path: Path, before: str, after: str, end: str
) -> None:
    root = _copy(walk, tmp_path)
    section = root / "data/plans/2026/s1.yml"
    text = section.read_text(encoding="utf-8")
    old, new = "af38b7b72de7", fingerprint(_vi(root, STALE))
    present = f'      of: "{old}"  # reviewed by the Office\n      state: reviewed\n'
    assert text.count(present) == 1

    def written(lines: str) -> bytes:
        return text.replace(present, lines.format(old=old, new=new)).replace("\n", end).encode()

    section.write_bytes(written(before))
    run("translations", "--renew", f"2026/{STALE}", "--reviewed", root=root)
    assert section.read_bytes() == written(after)


def test_a_fingerprint_within_braces_is_renewed_too(commune: Path) -> None:
    run("translations", "--renew", "m2", root=commune)
    section = (commune / "data/plans/2026/m2.yml").read_text(encoding="utf-8")
    assert f'en: {{text: TASKS, of: "{fingerprint("NHIỆM VỤ")}", state: machine}}' in section
    section = section.replace(", state: machine}", "}")
    (commune / "data/plans/2026/m2.yml").write_text(section, encoding="utf-8")
    run("translations", "--renew", "m2", "--reviewed", root=commune)
    assert '", state: reviewed}' in (commune / "data/plans/2026/m2.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (("s1-2",), "s1-2: nothing has changed since it was translated"),
        ((STALE, "s1-2"), "s1-2: nothing has changed since it was translated"),
        ((MISSING,), "s1-3 has no translation to renew"),
        (("s1-1a",), "there is no unit 's1-1a'; did you mean 's1-1'?"),
        (("2025/s1-1",), "there is no unit '2025/s1-1'"),
    ],
)
def test_what_cannot_be_renewed_is_refused_and_nothing_is_written(
    walk: Walk, units: tuple[str, ...], said: str
) -> None:
    section = walk.untranslated / "data/plans/2026/s1.yml"
    before = section.read_bytes()
    named = [word for unit in units for word in ("--renew", unit)]
    assert said in run("translations", *named, root=walk.untranslated, ends=1)
    assert section.read_bytes() == before
