"""Addresses never die: every address and fragment of an earlier site on the next one, and the list that keeps them."""

import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.linking import link
from generator.linking.portal import Due
from generator.loading import load_portal
from generator.loading.locked import lock_text, read_lock
from generator.model.addresses import PublishedAddress
from generator.pages import permanence_of, text_files_of
from generator.publishing.build import build_site
from generator.publishing.cli import main
from tests.conftest import COMMUNE, ROOT, Site, office, served

LOCK = "data/addresses.lock"
PLAN = "data/plans/2026"


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--root", str(folder), "--lang", "en"])


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, (file, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# The invented plan: a unit of every fate.

M3 = """\
id: m3
kind: section
marker: C.
order: 4
text:
  vi: TỔ CHỨC THỰC HIỆN
items:
- id: m3-a
  kind: bullet
  marker: "-"
  text:
    vi: Phòng Nội vụ tổng hợp, báo cáo kết quả thực hiện kế hoạch trước ngày 20/12/2026 theo quy định.
  deadlines:
  - id: han-2
    kind: required-output
    words: trước ngày 20/12/2026
    precision: day
    date: 2026-12-20
- id: m3-b
  kind: bullet
  marker: "-"
  text:
    vi: Các thôn, bản tuyên truyền kế hoạch này tới từng hộ gia đình trong quý II năm 2026.
- id: m3-c
  kind: bullet
  marker: "-"
  text:
    vi: Công chức tư pháp rà soát thủ tục hành chính và niêm yết công khai tại trụ sở Ủy ban nhân dân xã.
"""
BODY = """\
- id: ban-thon
  name: {vi: Ban quản lý thôn Mẫu}
  level: community
  kind: state
"""
TERM = """\
terms:
- {id: so-hoa, vi: số hóa, en: digitisation, category: policy}
- {id: mot-cua, vi: một cửa, en: one-stop shop, category: policy}
"""


def site_a(folder: Path) -> None:
    """The invented office as it was first published: units, deadlines, terms and a page of every fate."""
    (folder / PLAN / "m3.yml").write_text(M3, encoding="utf-8")
    with (folder / "data/bodies.yml").open("a", encoding="utf-8") as file:
        file.write(BODY)
    (folder / "data/glossary.yml").write_text(TERM, encoding="utf-8")


REMOVED = """\
removed:
- kind: body
  id: ban-thon
  date: 2026-07-01
  replaced_by: van-phong
  note: {vi: Giải thể khi sáp nhập thôn., en: Dissolved when villages were merged.}
- kind: term
  id: mot-cua
- kind: document
  id: 45-2020-nd-cp-a
  note: {vi: Ghi nhầm số.}
"""


def site_b(folder: Path) -> None:
    """A revision that removes, moves, renumbers and renames."""
    assert run(folder, "revise", "2026").exit_code == 0
    m3 = (folder / PLAN / "m3.yml").read_text(encoding="utf-8")
    head, one, two, three = re.split(r"(?m)^(?=- id: m3)", m3)
    deadline = one[one.index("  deadlines:") :]
    last = three.replace("id: m3-c", "id: m2-d").replace('marker: "-"', 'marker: "1."')
    (folder / PLAN / "m3.yml").write_text(head + last, encoding="utf-8")
    with (folder / PLAN / "m2.yml").open("a", encoding="utf-8") as file:
        file.write(one.removesuffix(deadline).replace(" trước ngày 20/12/2026", ""))
    edit(folder, f"{PLAN}/m2.yml", 'marker: "+"', 'marker: "a)"')
    edit(folder, "data/bodies.yml", BODY, "")
    edit(folder, "data/bodies.yml", "name: {vi: Phòng Nội vụ}", "name: {vi: Phòng Tổ chức, en: Office}")
    edit(folder, "data/glossary.yml", "- {id: mot-cua, vi: một cửa, en: one-stop shop, category: policy}\n", "")
    documents = (folder / "data/documents.yml").read_text(encoding="utf-8")
    (folder / "data/documents.yml").write_text(documents[: documents.index("- id: 45-2020")], encoding="utf-8")
    for language in ("vi", "en"):
        edit(folder, f"content/{language}/help.md", "segment: help", "segment: help-page")
    assert two
    (folder / "data/removed.yml").write_text(REMOVED, encoding="utf-8")


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site, Site]:
    """The office after its revision, its first site, and its newest."""
    base = tmp_path_factory.mktemp("addresses")
    folder = office(base, COMMUNE)
    site_a(folder)
    build_site(folder, base / "a")
    site_b(folder)
    done = run(folder, "build", "--out", str(base / "b"))
    assert done.exit_code == 0, done.output
    return folder, Site(base / "a"), Site(base / "b")


