"""Bad and hostile input: refused at its line, remarked upon, or shown to the letter and never run."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from icalendar import Calendar
from playwright.sync_api import Browser

from generator.linking import link
from generator.loading import ProblemsFound, describe, html_not_allowed, load_portal, load_whole
from generator.loading.limits import MAX_BRACKETS, MAX_BYTES, MAX_DEPTH, MAX_FILES, MAX_LINE, MAX_PROBLEMS
from generator.publishing.build import BuildRefused, build_site
from generator.publishing.cli import _warnings
from generator.publishing.headers import page_policy
from tests.conftest import COMMUNE, ROOT, Site, office

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "tables/hostile/cases.yml").read_text(encoding="utf-8")
)
ORDINARY = {
    "reject": {"refused"},
    "neutralise": {"shown"},
    "preserve": {"shown"},
    "reject_or_preserve": {"refused", "shown"},
    "reject_or_warn": {"refused", "remarked"},
}
# Where this portal is stricter than need be, or has nothing to warn of.
STRICTER = {
    "U09-d-stroke-slug": "refused",  # ids are ASCII, so that an address can be typed
    "X22-newline-heading": "refused",  # a text is one line
    "X28-ics-injection": "refused",  # \r is no text; the words of the injection are tried in SPOILT
    "M09-image-no-alt": "shown",  # the plan's words are no Markdown; in content/ it is refused
}


def _made(name: str, ident: str, order: str) -> str:
    """A text too large for the table."""
    head = f"id: {ident}\nkind: section\norder: {order}\ntext:\n  vi: "
    if name == "@nested":
        return f"{head}Kế hoạch\nitems: " + "[" * 20_000 + "]" * 20_000 + "\n"
    return head + '"' + "[" * 9_000 + "*a" * 5_000 + '"\n'


def _put(folder: Path, case: dict[str, Any], number: int = 0) -> None:
    for name, given in case["given"].items():
        path = folder / name
        text = _made(given, path.stem, str(100 + number)) if given.startswith("@") else given
        old = path.read_bytes() if text.startswith("+") else b""
        path.write_bytes(old + text.removeprefix("+").encode(case.get("encoding", "utf-8")))


def _with_types(folder: Path) -> Path:
    types = folder / "data/document_types.yml"
    more = "- id: huong-dan\n  name: {vi: Hướng dẫn}\n  code: HD\n  examples: [96/HD-MTTW-BTT]\n"
    types.write_text(types.read_text(encoding="utf-8") + more, encoding="utf-8")
    return folder


@pytest.fixture
def plain_office(commune: Path) -> Path:
    return _with_types(commune)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_each_input_meets_its_end(case: dict[str, Any], plain_office: Path) -> None:
    _put(plain_office, case)
    assert case["id"] in STRICTER or ORDINARY[case["expect"]] & case.keys()
    try:
        loaded = load_whole(plain_office / "data", to_publish=True)
    except ProblemsFound as found:
        lines = {f"{problem.at.file}:{problem.at.line} {problem.code}" for problem in found.problems}
        assert set(case["refused"]) <= lines
        assert len(case["refused"]) in (1, len(lines))
        assert all(describe(problem, language) for problem in found.problems for language in ("vi", "en"))
        return
    assert "refused" not in case
    warned = _warnings(plain_office, link(loaded.model), loaded, date(2026, 11, 24))
    told = {f"{problem.at.file}:{problem.at.line} {problem.code}" for problem in warned}
    assert set(case.get("remarked", ())) <= told


# Whatever an editor may write as free words, in one office; nothing that is made of it may run.
PAYLOAD = (
    "x\"><img src=x onerror=alert(1)><script>alert(1)</script>' onmouseover='alert(1)' autofocus onfocus='alert(1)"
    " </title></textarea></script><svg onload=alert(1)> ]]> <!-- {{ 7*191 }} =cmd|x END:VEVENT; BEGIN:VEVENT, \\n"
)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def spoil(folder: Path) -> None:
    """Put the payload wherever a record of the office takes words."""
    words = _quoted(PAYLOAD)
    pair = f"{{vi: {words}, en: {words}}}"
    data = folder / "data"
    portal = data / "portal.yml"
    portal.write_text(
        f"name: {pair}\ndescription: {pair}\npublisher: ubnd-xa\nplace: {pair}\nlicence: {pair}\nlanguages: [vi, en]\n"
        "time_zone: Asia/Ho_Chi_Minh\naddress: https://muong-mau.example/cong/\n",
        encoding="utf-8",
    )
    notes = f"  notes:\n  - kind: outside\n    text: {pair}\n    source: {words}\n    recorded: 2026-01-01\n"
    for name, more in (
        (
            "bodies.yml",
            f"- id: bad\n  name: {pair}\n  aliases: [{words[:-1]} b']\n  level: commune\n  kind: state\n{notes}",
        ),
        (
            "documents.yml",
            f"- id: bad-doc\n  type: ke-hoach\n  title: {pair}\n  subject: {pair}\n"
            f"  validity: {{state: in-force, as_of: 2026-01-01, source: {words}}}\n  issuers:\n    bodies: [bad]\n"
            f"    basis: {{kind: editor-note, note: {pair}}}\n"
            f"  period: {{words: {words}, start: 2021, end: 2025}}\n{notes}",
        ),
        (
            "document_types.yml",
            f"- id: bad-type\n  name: {pair}\n  words: {{vi: [{words}], en: [{words}]}}\n  rule: {words}\n",
        ),
    ):
        path = data / name
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    (data / "programmes.yml").write_text(
        "programmes:\n- id: bad-programme\n  document: bad-doc\n  kind: coordination-plan\n  level: commune\n"
        f"  parties:\n    bodies: [bad]\n    basis: {{kind: editor-note, note: {pair}}}\n{notes}",
        encoding="utf-8",
    )
    (data / "documents.yml").write_text(
        (data / "documents.yml").read_text(encoding="utf-8").replace(f"  subject: {pair}\n", "", 1)
        .replace("  issuers:\n    bodies: [bad]\n" + f"    basis: {{kind: editor-note, note: {pair}}}\n", "")
        .replace(f"  period: {{words: {words}, start: 2021, end: 2025}}\n", ""),
        encoding="utf-8",
    )  # fmt: skip
    (data / "campaigns.yml").write_text(
        f"campaigns:\n- id: bad-campaign\n  kind: drive\n  name: {pair}\n  body: bad\n{notes}", encoding="utf-8"
    )
    (data / "glossary.yml").write_text(
        f"terms:\n- id: bad-term\n  vi: {words}\n  en: {words}\n  category: policy\n  accepted: [{words}]\n"
        f"  note: {pair}\nabbreviations:\n- short: {words}\n  full: {pair}\n",
        encoding="utf-8",
    )
    (data / "plans/2026/xss.yml").write_text(
        f"id: xss\nkind: section\nmarker: {words}\norder: 90\ntext:\n  vi: {words}\n"
        f"  en: {{text: {words}, of: '000000000000'}}\n"
        f"duties:\n- role: lead\n  bodies: [bad]\n  basis: {{kind: stated, words: {words}}}\n  note: {pair}\n"
        f"- role: partner\n  people: {{vi: {words}, en: {words}}}\n  basis: {{kind: editor-note, note: {pair}}}\n"
        f"campaigns:\n- campaign: bad-campaign\n  words: {words}\n"
        f"deadlines:\n- id: xss-1\n  kind: event\n  words: {words}\n  name: {pair}\n  precision: day\n"
        f"  date: 2026-11-15\n  derivation: {pair}\n  document: bad-doc\n  notes:\n  - text: {pair}\n"
        f"citations:\n- words: {words}\n  document: bad-doc\n  reason: {pair}\nnotes:\n- text: {pair}\n",
        encoding="utf-8",
    )
    for language in ("vi", "en"):
        (folder / f"content/{language}/bad.md").write_text(
            f"---\ntitle: {words}\nsegment: bad\ndescription: {words}\n---\n\n# Mã\n\n"
            f"```\n{PAYLOAD}\n```\n\n`{PAYLOAD}`\n",
            encoding="utf-8",
        )
    source = data / "plans/2026/source.txt"
    source.write_text(source.read_text(encoding="utf-8") + PAYLOAD + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One portal of every hostile input that is shown, and of an office whose every word is an attack."""
    base = tmp_path_factory.mktemp("hostile")
    folder = _with_types(office(base, COMMUNE))
    for number, case in enumerate(CASES):
        if "refused" not in case and case["id"] != "Y16-date-leap-ok":
            _put(folder, case, number)
    spoil(folder)
    build_site(folder, base / "site")
    return Site(base / "site")


