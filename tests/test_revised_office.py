"""An office that revises its plan, three times and more: earlier texts that stay, sheets, feeds, addresses that last.

The commune's plan is revised again and again, its registers and pages change with it, and each state is built.
"""

import datetime
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner
from lxml import etree

from generator.linking import Portal, link
from generator.loading import load_portal
from generator.pages import pages_of
from generator.pages.feeds import changes_feed_address, feeds_of, revised
from generator.publishing.build import build_site
from generator.publishing.cli import main
from tests.conftest import COMMUNE, Site, office

# One worker builds the states once.
HEAD = "data/plans/2026/plan.yml"
TEXT = "data/plans/2026/m2.yml"
PLAN = {"vi": "vi/ke-hoach/2026/", "en": "en/plans/2026/"}
EARLIER = {language: f"{plan}{{}}/" for language, plan in PLAN.items()}
CHANGES = {"vi": f"{PLAN['vi']}thay-doi/{{}}/", "en": f"{PLAN['en']}changes/{{}}/"}

ADDED = """\
- id: m2-b
  kind: bullet
  marker: "+"
  text:
    vi: UBND xã báo cáo kết quả.
    en: {text: The Commune People's Committee reports the results., of: "000000000000"}
"""
PAGE = "---\ntitle: {}\nsegment: {}\n---\n\n# {}\n"


@dataclass(frozen=True)
class Built:
    """A state of the office: what its data says and the site made of it."""

    portal: Portal
    site: Site


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, (file, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def revise(folder: Path) -> None:
    done = CliRunner().invoke(main, ["revise", "2026", "--root", str(folder), "--lang", "en"])
    assert done.exit_code == 0, done.output


def second(folder: Path) -> None:
    """r2: a duty goes to another body, a unit comes."""
    revise(folder)
    edit(folder, TEXT, "vi: Văn phòng chủ trì", "vi: Phòng Nội vụ chủ trì")
    edit(folder, TEXT, "bodies: [van-phong]", "bodies: [phong-noi-vu]")
    edit(folder, TEXT, "words: Văn phòng chủ trì", "words: Phòng Nội vụ chủ trì")
    (folder / TEXT).write_text((folder / TEXT).read_text(encoding="utf-8") + ADDED, encoding="utf-8")


def third(folder: Path) -> None:
    """r3: a unit goes, another is renumbered; registers, the site's own name and its pages change too."""
    revise(folder)
    edit(folder, HEAD, "- id: r3\n", "- id: r3\n  date: 2026-06-01\n  note: {vi: Theo yêu cầu của cấp trên.}\n")
    text = (folder / TEXT).read_text(encoding="utf-8")
    (folder / TEXT).write_text(text.replace(ADDED, ""), encoding="utf-8")
    edit(folder, TEXT, 'marker: "+"', 'marker: "-"')
    edit(folder, "data/bodies.yml", "name: {vi: Văn phòng Hội", "name: {vi: Văn phòng mới của Hội")
    edit(folder, "data/bodies.yml", "vi: Chính phủ, en: Government", "vi: Chính phủ mới, en: New Government")
    edit(
        folder, "data/document_types.yml", "{vi: Kế hoạch, en: Plan}", "{vi: Chương trình công tác, en: Work programme}"
    )
    edit(folder, "data/document_types.yml", "{vi: Nghị định, en: Decree}", "{vi: Nghị định, en: Government decree}")
    edit(folder, "data/documents.yml", "subject: {vi: công tác văn thư}", "subject: {vi: việc khác}")
    edit(folder, "data/portal.yml", "Kế hoạch công tác xã", "Cổng mới của xã")
    edit(folder, "data/portal.yml", "Work plan of", "New portal of")
    for language, title in (("vi", "Trang mới"), ("en", "New page")):
        page = folder / "content" / language / "new.md"
        page.write_text(PAGE.format(title, "trang-moi", title), encoding="utf-8")


def fourth(folder: Path) -> None:
    """r4, at another address; a translation alone changes."""
    revise(folder)
    edit(folder, TEXT, "en: {text: TASKS", "en: {text: DUTIES")
    edit(folder, "data/portal.yml", "https://muong-mau.example/cong/", "https://xa.example/")


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, ...]:
    """Three later builds, each a revision further, on days of their own."""
    folder = office(tmp_path_factory.mktemp("revised-office"), COMMUNE)
    found = []
    for number, change in enumerate((second, third, fourth), 2):
        change(folder)
        site = tmp_path_factory.mktemp(f"revised-office-{number}") / "site"
        day = datetime.date(2025 + number, 7, 1)
        build_site(folder, site, as_of=day)
        found.append(Built(link(load_portal(folder / "data", folder / "content"), day), Site(site)))
    return tuple(found)