# Neither page nor unit nor section of one: frames, fields of forms, the timeline, what a heading in Markdown is called.
INCIDENTAL = re.compile(
    r"content|counting|side|__\w+|beside|filter|year-\d+(-title|-desc)?|y\d{4}-[\d-]+(-open)?"
    r"|(home-|site-)?search(-\w+)?|(my-)?office(-\w+)?|next-\w+|figures|plan-\d+|downloads?(-[\w-]+)?|sources|check"
    r"|successors|nobody|citations|plan-facts|others|help"
)


def declared(html: str) -> set[str]:
    return {node.attributes["id"] or "" for node in LexborHTMLParser(html).css("[id]")}


def addresses(site: Site) -> Iterator[tuple[str, str, set[str]]]:
    for page in site.pages():
        html = page.read_text(encoding="utf-8")
        yield page.relative_to(site.folder).as_posix().removesuffix("index.html"), html, declared(html)


def identity(html: str) -> tuple[str | None, str | None]:
    article = LexborHTMLParser(html).css_first("article")
    assert article is not None
    kind = article.attributes["data-kind"]
    return "unit" if kind in ("section", "plan-item") else kind, article.attributes["data-id"]


def lost(first: Site, second: Site) -> list[str]:
    """What of the first site the second does not have, or has of something else."""
    found = []
    for address, html, fragments in addresses(first):
        page = second.folder / address / ("" if address.endswith(".html") else "index.html")
        now = page.read_text(encoding="utf-8") if page.is_file() else "<article data-kind='' data-id=''></article>"
        if identity(now) != identity(html):
            found.append(address)
        gone = sorted(name for name in fragments - declared(now) if not INCIDENTAL.fullmatch(name))
        found += [f"{address}#{name}" for name in gone]
    return found


def test_every_address_and_fragment_of_the_first_site_is_on_the_next(revised: tuple[Path, Site, Site]) -> None:
    _, first, second = revised
    checked = 0
    with served(second.folder) as base:
        for address, html, fragments in addresses(first):
            with urllib.request.urlopen(base + address) as answer:
                now = answer.read().decode()
            if address not in ("", "404.html"):
                assert identity(now) == identity(html), address
            missing = {name for name in fragments - declared(now) if not INCIDENTAL.fullmatch(name)}
            assert missing == set(), address
            checked += 1 + len(fragments)
        for file in first.folder.rglob("*.*"):
            name = file.relative_to(first.folder).as_posix()
            if file.suffix != ".html" and not name.startswith("assets/"):
                with urllib.request.urlopen(base + name) as answer:
                    assert answer.status == 200, name
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(base + "vi/ke-hoach/2026/m9/")
    assert checked > 400


def test_what_was_removed_says_when_why_and_what_replaced_it(revised: tuple[Path, Site, Site]) -> None:
    _, _, site = revised
    unit = site.tree("vi/ke-hoach/2026/m3-b/").css_first("article")
    assert unit is not None
    said = " ".join(unit.text().split())
    assert (unit.attributes["data-kind"], unit.attributes["data-removed"]) == ("plan-item", "r2")
    assert "Phần này có trong r1, không còn trong kế hoạch từ r2." in said
    assert "r2: sửa đổi, bổ sung, ngày không nêu" in said
    assert "Các thôn, bản tuyên truyền kế hoạch này tới từng hộ gia đình trong quý II năm 2026." in said
    assert unit.css_first('a[href="../thay-doi/r1-r2/#m3-b"]') is not None
    renamed = site.tree("en/plans/2026/m3-c/").css_first("article")
    assert renamed is not None
    assert "100% of the words are those of" in renamed.text()
    assert renamed.css_first('.removed a[href="../m2-d/"]') is not None
    kept = site.tree("vi/ke-hoach/2026/m3-a/").css_first("article")
    assert kept is not None
    assert "data-removed" not in kept.attributes
    body = site.text("en/bodies/ban-thon/")
    assert "No longer in the data of this portal (1 July 2026). Replaced by: Văn phòng" in body
    assert "Dissolved when villages were merged." in body
    gone = "Không còn trong dữ liệu của cổng thông tin (ngày bỏ không nêu). Không nêu nội dung thay thế. Ghi nhầm số."
    assert gone in site.text("vi/van-ban/45-2020-nd-cp-a/")
    assert site.tree("vi/help/").css_first('article a[href="../help-page/"]') is not None
    listed = {node.attributes["id"]: node.text() for node in site.tree("vi/ke-hoach/2026/toan-van/").css(".gone li")}
    assert set(listed) == {"m3-b", "m3-c"}
    assert "trước ngày 20/12/2026" in site.text("vi/thoi-han/", "li#han-2")
    assert "một cửa" in site.text("vi/thuat-ngu/", "li#mot-cua")
    calendar = (site.folder / "calendar/ban-thon.ics").read_text()
    assert ("BEGIN:VCALENDAR" in calendar, "BEGIN:VTODO" in calendar) == (True, False)