SHOWN = [(case["id"], text) for case in CASES for text in case.get("shown", ())]


def test_what_is_shown_is_shown_to_the_letter(hostile_site: Site) -> None:
    tree = hostile_site.tree("vi/ke-hoach/2026/toan-van")
    texts = {node.text() for node in tree.css("[data-unit]")}
    assert [case for case, text in SHOWN if not any(text in one for one in texts)] == []
    assert any(PAYLOAD in one for one in texts)


def test_no_page_holds_an_element_of_the_data(hostile_site: Site) -> None:
    pages = hostile_site.pages()
    assert len(pages) > 180
    for page in pages:
        tree = Site(hostile_site.folder).tree(str(page.relative_to(hostile_site.folder)))
        # A block of data is executed by nothing; the search for the payload below concerns it as all else.
        blocks = tree.css('script[type="application/ld+json"]:not([src])')
        assert all(isinstance(json.loads(block.text()), dict) for block in blocks), page
        scripts = [node.attributes.get("src") or "" for node in tree.css("script") if node not in blocks]
        assert all(name.endswith(".js") and "://" not in name for name in scripts), page
        assert tree.css("iframe, object, embed, base, svg[onload], img") == [], page
        assert [node.attributes["content"] for node in tree.css("meta[http-equiv]")] == [page_policy()], page
        for node in tree.css("*"):
            names = node.attributes
            assert not any(name.startswith("on") or name in ("style", "srcdoc", "formaction") for name in names), page
            address = (names.get("href") or names.get("src") or "").strip().lower()
            assert not address.startswith(("javascript:", "data:", "//", "file:")), page
        assert tree.css_first("footer.foot") is not None or page.name == "index.html", page