# Earlier texts


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_earlier_text_is_the_same_byte_for_byte_in_three_later_builds(
    states: tuple[Built, ...], language: str
) -> None:
    for revision, since in (("r1", 0), ("r2", 1)):
        address = EARLIER[language].format(revision)
        first, *later = [built.site.html(address) for built in states[since:]]
        assert later
        assert all(page == first for page in later), revision
    # What stands around it does change.
    plan = PLAN[language]
    assert len({built.site.html(plan) for built in states}) == 3


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_earlier_text_holds_every_unit_as_it_was(states: tuple[Built, ...], language: str) -> None:
    built = states[-1]
    for day in built.portal.days["2026"][:-1]:
        tree = built.site.tree(EARLIER[language].format(day.state.id))
        shown = {
            node.attributes["data-unit"]: node.text()
            for node in tree.css(f".line__own [data-unit][lang={language}], .line__beside [data-unit][lang={language}]")
        }
        said = {unit.id: unit.text.read_in(language) for unit in day.state.plan.units()}
        assert shown == {unit: text for unit, text in said.items() if text is not None}
        for unit in said:
            assert tree.css_first(f"#{unit}") is not None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_earlier_text_says_that_it_is_not_current_and_leads_on(states: tuple[Built, ...], language: str) -> None:
    site = states[-1].site
    said = {"vi": "Không phải bản hiện hành", "en": "Not the current text"}[language]
    for revision in ("r1", "r2", "r3"):
        address = EARLIER[language].format(revision)
        tree = site.tree(address)
        assert said in tree.css_first("aside.superseded").text()
        folder = site.folder / address
        for a in tree.css("aside.superseded .actions a"):
            path, _, fragment = (a.attributes["href"] or "").partition("#")
            there = (folder / path).resolve() / "index.html"
            assert there.is_file()
            if fragment:
                assert Site(site.folder).tree(str(there.parent.relative_to(site.folder))).css_first(f"#{fragment}")
        assert [node.attributes["content"] for node in tree.css("meta[name=robots]")] == ["noindex"]
        assert tree.css("link[rel=canonical], link[hreflang], script[type='application/ld+json']") == []
        listed = site.tree(PLAN[language]).css("#revisions + ul a")
        assert f"{revision}/" in [a.attributes["href"] for a in listed]
    assert site.tree(PLAN[language]).css("meta[name=robots]") == []
    assert not (site.folder / EARLIER[language].format("r4")).exists()


def test_nothing_of_an_earlier_text_is_found_as_if_current(states: tuple[Built, ...]) -> None:
    folder = states[-1].site.folder
    assert "/r1/" not in (folder / "sitemap.xml").read_text(encoding="utf-8")
    gone = "UBND xã báo cáo kết quả"
    holding = [
        p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and gone.encode() in p.read_bytes()
    ]
    # The copy for a folder holds every page, and so the earlier ones too.
    allowed = ("thay-doi/", "changes/", "/r2/", "/m2-b/", "offline.zip")
    assert holding
    assert [name for name in holding if not any(part in name for part in allowed)] == []