_NO_TEXT = (".sqlite", ".xlsx", ".zip")


def test_what_was_removed_is_nowhere_shown_as_current(revised: tuple[Path, Site, Site]) -> None:
    _, _, site = revised
    shown = "tuyên truyền kế hoạch này tới từng hộ"
    holding = {
        path.relative_to(site.folder).as_posix()
        for path in site.folder.rglob("*")
        if path.is_file() and path.suffix not in _NO_TEXT and shown in path.read_text(encoding="utf-8")
    }
    assert holding == {
        "vi/ke-hoach/2026/m3-b/index.html", "en/plans/2026/m3-b/index.html",
        "vi/ke-hoach/2026/thay-doi/r1-r2/index.html", "en/plans/2026/changes/r1-r2/index.html",
        "vi/ke-hoach/2026/r1/index.html", "en/plans/2026/r1/index.html",
    }  # fmt: skip
    assert "m3-b" not in (site.folder / "sitemap.xml").read_text()
    assert not site.tree("vi/ke-hoach/2026/m3-b/").css("[data-unit]")


def test_every_link_of_the_next_site_leads_somewhere(revised: tuple[Path, Site, Site]) -> None:
    _, _, site = revised
    pages = {address: (html, fragments) for address, html, fragments in addresses(site)}
    for address, (html, _) in pages.items():
        for link_ in LexborHTMLParser(html).css("article a[href]"):
            there = urljoin(f"http://x/{address}", link_.attributes["href"] or "")
            if there.startswith("http://x/") and address != "404.html":
                page, _, fragment = there.removeprefix("http://x/").partition("#")
                if page in pages:
                    assert not fragment or fragment in pages[page][1], (address, there)
                else:
                    assert (site.folder / page).is_file(), (address, there)


def test_every_id_that_is_linked_to_is_permanent_or_named_incidental(site: Site) -> None:
    permanence = permanence_of(link(load_portal(ROOT / "data")))
    built: set[str] = set()
    for address, html, fragments in addresses(site):
        built |= {f"{address}#{name}" for name in fragments}
        for link_ in LexborHTMLParser(html).css("a[href*='#']"):
            there = urljoin(f"http://x/{address}", link_.attributes["href"] or "").removeprefix("http://x/")
            name = there.partition("#")[2]
            assert there in permanence.standing or name in LINKED or INCIDENTAL.fullmatch(name), there
    assert {one.address for one in permanence.standing.values() if one.fragment} <= built


LINKED = {
    "who", "when", "basis", "sheet", "revisions", "day", "year", "period", "recurring", "undetermined",
    "how-to-read", "about", "cach-oc", "gioi-thieu",
}  # fmt: skip


def test_the_list_of_the_real_plan_is_complete() -> None:
    portal = link(load_portal(ROOT / "data"))
    files = [file.address for file in text_files_of(portal)]
    assert [str(one) for one in permanence_of(portal).unlocked(files)] == []
    assert permanence_of(portal).lost_files(files) == []


# What an editor is told


@pytest.fixture
def locked(commune: Path) -> Path:
    assert run(commune, "addresses", "--write").exit_code == 0
    return commune