def test_every_feed_stays_of_its_format(hostile_site: Site) -> None:
    entries = 0
    for path in hostile_site.folder.rglob("*.ics"):
        raw = path.read_bytes()
        assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
        calendar = Calendar.from_ical(raw)
        assert b"VEVENT; BEGIN" not in raw.replace(b"\r\n ", b"")
        if path.name == "all.ics":
            entries = len(calendar.walk("VEVENT")) + len(calendar.walk("VTODO"))
    assert entries == 2
    for path in [*hostile_site.folder.rglob("*.xml"), *hostile_site.folder.rglob("*.svg")]:
        ElementTree.fromstring(path.read_text(encoding="utf-8"))


_ALARM = """
window.fired = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { window.fired.push(name); };
"""
# Every way a reader touches a page, on everything in it, without leaving it.
_TOUCH = """
() => {
  addEventListener("click", (event) => event.preventDefault(), true);
  addEventListener("submit", (event) => event.preventDefault(), true);
  for (const element of document.querySelectorAll("*")) {
    for (const type of ["mouseover", "mouseenter", "mouseout", "focus", "focusin", "blur", "click", "toggle"]) {
      element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
    }
  }
  return window.fired;
}
"""


def _to_be_touched(site: Site) -> list[Path]:
    """The pages of what is all attack, and all that are like no other; of things' two pages one, by turns."""
    things: dict[str, list[Path]] = {}
    found = []
    for page in site.pages():
        where = page.relative_to(site.folder)
        if len(where.parts) < 4 or where.parent.name.startswith(("bad", "xss")):
            found.append(page)
        else:
            things.setdefault(where.parent.name, []).append(page)
    return found + [pages[number % len(pages)] for number, pages in enumerate(things.values())]