def test_what_a_frozen_page_leads_to_is_there(states: tuple[Built, ...]) -> None:
    """Links to units of the plan are the concern of the addresses kept for good; all others must resolve here."""
    folder = states[-1].site.folder
    units = {unit for built in states for day in built.portal.days["2026"] for _, unit in day.portal.units}
    checked = 0
    for page in (*folder.glob("*/*/2026/r?/index.html"),):
        for a in Site(folder).tree(page.parent.relative_to(folder).as_posix()).css("a[href], link[href], script[src]"):
            path = (a.attributes.get("href") or a.attributes.get("src") or "").partition("#")[0]
            there = (page.parent / path).resolve()
            if there.name not in units:
                checked += 1
                assert (there / "index.html" if there.is_dir() else there).is_file(), (page, path)
    assert checked > 100


# Change sheets


def sheets(site: Site, language: str, pair: str) -> dict[str, dict[str, str]]:
    """Of a comparison's sheets, the changed units and their classes by body."""
    folder = site.folder / CHANGES[language].format(pair)
    return {
        sheet.parent.name: {
            node.attributes["id"] or "": node.attributes["data-change"] or ""
            for node in site.tree(sheet.parent.relative_to(site.folder).as_posix()).css("section[data-change]")
        }
        for sheet in folder.glob("*/index.html")
    }


SHEETS = {
    "r1-r2": {
        "van-phong": {"m2-a": "edited"},
        "phong-noi-vu": {"m2-a": "edited"},
        "ubnd-xa": {"m2-a": "edited", "m2-b": "added"},
    },
    "r2-r3": {"phong-noi-vu": {"m2-a": "renumbered"}, "ubnd-xa": {"m2-a": "renumbered", "m2-b": "removed"}},
    "r1-r3": {"van-phong": {"m2-a": "edited"}, "phong-noi-vu": {"m2-a": "edited"}, "ubnd-xa": {"m2-a": "edited"}},
    "r3-r4": {},
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("pair", SHEETS)
def test_a_sheet_lists_exactly_the_items_of_its_body_that_changed(
    states: tuple[Built, ...], language: str, pair: str
) -> None:
    site = states[-1].site
    assert sheets(site, language, pair) == SHEETS[pair]
    listed = [
        (a.attributes["href"] or "").strip("/")
        for a in site.tree(CHANGES[language].format(pair)).css("[id='change--sheets'] a")
    ]
    assert sorted(listed) == sorted(SHEETS[pair])


def test_a_sheet_says_what_came_to_a_body_and_what_was_taken_from_it(states: tuple[Built, ...]) -> None:
    site = states[-1].site
    told = {"van-phong": ["không còn nêu cơ quan"], "phong-noi-vu": ["nay có nêu cơ quan"], "ubnd-xa": []}
    for body, standing in told.items():
        tags = [n.text() for n in site.tree(f"{CHANGES['vi'].format('r1-r2')}{body}/").css("#m2-a h2 .tag")]
        assert tags == ["sửa đổi", *standing], body
    assert "thay-doi/r1-r2/van-phong/" in site.html("vi/co-quan/van-phong/")
    assert "changes/r1-r2/van-phong/" in site.html("en/bodies/van-phong/")
    assert "thay-doi" not in site.tree("vi/co-quan/chinh-phu/").css_first("article").html


def test_the_message_of_a_sheet_tells_every_item_with_its_address(states: tuple[Built, ...]) -> None:
    text = states[1].site.tree(f"{CHANGES['vi'].format('r2-r3')}ubnd-xa/").css_first("textarea").text()
    assert text.splitlines() == [
        "Phiếu thay đổi: Ủy ban nhân dân xã",
        "Chương trình công tác 2026: Từ r2 đến r3 (r3: sửa đổi, bổ sung, ngày 1/6/2026)",
        "",
        "1. B, gạch đầu dòng 1: đánh số lại",
        "Số thứ tự in trong văn bản: “+” thành “-”.",
        "Phòng Nội vụ chủ trì, tham mưu UBND xã hoàn thành trước ngày 15/11/2026 việc “số hóa <hồ sơ> & trả kết quả”.",
        "https://muong-mau.example/cong/vi/ke-hoach/2026/m2-a/",
        "",
        "2. B, gạch đầu dòng 2: bãi bỏ (không còn nêu cơ quan)",
        "Trước đây: UBND xã báo cáo kết quả.",
        "https://muong-mau.example/cong/vi/ke-hoach/2026/thay-doi/r2-r3/ubnd-xa/#m2-b",
        "",
        "Xem đầy đủ: https://muong-mau.example/cong/vi/ke-hoach/2026/thay-doi/r2-r3/ubnd-xa/",
    ]
    edited = states[0].site.tree(f"{CHANGES['vi'].format('r1-r2')}van-phong/").css_first("textarea").text()
    assert "Trước đây: Văn phòng chủ trì," in edited
    assert "Nay: Phòng Nội vụ chủ trì," in edited
    name = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"
    assert f"Ai làm: bỏ “Chủ trì, thực hiện: {name}”; thêm “Chủ trì, thực hiện: Phòng Nội vụ”" in edited


# Feeds


@pytest.fixture(scope="module")
def rules() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).parent / "tables" / "atom.rng"))