def told(folder: Path, command: str = "check") -> list[str]:
    done = run(folder, command)
    assert done.exit_code == 1, done.output
    return [" ".join(line.split()[:2]) for line in done.output.splitlines() if line.startswith(("data/", "content/"))]


def lines(folder: Path) -> list[str]:
    return (folder / LOCK).read_text().splitlines()


def line_of(folder: Path, start: str) -> int:
    return next(number for number, line in enumerate(lines(folder), 1) if line.startswith(start))


def test_a_fresh_office_has_no_list_and_the_build_says_so(commune: Path, tmp_path: Path) -> None:
    assert run(commune, "check").exit_code == 0
    built = run(commune, "build", "--out", str(tmp_path / "site"))
    assert "addresses of pages are not locked yet" in built.output
    assert not (commune / LOCK).exists()
    first = run(commune, "addresses")
    assert first.exit_code == 0
    assert not (commune / LOCK).exists()
    assert run(commune, "addresses", "--write").output == first.output.replace(
        "are not in data/addresses.lock yet (0 are); --write adds them",
        "were added to data/addresses.lock (0 stood in it)",
    )
    before = (commune / LOCK).read_bytes()
    assert run(commune, "addresses", "--write").output.startswith("0 addresses")
    assert (commune / LOCK).read_bytes() == before