def test_no_canary_fires_however_a_page_is_touched(browser: Browser, hostile_site: Site) -> None:
    attack = "%3Cimg src=x onerror=alert(1)%3E<img src=x onerror=alert(1)>"
    context = browser.new_context()
    context.add_init_script(_ALARM)
    page = context.new_page()
    fired: list[str] = []
    page.on("dialog", lambda dialog: (fired.append(page.url), dialog.dismiss()))
    page.goto("about:blank")
    page.set_content("<p onmouseover='alert(1)'>x</p><img src=x onerror=alert(2)>")
    assert page.evaluate(_TOUCH), "the alarm itself is deaf"
    paths = _to_be_touched(hostile_site)
    assert len(paths) > 100
    for path in paths:
        page.goto(f"{path.as_uri()}?q={attack}&theme={attack}#{attack}", wait_until="domcontentloaded")
        if page.evaluate(_TOUCH):
            fired.append(str(path))
    for language, segment in (("vi", "tim-kiem"), ("en", "search")):
        page.goto((hostile_site.folder / language / segment / "index.html").as_uri())
        for query in ("<img src=x onerror=alert(1)>", "alert", "script", '"><svg onload=alert(1)>'):
            page.fill("input[type=search]", query)
            page.wait_for_function(
                "query => document.querySelector('#search-results')?.dataset.query === query.trim()", arg=query
            )
            if page.evaluate(_TOUCH):
                fired.append(query)
    context.close()
    assert fired == []


# Lines of a page of content/, and the problem each is.
MARKDOWN = [
    ("<script>alert(1)</script>", "html-not-allowed"),
    ("a <img src=x onerror=alert(1)>", "html-not-allowed"),
    ("<!-- ẩn -->", "html-not-allowed"),
    ("<iframe srcdoc='x'></iframe>", "html-not-allowed"),
    ("<base href='https://evil.example/'>", "html-not-allowed"),
    ("<?php x ?>", "html-not-allowed"),
    ("</article>", "html-not-allowed"),
    ("[x](javascript:alert(1))", "link-not-allowed"),
    ("[x](JaVaScRiPt:alert(1))", "link-not-allowed"),
    ("[x](java&#115;cript:alert(1))", "link-not-allowed"),
    ("[x](&#x6A;avascript:alert(1))", "link-not-allowed"),
    ("[x](\tjavascript:alert(1))", "link-not-allowed"),
    ("[x](vbscript:x)", "link-not-allowed"),
    ("[x](data:text/html;base64,PHNjcmlwdD4=)", "link-not-allowed"),
    ("[x](file:///etc/passwd)", "link-not-allowed"),
    ("[x](//evil.example/x)", "link-not-allowed"),
    ("[x](\\\\evil.example/x)", "link-not-allowed"),
    ("[a]: javascript:alert(1)", "link-not-allowed"),
    ("<javascript:alert(1)>", "link-not-allowed"),
    ("![hình](data:image/svg+xml;base64,PHN2Zz4=)", "link-not-allowed"),
    ('chữ {: onclick="alert(1)" }', "attribute-not-allowed"),
    ('[x](../){: style="position:fixed" }', "attribute-not-allowed"),
    ('# Mục {#a onmouseover="alert(1)"}', "attribute-not-allowed"),
    ('--8<-- "/etc/passwd"', "include-not-allowed"),
    ("{% include 'x' %}", "include-not-allowed"),
    ("{{ config }}", "include-not-allowed"),
    ("![](hinh.png)", "picture-without-words"),
    ("```\nkhông đóng", "code-not-closed"),
    ("1. " * 30 + "x", "too-deep"),
    ("> " * 30 + "x", "too-deep"),
    (" " * 96 + "- x", "too-deep"),
]