def test_every_feed_keeps_the_rules_of_atom(
    portals: list[Portal], states: tuple[Built, ...], rules: etree.RelaxNG
) -> None:
    for portal in (*portals, *(built.portal for built in states)):
        for file in feeds_of(portal):
            assert rules.validate(etree.fromstring(file.text.encode())), (file.address, rules.error_log.last_error)
    broken = etree.fromstring(file.text.encode())
    broken.remove(broken.find("{*}updated"))
    assert not rules.validate(broken)


def read(portal: Portal, language: str, body: str | None = None) -> list[feedparser.FeedParserDict]:
    """The entries of a feed of changes."""
    address = changes_feed_address(language, portal.bodies[body] if body else None)  # type: ignore[arg-type]
    feed = feedparser.parse(next(f.text for f in feeds_of(portal) if f.address == address).encode())
    assert not feed.bozo
    return list(feed.entries)


def test_the_feeds_tell_every_revision_once_and_keep_their_entries(states: tuple[Built, ...]) -> None:
    counted = {"van-phong": [2, 2, 2], "phong-noi-vu": [1, 2, 2], "ubnd-xa": [2, 3, 3], "chinh-phu": [1, 1, 1]}
    for language in ("vi", "en"):
        assert [len(read(built.portal, language)) for built in states] == [2, 3, 4]
        for body, numbers in counted.items():
            assert [len(read(built.portal, language, body)) for built in states] == numbers, body
        for body in (None, *counted):
            before, after = ([e.id for e in read(built.portal, language, body)] for built in states[:2])
            assert after[-len(before) :] == before
            assert len(set(after)) == len(after)


def test_an_entry_is_dated_by_its_revision_or_by_the_last_dated_one_before(states: tuple[Built, ...]) -> None:
    days = ["2026-06-01", "2026-06-01", "2026-01-12", "2026-01-12"]
    assert [entry.updated[:10] for entry in read(states[-1].portal, "vi")] == days
    assert [day.date().isoformat() for day in revised(states[-1].portal.model.plans[0]).values()] == days[::-1]


def test_every_entry_leads_to_a_page_and_every_page_with_a_feed_offers_it(states: tuple[Built, ...]) -> None:
    site, portal = states[-1].site, states[-1].portal
    for language in ("vi", "en"):
        for body in (None, *portal.bodies):
            for entry in read(portal, language, body):
                assert (site.folder / entry.link.removeprefix(portal.settings.address) / "index.html").is_file()
    for page, feed in (
        ("vi/", "changes"), ("vi/ke-hoach/2026/", "changes"), ("vi/co-quan/van-phong/", "changes-van-phong"),
        ("vi/van-ban/", "documents"), ("vi/thoi-han/", "deadlines"), ("vi/ke-hoach/2026/thay-doi/r1-r2/", "changes"),
    ):  # fmt: skip
        (offer,) = site.tree(page).css("link[type='application/atom+xml']")
        assert offer.attributes["title"]
        there = (site.folder / page / offer.attributes["href"]).resolve()
        assert there == (site.folder / f"feeds/{feed}.vi.atom").resolve()
        assert there.is_file()
    for page in ("vi/", "vi/ke-hoach/2026/", "vi/co-quan/van-phong/"):
        assert [a for a in site.tree(page).css("article a") if (a.attributes["href"] or "").endswith(".atom")], page