SPOILT = {
    "edited": (lambda ls: [*ls[:5], ls[5].replace("a", "b", 1), *ls[6:]], ["2:1 lock-edited"]),
    "taken out": (lambda ls: [*ls[:5], *ls[6:]], ["2:1 lock-length"]),
    "last taken out": (lambda ls: ls[:-1], ["2:1 lock-length"]),
    "added": (lambda ls: [*ls, "vi/x/ page x"], ["2:1 lock-length"]),
    "doubled": (lambda ls: [*ls[:6], ls[5], *ls[6:]], ["7:1 lock-doubled"]),
    "malformed": (lambda ls: [*ls[:5], "x", *ls[5:]], ["6:1 lock-line"]),
    "blank": (lambda ls: [*ls[:5], "", *ls[5:]], ["6:1 lock-line"]),
    "out of order": (lambda ls: [*ls[:5], ls[6], ls[5], *ls[7:]], ["2:1 lock-edited"]),
    "no count": (lambda ls: [ls[0], *ls[2:]], ["2:1 lock-count"]),
    "no head": (lambda ls: ls[2:], ["1:1 lock-title"]),
    "emptied": (lambda ls: [], ["1:1 lock-title"]),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_list_that_is_not_as_it_was_written_is_told(locked: Path, how: str) -> None:
    spoil, said = SPOILT[how]
    (locked / LOCK).write_text("".join(f"{line}\n" for line in spoil(lines(locked))))
    assert told(locked) == [f"{LOCK}:{place}" for place in said]
    assert told(locked, "addresses") == told(locked)


def test_line_ends_of_other_systems_are_no_edit(locked: Path) -> None:
    (locked / LOCK).write_bytes(b"\xef\xbb\xbf" + (locked / LOCK).read_bytes().replace(b"\n", b"\r\n"))
    assert run(locked, "check").exit_code == 0


def test_what_would_be_lost_is_told_where_it_stands_in_the_list(locked: Path, tmp_path: Path) -> None:
    for language in ("vi", "en"):
        (locked / f"content/{language}/help.md").rename(locked / f"content/{language}/guide.md")
        edit(locked, f"content/{language}/guide.md", "segment: help", "segment: guide")
    wanted = sorted(f"{LOCK}:{line_of(locked, f'{language}/help/')}:1 lost-address" for language in ("en", "vi"))
    assert sorted(told(locked)) == sorted(told(locked, "addresses")) == wanted
    done = run(locked, "build", "--out", str(tmp_path / "site"))
    assert done.exit_code == 1
    assert not (tmp_path / "site").exists()


def test_of_a_plan_or_a_language_that_would_be_lost_one_line_says_all(locked: Path) -> None:
    edit(locked, "data/portal.yml", "languages: [vi, en]", "languages: [vi]")
    first = min(line_of(locked, f"en/{page}") for page in ("", "bodies/ ", "plans/ "))
    assert [line for line in told(locked) if " lost-" in line] == [f"{LOCK}:{first}:1 lost-language"]
    edit(locked, "data/portal.yml", "languages: [vi]", "languages: [vi, en]")
    (locked / PLAN).rename(locked / "data/plans/plan-2026")
    edit(locked, "data/documents.yml", "at: 2026/", "at: plan-2026/")
    edit(locked, "data/plans/plan-2026/plan.yml", "at: 2026/", "at: plan-2026/")
    assert [line.split(" ")[1] for line in told(locked) if " lost-" in line] == ["lost-plan"]


def test_a_unit_taken_out_without_a_revision_is_told(locked: Path) -> None:
    m2 = (locked / PLAN / "m2.yml").read_text(encoding="utf-8")
    edit(locked, f"{PLAN}/plan.yml", "2026/m2-a", "2026/m2")
    edit(locked, f"{PLAN}/plan.yml", "words: UBND xã", "words: NHIỆM VỤ")
    (locked / PLAN / "m2.yml").write_text(m2[: m2.index("items:")], encoding="utf-8")
    gone = {line for line in told(locked) if "lost-address" in line}
    assert f"{LOCK}:{line_of(locked, 'vi/ke-hoach/2026/m2-a/ ')}:1 lost-address" in gone
    assert f"{LOCK}:{line_of(locked, 'vi/ke-hoach/2026/toan-van/#m2-a ')}:1 lost-address" in gone


def test_a_page_at_the_address_of_another_is_told_at_the_page(locked: Path) -> None:
    for language in ("vi", "en"):
        (locked / f"content/{language}/help.md").rename(locked / f"content/{language}/guide.md")
    assert told(locked) == ["content/en/guide.md:1:1 address-taken", "content/vi/guide.md:1:1 address-taken"]


@pytest.fixture
def frozen(commune: Path) -> Path:
    site_a(commune)
    assert run(commune, "revise", "2026").exit_code == 0
    return commune


def test_the_units_of_frozen_revisions_must_be_in_the_list(frozen: Path) -> None:
    kept = [one for one in load_portal(frozen / "data").locked if "m3-b" not in one.address]
    (frozen / LOCK).write_text(lock_text(kept))
    assert told(frozen) == [f"{LOCK}:1:1 lock-lacks"]
    (frozen / LOCK).unlink()
    assert told(frozen) == [f"{LOCK}:1:1 lock-lacks"]
    assert run(frozen, "addresses", "--write").exit_code == 0
    assert run(frozen, "check").exit_code == 0


def test_an_id_that_goes_to_other_words_is_told_at_the_unit(frozen: Path) -> None:
    path = frozen / PLAN / "m3.yml"
    text = path.read_text(encoding="utf-8")
    one, other = (re.search(rf"id: m3-{letter}\n(?:.*\n){{3}}    vi: (.*)", text)[1] for letter in "bc")  # type: ignore[index]
    path.write_text(text.replace(one, "x").replace(other, one).replace("vi: x", f"vi: {other}"), encoding="utf-8")
    number = text[: text.index("id: m3-b")].count("\n") + 1
    place = text.splitlines().index("- id: m3-c") + 1
    assert told(frozen) == [f"{PLAN}/m3.yml:{number}:7 id-of-another", f"{PLAN}/m3.yml:{place}:7 id-of-another"]


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("Trạm y tế xã khám sức khỏe định kỳ cho người cao tuổi, trẻ em.", True),
        ("{} Báo cáo trước ngày 30 tháng 6.", False),
        ("{}", False),
    ],
)
def test_an_id_that_says_something_else_altogether_is_warned_of(text: str, warned: bool, frozen: Path) -> None:
    path = frozen / PLAN / "m3.yml"
    before = path.read_text(encoding="utf-8")
    old = re.search(r"vi: (Công chức.*)", before)
    assert old is not None
    path.write_text(before.replace(old[1], text.format(old[1])), encoding="utf-8")
    done = run(frozen, "check")
    assert done.exit_code == 0, done.output
    line = before[: old.start()].count("\n") + 1
    assert (f"{PLAN}/m3.yml:{line}:" in done.output and "other-words-under-id" in done.output) == warned