@pytest.mark.parametrize(("line", "code"), MARKDOWN)
def test_a_page_holds_no_html_and_no_other_scheme(line: str, code: str, commune: Path) -> None:
    page = commune / "content/vi/help.md"
    text = page.read_text(encoding="utf-8").rstrip("\n")
    page.write_text(f"{text}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        load_portal(commune / "data")
    at_line = text.count("\n") + 3 + (line.count("\n") + 1 if code == "code-not-closed" else 0)
    assert {problem.code for problem in found.value.problems} == {code}
    assert {problem.at.line for problem in found.value.problems} <= {at_line, at_line + 1}


@pytest.mark.parametrize(
    "line",
    [
        "Xem [Thời hạn](../thoi-han/#quy) và <https://vanban.example/1>, <mailto:x@y.example>.",
        "`<script>alert(1)</script>` là mã; a < b, 3 > 2, &lt;b&gt;",
        "```html\n<img src=x onerror=alert(1)>\n```",
        "# Mục {#muc .lon}",
        '[en](../en/){: lang="en" }',
        "[a]: https://vanban.example/ 'Văn bản'",
    ],
)
def test_ordinary_markdown_is_read(line: str, commune: Path) -> None:
    page = commune / "content/vi/help.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n\n{line}\n", encoding="utf-8")
    load_portal(commune / "data")


def test_what_an_extension_makes_is_checked_as_html(commune: Path) -> None:
    for page in (
        "<p onclick='x'>",
        "<a href='java&#10;script:x'>",
        "<script>",
        "<img src='https://e.example/x.png' alt='x'>",
    ):
        assert html_not_allowed(page) is not None
    assert html_not_allowed('<p class="a"><a href="../x/">y</a> <img alt="x" src="x.png"></p>') is None
    page = commune / "content/vi/help.md"
    # A link over two lines passes the reading by lines and is caught as HTML.
    page.write_text(page.read_text(encoding="utf-8") + "\n\n[a]:\n  javascript:alert(1)\n\nxem [a]\n", encoding="utf-8")
    load_portal(commune / "data")
    with pytest.raises(BuildRefused):
        build_site(commune, commune / "site")
    assert not (commune / "site").exists()


def _codes(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFound) as found:
        load_portal(folder / "data")
    return [(problem.at.file, problem.code) for problem in found.value.problems]


def test_links_pipes_and_circles_are_refused(commune: Path) -> None:
    (commune / "content/loop").symlink_to(commune / "content")
    (commune / "content/vi/secret.md").symlink_to("/etc/passwd")
    (commune / "data/plans/2026/m8.yml").symlink_to("/etc/passwd")
    os.mkfifo(commune / "content/vi/pipe.md")
    os.mkfifo(commune / "data/plans/pipe")
    (commune / "data/.hidden").symlink_to("/")
    assert {(file, code) for file, code in _codes(commune) if code == "not-regular"} == {
        ("content/loop", "not-regular"),
        ("content/vi/secret.md", "not-regular"),
        ("content/vi/pipe.md", "not-regular"),
        ("data/plans/2026/m8.yml", "not-regular"),
        ("data/plans/pipe", "not-regular"),
        ("data/.hidden", "not-regular"),
    }


@pytest.mark.parametrize("folder", ["content/vi", "data/plans", "data/plans/2026"])
def test_a_folder_that_is_a_link_is_not_entered(folder: str, commune: Path) -> None:
    elsewhere = commune / "elsewhere"
    (commune / folder).rename(elsewhere)
    (commune / folder).symlink_to(elsewhere)
    assert (folder, "not-regular") in _codes(commune)


def test_files_that_could_run_are_not_published(commune: Path) -> None:
    for name in ("x.svg", "x.html", "x.js"):
        (commune / "content/vi" / name).write_text("<svg onload='alert(1)'/>", encoding="utf-8")
    assert _codes(commune) == [(f"content/vi/{name}", "content-file-kind") for name in ("x.html", "x.js", "x.svg")]