# History


HISTORIES = {
    "vi/ke-hoach/2026/m1/": [["nguyên văn ở r1"], ["nguyên văn ở r2"], ["nguyên văn ở r3"], []],
    "vi/ke-hoach/2026/m2/": [
        ["nguyên văn ở r1"], ["nguyên văn ở r2"], ["nguyên văn ở r3"],
        ["mục này: chỉ sửa bản dịch tiếng Anh"],
    ],
    "vi/ke-hoach/2026/m2-a/": [
        ["nguyên văn ở r1"], ["mục này: sửa đổi", "nguyên văn ở r2"],
        ["mục này: đánh số lại", "nguyên văn ở r3"], [],
    ],
    "en/plans/2026/m2-a/": [
        ["its text in r1"], ["this item: edited", "its text in r2"], ["this item: renumbered", "its text in r3"], [],
    ],
}  # fmt: skip


@pytest.mark.parametrize("page", HISTORIES)
def test_the_history_of_an_item_tells_what_happened_to_it(states: tuple[Built, ...], page: str) -> None:
    shown = states[-1].site.tree(page).css("#history + ul > li")
    assert [[a.text() for a in line.css("a[href*='#m']")] for line in shown] == HISTORIES[page]


def test_a_unit_that_came_later_has_no_earlier_history(states: tuple[Built, ...]) -> None:
    shown = states[0].site.tree("vi/ke-hoach/2026/m2-b/").css("#history + ul > li")
    assert [" ".join(line.text().split()) for line in shown] == [
        "r2: sửa đổi, bổ sung, ngày không nêu trong kế hoạch – mục này: thêm mới"
    ]


def test_the_home_page_begins_with_the_newest_change(states: tuple[Built, ...]) -> None:
    tree = states[-1].site.tree("vi/")
    lines = [" ".join(n.text().split()) for n in tree.css("section[aria-labelledby=plan-1] h3 + ul > li")]
    assert [line[:3] for line in lines] == ["r4:", "r3:", "r2:"]
    assert "(1 đoạn chỉ sửa bản dịch tiếng Anh)" in lines[0]
    assert "(1 đoạn bãi bỏ; 1 đoạn đánh số lại)" in lines[1]


# Any two


def addresses(folder: Path) -> set[str]:
    return {page.address for page in pages_of(link(load_portal(folder / "data", folder / "content")))}


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """The addresses of the pages after the sixth, seventh and eighth revision."""
    folder = office(tmp_path_factory.mktemp("long-lived"), COMMUNE)
    found = []
    for number in range(2, 9):
        revise(folder)
        edit(folder, TEXT, "số hóa", f"số hóa lần {number},")
        if number >= 6:
            found.append(addresses(folder))
    return found


def test_any_two_revisions_are_compared_and_no_page_goes_with_a_later_one(long_lived: list[set[str]]) -> None:
    for earlier, later in pairwise(long_lived):
        assert earlier <= later
    pairs = {f"r{old}-r{new}" for new in range(2, 9) for old in range(1, new)}
    for language in ("vi", "en"):
        assert {CHANGES[language].format(pair) for pair in pairs} <= long_lived[-1]
        told = {pair for pair in pairs if f"{CHANGES[language].format(pair)}van-phong/" in long_lived[-1]}
        assert pairs - told == {f"r{old}-r{new}" for new in (7, 8) for old in range(2, new - 1)}