def test_the_id_of_a_removed_unit_is_not_for_another(frozen: Path) -> None:
    path = frozen / PLAN / "m3.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before[: before.index("- id: m3-c")], encoding="utf-8")
    assert run(frozen, "revise", "2026").exit_code == 0
    edit(frozen, f"{PLAN}/m2.yml", 'marker: "+"', 'marker: "-"')
    assert run(frozen, "revise", "2026").exit_code == 0
    assert run(frozen, "check").exit_code == 0
    assert (link(load_portal(frozen / "data")).removed_units["2026", "m3-c"]).step.id == "r1-r2"
    text = "Trạm y tế xã khám sức khỏe định kỳ cho người cao tuổi, trẻ em."
    path.write_text(re.sub(r"vi: Công chức.*", f"vi: {text}", before), encoding="utf-8")
    place = before.splitlines().index("- id: m3-c") + 1
    assert told(frozen) == [f"{PLAN}/m3.yml:{place}:7 id-of-removed"]
    path.write_text(before, encoding="utf-8")
    assert run(frozen, "check").exit_code == 0


@given(st.lists(st.from_regex(r"(vi|en)/[a-z]{1,3}/(#[a-z]{1,2})?", fullmatch=True), unique=True), st.data())
def test_a_list_reads_as_written_and_tells_any_line_taken_out(names: list[str], data: st.DataObject) -> None:
    addresses_ = [PublishedAddress(address=name, kind="unit", id="2023/a") for name in names]
    text = lock_text(addresses_)
    read, problems = read_lock(text.encode(), LOCK)
    assert (set(read), problems) == (set(addresses_), [])
    assert lock_text(read) == text
    if names:
        lines_ = text.splitlines()
        del lines_[data.draw(st.integers(2, len(lines_) - 1))]
        assert read_lock("\n".join([*lines_, ""]).encode(), LOCK)[1]


def test_a_disk_that_fails_leaves_the_list(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (locked / LOCK).read_bytes()
    site_a(locked)

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = run(locked, "addresses", "--write")
    assert (done.exit_code, "No space left" in done.output) == (2, True)
    assert (locked / LOCK).read_bytes() == before
    assert not list((locked / "data").glob(".*"))


DEADLINE_GONE = """\
removed:
- kind: deadline
  id: 2026/han-1
  note: {vi: Ghi nhầm là thời hạn.}
"""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("id: han-1", "id: han-mot"), True),
        (("    words: trước ngày 15/11/2026\n", "    words: trước ngày 15/11/2026\n"), False),
        (("trước ngày 15/11/2026 việc", "việc"), False),
    ],
)
def test_a_deadline_whose_words_still_stand_is_not_gone(change: tuple[str, str], said: bool, tmp_path: Path) -> None:
    folder = office(tmp_path, COMMUNE)
    assert run(folder, "addresses", "--write").exit_code == 0
    assert run(folder, "revise", "2026").exit_code == 0
    section = folder / PLAN / "m2.yml"
    text = section.read_text(encoding="utf-8")
    if "việc" in change[0]:
        text = text[: text.index("  deadlines:")]
    section.write_text(text.replace(*change), encoding="utf-8")
    found = run(folder, "check")
    assert ("deadline-still-there" in found.output) == said, found.output
    assert found.exit_code == int(said)
    if said:
        # Whose words stay and who is no deadline after all says so, and why.
        (folder / "data/removed.yml").write_text(DEADLINE_GONE, encoding="utf-8")
        assert run(folder, "check").exit_code == 0


def test_a_plan_put_in_later_leaves_the_links_of_the_others_alone(tmp_path: Path) -> None:
    folder = office(tmp_path, COMMUNE)
    assert run(folder, "addresses", "--write").exit_code == 0
    for year in ("2025", "2027"):
        shutil.copytree(folder / PLAN, folder / f"data/plans/{year}")
        for file in (folder / f"data/plans/{year}").glob("*.yml"):
            text = file.read_text(encoding="utf-8")
            file.write_text(
                text.replace("2026/m", f"{year}/m").replace("year: 2026", f"year: {year}"), encoding="utf-8"
            )
    told = run(folder, "check")
    assert told.exit_code == 0, told.output
    names = {due.located.plan.id: link(load_portal(folder / "data")).due_name(due) for due in _dues(folder)}
    assert names == {"2025": "2025-han-1", "2026": "han-1", "2027": "2027-han-1"}


def _dues(folder: Path) -> tuple[Due, ...]:
    return link(load_portal(folder / "data")).dues