def test_a_file_that_may_not_be_read_is_named(commune: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordinary = Path.open

    def denied(path: Path, *args: Any, **more: Any) -> Any:
        if path.name == "bodies.yml":
            raise PermissionError(13, "Permission denied")
        return ordinary(path, *args, **more)

    monkeypatch.setattr(Path, "open", denied)
    assert _codes(commune) == [("data/bodies.yml", "unreadable-file")]


def _over_limits() -> Iterator[tuple[str, str, int]]:
    yield "file-too-large", "a: x\n" * (MAX_BYTES // 5 + 1), 1
    yield "line-too-long", "a: " + "x" * MAX_LINE + "\n", 1
    yield "too-deep", "a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1) + "\n", 1
    yield "too-many-problems", "a:\n" * (MAX_PROBLEMS + 50), MAX_PROBLEMS + 2


@pytest.mark.parametrize(("code", "text", "most"), list(_over_limits()), ids=[code for code, *_ in _over_limits()])
def test_each_limit_is_told(code: str, text: str, most: int, commune: Path) -> None:
    (commune / "data/bodies.yml").write_text(text, encoding="utf-8")
    codes = [found for file, found in _codes(commune) if file == "data/bodies.yml"]
    assert code in codes
    assert len(codes) <= most + 1


def test_brackets_of_a_page_are_counted(commune: Path) -> None:
    page = commune / "content/vi/help.md"
    page.write_text(page.read_text(encoding="utf-8") + "[\n" * (MAX_BRACKETS + 1), encoding="utf-8")
    assert _codes(commune) == [("content/vi/help.md", "too-many-brackets")]


def test_too_many_files_are_told(commune: Path) -> None:
    for number in range(MAX_FILES):
        (commune / f"content/vi/x{number}.png").touch()
    assert ("content", "too-many-files") in _codes(commune)


def test_the_stated_limits_are_the_limits() -> None:
    stated = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
    limits = {
        "file-too-large": MAX_BYTES, "line-too-long": MAX_LINE, "too-deep": MAX_DEPTH, "too-many-files": MAX_FILES,
        "too-many-problems": MAX_PROBLEMS, "too-many-brackets": MAX_BRACKETS,
    }  # fmt: skip
    for code, limit in limits.items():
        assert f"| {limit:,} | `{code}` |" in stated
    assert f"{len(CASES)} of the {len(CASES)} that are files" in stated


def test_ids_that_are_paths_write_nothing_outside(tmp_path: Path) -> None:
    folder = office(tmp_path, COMMUNE)
    before = sorted(path.name for path in tmp_path.iterdir())
    shutil.move(folder / "data/plans/2026", folder / "data/plans/..2026")
    with pytest.raises(BuildRefused):
        build_site(folder, folder / "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_hundred_thousand_items_are_a_clear_limit(commune: Path) -> None:
    section = commune / "data/plans/2026/m9.yml"
    items = "".join(f"- id: m9-{number}\n  text: {{vi: x}}\n" for number in range(100_000))
    section.write_text(f"id: m9\nkind: section\norder: 9\ntext:\n  vi: NHIỆM VỤ\nitems:\n{items}", encoding="utf-8")
    assert _codes(commune) == [("data/plans/2026/m9.yml", "file-too-large")]


def test_an_id_in_two_files_is_named_at_both(commune: Path) -> None:
    plans = commune / "data/plans/2026"
    shutil.copy(plans / "m2.yml", plans / "m3.yml")
    with pytest.raises(ProblemsFound) as found:
        load_portal(commune / "data")
    doubled = [problem for problem in found.value.problems if problem.code == "doubled-id"]
    assert [(problem.at.file, problem.facts["first"]) for problem in doubled][:1] == [
        ("data/plans/2026/m3.yml", "data/plans/2026/m2.yml:1:5")
    ]
    assert all("data/plans/2026/m2.yml:1:5" in describe(doubled[0], language) for language in ("vi", "en"))


def test_every_build_scenario_is_tried() -> None:
    scenarios = yaml.safe_load((Path(__file__).parent / "tables/hostile/scenarios.yml").read_text(encoding="utf-8"))
    for tests in scenarios.values():
        for name in tests:
            module, _, test = name.partition(".")
            assert f"def {test}(" in (Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8"), name
    stated = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
    assert f"{len(scenarios)} build scenarios" in stated
