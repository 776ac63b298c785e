"""Search: every habit of typing finds what was meant, and the browser and the command line answer alike."""

import json
import re
import sys
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from generator.linking import Portal, link
from generator.linking.search import RULES, Index, entries, search, synonyms, words
from generator.loading import load_portal
from generator.loading.markdown import plain_words
from generator.model.text import LANGUAGES, Language
from generator.publishing.build import build_site
from generator.publishing.cli import main
from generator.publishing.scripts import search_script
from tests.browser import reader
from tests.conftest import ROOT, Site, office, served


@cache
def _index(language: Language) -> Index:
    portal = link(load_portal(ROOT / "data", ROOT / "content"))
    return Index(language, entries(portal, language), synonyms(portal, language))


def _found(query: str, language: Language = "vi") -> list[str]:
    return [answer.entry.id for answer in search(_index(language), query)]


def test_every_letter_and_mark_of_unicode_is_of_a_word() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] in "LM"]
    assert words.runs("".join(letters)) == ["".join(letters)]
    assert words.runs(" ".join(letters)) == letters


# Habits of typing Vietnamese: what is typed, and the entry that must come first.
HABITS = [
    ("no accents", "hien dat", "s2-1-1-a"),
    ("some accents", "nhà dai doan kết", "s2-3-c"),
    ("wrong accents", "huyện Thuần Châu", "s2-3-d"),
    ("tone on the first vowel", "xóa nhà tạm", "s2-3-d"),
    ("tone on the second vowel", "xoá nhà tạm", "s2-3-d"),
    ("uỷ", "kiện toàn Ban cứu trợ và Uỷ ban", "s2-4-a"),
    ("i for y", "kỉ niệm 76 năm", "s2-8-a"),
    ("quí for quý", "định kì báo cáo quí", "closing"),
    ("letters in parts (NFD)", unicodedata.normalize("NFD", "phổ cập giáo dục mầm non"), "s2-1-2-b"),
    ("capitals", "XÓA NHÀ TẠM HUYỆN THUẬN CHÂU", "s2-3-d"),
    ("Icelandic Ð", "nhà Ðại đoàn kết nghiệm thu", "s2-3-c"),
    ("d for đ", "nghị dịnh 93", "93-2021-nd-cp"),
    ("raw Telex", "xoas nhaf tamj", "s2-3-d"),
    ("raw Telex, marks at the end", "nhaf ddaij ddoanf keets nghieemj thu", "s2-3-c"),
    ("raw VNI", "xo1a nha2 ta5m", "s2-3-d"),
    ("raw VNI, đ", "nha2 d9a5i d9oa2n ke6t1 nghie65m thu", "s2-3-c"),
    ("a letter too many", "xóa nhà tạmm huyện", "s2-3-d"),
    ("a letter missing", "phổ cập giáo dục mầm no", "s2-1-2-b"),
    ("a letter wrong", "huyện thuận châi", "s2-3-d"),
    ("two letters swapped", "phổ cập gáio dục mầm non", "s2-1-2-b"),
    ("a word half typed", "thuận ch", "s2-3-d"),
    ("a number half typed", "93/20", "93-2021-nd-cp"),
    ("words in quotation marks", "“tặng lương thực, thực phẩm”", "s2-3-b"),
    ("an abbreviation of the plan", "STNMT", "donre"),
    ("an abbreviation nobody wrote down", "HTX nông nghiệp", "s2-1-1-b"),
    ("a question", "ai báo cáo quý", "closing"),
    ("a question without accents", "lam gi de xoa nha tam", "s2-3-d"),
    ("a question for a part of the plan", "kế hoạch gửi cho những ai", "recipients"),
    ("the plan's own marker", "II.7", "s2-7"),
    ("a slip as it was meant", "nguồn cứu trợ của cấp huyện", "s2-4-c"),
    ("a hand-written page", "ý nghĩa các dấu hiệu", "how-to-read"),
    ("an old or other name", "Mặt trận Tổ quốc Việt Nam các cấp dự Ngày hội", "s2-2-b"),
]


@pytest.mark.parametrize(("query", "first"), [habit[1:] for habit in HABITS], ids=[habit[0] for habit in HABITS])
def test_a_habit_of_typing_finds_what_was_meant(query: str, first: str) -> None:
    assert _found(query)[:1] == [first]


ENGLISH = [
    ("plural and singular", "wedding", "s2-1-2-a"),
    ("a question", "who monitors the plan", "s3-2"),
    ("a date", "27 October 2021", "93-2021-nd-cp"),
    ("a date the American way", "October 27, 2021", "93-2021-nd-cp"),
    ("a number", "Decree 93", "93-2021-nd-cp"),
    ("half typed", "satisf", "s2-7-b"),
]


@pytest.mark.parametrize(("query", "first"), [case[1:] for case in ENGLISH], ids=[case[0] for case in ENGLISH])
def test_english_is_found_as_it_is_typed(query: str, first: str) -> None:
    assert _found(query, "en")[0] == first


DAY_ROWS = ["16/5/2022", "16/05/2022", "16-5-2022", "16.5.2022", "ngày 16 tháng 5 năm 2022", "ngay 16 thang 5 nam 2022",
            "16 May 2022", "May 16, 2022", "2022-05-16", "16/5"]  # fmt: skip


@pytest.mark.parametrize("typed", DAY_ROWS)
def test_a_date_is_found_in_any_printed_form(typed: str) -> None:
    assert _found(typed)[0] == "84-hd-mttw-btt"


def _plain(text: str) -> str:
    stripped = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in stripped if not unicodedata.combining(letter))


def _ways(portal: Portal, symbol: str, kind: str) -> list[str]:
    """How people type a symbol: as printed, without capitals, accents or marks, with its type in words or in short."""
    number = symbol.split("/")[0].split("-")[0]
    name = portal.types[kind].name.vi
    code = re.sub(r"^[\d/-]+", "", symbol).split("/")[0].split("-")[0]
    return [
        symbol, symbol.lower(), _plain(symbol).lower(), re.sub("[/-]", " ", _plain(symbol)).lower(),
        symbol.replace("-", "/"), symbol.replace("/", "-"), f"{name} số {symbol}", f"{name} {symbol}",
        _plain(f"{name} so {symbol}").lower(), unicodedata.normalize("NFD", symbol), f"{code} {number}",
        f"{_plain(code).lower()}{number}", f"{name} {number}", f"{_plain(name).lower()} {int(number)}",
    ]  # fmt: skip


def test_every_symbol_of_the_register_is_found_however_it_is_typed(portal: Portal) -> None:
    wrong = []
    for document in portal.model.documents:
        if document.symbol is None:
            continue
        alike = re.compile(rf"^0*{int(re.split('[/-]', document.symbol)[0])}[/-]")
        family = {d.id for d in portal.model.documents if d.symbol and alike.match(d.symbol)}
        programmes = {p.id: p.document for p in portal.model.programmes}
        ways = _ways(portal, document.symbol, document.type)
        assert len(ways) >= 6
        for n, typed in enumerate(ways):
            first = _found(typed)[0]
            right = {document.id} if n < 10 else family
            if programmes.get(first, first) not in right:
                wrong.append((typed, first, document.id))
    assert wrong == []


# The four open checks of the plan's reference.


def _units(query: str, language: Language = "vi") -> list[str]:
    kinds = {entry.id for entry in _index(language).entries if entry.kind in ("plan-item", "section")}
    return [id_ for id_ in _found(query, language) if id_ in kinds]


def test_the_open_checks_of_the_reference() -> None:
    assert set(_units("thien tai")) == {"s2-1-2-c", "s2-3-b", "s2-4-b", "s2-4-c"}  # C18
    assert _found("nghi dinh 93")[0] == "93-2021-nd-cp"  # C19
    assert _units("thuan chau") == ["s2-3-d"]  # C21
    assert _units("Border Guard", "en")[0] == "s2-8-c"  # C26


def test_exact_accents_come_first() -> None:
    assert _found("quý")[0] in ("closing", "s3-1-b")
    assert "quỹ" in _index("vi").entries[0].text or _found("quỹ")[0] != _found("quý")[0]


def test_the_words_of_a_markdown_page_are_plain() -> None:
    page = "# Đầu\n\n## Hai\n\n**Bước _một_.** Mở [Cơ quan](../co-quan/){.more}.\n\n| a | b |\n|---|---|\n| c | `d` |\n"
    assert plain_words(page) == "Hai Bước một. Mở Cơ quan. · a · b · · c · d"


# The two sides read alike.

CASES = [
    "hoà", "hòa", "Hoà bình", "thuỷ", "thủy", "quý", "quí", "kỹ", "kĩ", "Mỹ", "uỷ ban", "Uỷ", "Ðại", "đ", "ð",
    unicodedata.normalize("NFD", "nghèo bền vững"), "dda5i", "hoacj", "d9oan2", "nguwowif", "nguo72i", "quyx",
    "tuwf", "ddoongj", "thuwcj", "khuyeesn", "93/2021/NĐ-CP", "72-KH-TU", "NĐ93", "nghị định số 93", "03 CT TW",
    "ngày 1/2/2023", "mục II", "what do I do",
    "16 tháng 5 năm 2022", "tháng 7/2023", "2021 - 2025", "27 October 2021", "October 2021", "2021-10-27", "II.4 (1)",
    "<b>đậm</b> & \"trích\"", "", "   ", "a\u0301\u0323", "x²", "１２", "漢字", "İSTANBUL", "ﬁ", "😀 kế hoạch",
    "programmes", "policies",
]  # fmt: skip

_READ_IN_JS = """(cases) => {
  const words = planSearch.wordsOf(planSearch.taken.get("rules"));
  return cases.map((text) => [
    words.clean(text), words.split(text, "vi"), words.split(text, "en"), words.structured(text), words.decoded(text),
    words.dates(words.atoms(text)).tokens, words.markersIn(text), words.markerToken(text),
    words.nameToken(words.split(text, "vi")),
  ]);
}"""


def _read_in_python(text: str) -> list[object]:
    decoded = words.decoded(text)
    return [
        words.clean(text), [list(word) for word in words.split(text, "vi")], [list(w) for w in words.split(text, "en")],
        list(words.structured(text)), list(decoded) if decoded else None, list(words.dates(words.atoms(text)).tokens),
        words.markers_in(text), words.marker_token(text), words.name_token(f for f, _ in words.split(text, "vi")),
    ]  # fmt: skip


def test_both_sides_read_every_case_alike(browser: Browser, portal: Portal) -> None:
    cases = CASES + [habit[1] for habit in HABITS] + DAY_ROWS
    for located in portal.units.values():
        cases += [text for language in LANGUAGES if (text := located.unit.text.read_in(language))]
    page = browser.new_page()
    page.add_script_tag(content=search_script())
    assert page.evaluate(_READ_IN_JS, cases) == [_read_in_python(text) for text in cases]
    page.close()


def _answers(page: Page, query: str) -> list[str]:
    page.locator("#site-search").fill(query)
    page.wait_for_function("q => document.querySelector('#search-results').dataset.query === q", arg=query)
    ids: list[str] = page.eval_on_selector_all(
        "#search-results > ol > [data-search-result]", "all => all.map((one) => one.dataset.id)"
    )
    return ids


MIXED = [
    *(("vi", habit[1]) for habit in HABITS), *(("en", case[1]) for case in ENGLISH), *(("vi", row) for row in DAY_ROWS),
    ("vi", "MTTQ"), ("vi", "UBND"), ("vi", "NTM"), ("vi", "BTT"), ("vi", "so tnmt"), ("vi", "công an phối hợp việc gì"),
    ("vi", "Đảng"), ("vi", "báo cáo"), ("vi", "Công an tỉnh"), ("vi", "bo cong thuong"), ("vi", "mttq"),
    ("en", "VFF"), ("en", "relief"), ("en", "VFF Committees at all levels"),
    ("vi", "xyzxyz"), ("vi", "<img src=x onerror=alert(1)>"),
]  # fmt: skip


def test_the_page_and_the_command_line_answer_alike(browser: Browser, address: str) -> None:
    runner = CliRunner()
    with reader(browser, address, 1280) as (page, _):
        shown = {}
        for language, where in (("vi", "vi/tim-kiem/"), ("en", "en/search/")):
            page.goto(where)
            for _, query in [pair for pair in MIXED if pair[0] == language]:
                shown[language, query] = _answers(page, query)
    for (language, query), ids in shown.items():
        assert ids == _found(query, "vi" if language == "vi" else "en")[:10], query
    for language, query in MIXED[::9]:
        done = runner.invoke(main, ["search", query, "--root", str(ROOT), "--site-language", language, "--json"])
        assert done.exit_code == 0, done.output
        assert [one["id"] for one in json.loads(done.stdout)] == shown[language, query], query


def test_a_large_portal_s_index_in_pieces_answers_alike(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pages.search.ONE_FILE", 0)
    build_site(ROOT, tmp_path / "site")
    assert (tmp_path / "site/assets/search/vi/w0.js").is_file()
    with served(tmp_path / "site") as address, reader(browser, address, 1280) as (page, _):
        for language, where in (("vi", "vi/tim-kiem/"), ("en", "en/search/")):
            page.goto(where)
            for _, query in [pair for pair in MIXED if pair[0] == language][::2]:
                found = _found(query, "vi" if language == "vi" else "en")
                # Long lists are cut, so that the far answers may stand in another order.
                assert _answers(page, query)[:1] == found[:1], query


# What a reader meets.


def test_nothing_is_fetched_before_the_search_is_opened(browser: Browser, address: str) -> None:
    with reader(browser, address, 360) as (page, _):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("vi/ke-hoach/2023/s2-4-a/")
        page.wait_for_load_state("networkidle")
        assert not [url for url in asked if "search" in url]
        page.keyboard.press("/")
        page.locator("dialog input[type=search]").fill("nghi dinh 93")
        first = page.locator("dialog [data-search-result]").first
        expect(first).to_have_attribute("data-id", "93-2021-nd-cp")
        expect(first.locator("mark").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/vi/van-ban/93-2021-nd-cp/")
        page.keyboard.press("Control+k")
        expect(page.locator("dialog[open]")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)


def test_an_address_keeps_the_search_and_the_back_button_returns_to_it(browser: Browser, address: str) -> None:
    with reader(browser, address, 1280) as (page, _):
        page.goto("vi/tim-kiem/?q=cứu trợ&kind=plan-item&section=s2-4")
        expect(page.locator("#search-results")).to_have_attribute("data-query", "cứu trợ")
        results = page.locator("[data-search-result]")
        expect(results.first).to_have_attribute("data-kind", "plan-item")
        assert set(results.evaluate_all("all => all.map((one) => one.dataset.id)")) == {"s2-4-a", "s2-4-b", "s2-4-c"}
        page.locator("[name=due]").check()
        expect(page.locator("[data-id=s2-4-a]:visible")).to_have_count(0)
        assert "due=1" in page.url
        page.go_back()
        expect(results).to_have_count(3)
        page.locator("[data-search-result] a").first.click()
        page.wait_for_url("**/s2-4-*/")
        page.go_back()
        expect(results).to_have_count(3)


def test_no_result_says_what_was_searched_and_offers_the_nearest(browser: Browser, address: str) -> None:
    with reader(browser, address, 360) as (page, _):
        page.goto("vi/tim-kiem/")
        assert _answers(page, "zzthuanzz") == []
        expect(page.locator("#search-status")).to_contain_text("zzthuanzz")
        expect(page.locator(".found-none")).to_contain_text(str(len(_index("vi").entries)))
        _answers(page, "thuaann")
        assert page.locator("#search-results").text_content()


def test_a_search_that_cannot_be_loaded_says_so_and_is_tried_again(browser: Browser, address: str) -> None:
    for missing in ("**/assets/search.js", "**/assets/search/vi.js"):
        with reader(browser, address, 360) as (page, witness):
            page.route(missing, lambda route: route.abort())
            page.goto("vi/tim-kiem/")
            page.locator("#site-search").fill("nghị định 93")
            expect(page.locator("#search-status")).to_contain_text("Chưa tải được")
            expect(page.locator("#search-list")).to_be_visible()
            assert len(witness.complaints) >= 1
            witness.complaints.clear()
            page.unroute(missing)
            page.locator("#site-search").blur()
            page.locator("#site-search").fill("nghị định 93 ")
            expect(page.locator("[data-search-result]").first).to_have_attribute("data-id", "93-2021-nd-cp")


def test_a_search_is_narrowed_to_documents_in_force(browser: Browser, tmp_path: Path) -> None:
    source = office(tmp_path, ROOT)
    register = source / "data/documents.yml"
    text = register.read_text(encoding="utf-8")
    known = "  - id: 93-2021-nd-cp\n"
    assert text.count(known) == 1
    validity = "    validity:\n      state: in-force\n      as_of: 2026-11-01\n      source: Công báo\n"
    register.write_text(text.replace(known, known + validity), encoding="utf-8")
    build_site(source, tmp_path / "site")
    with served(tmp_path / "site") as there, reader(browser, there, 1280) as (page, _):
        page.goto("vi/tim-kiem/?q=nghị định&inforce=1")
        expect(page.locator("[data-search-result]")).to_have_count(1)
        expect(page.locator("[data-search-result]")).to_have_attribute("data-id", "93-2021-nd-cp")


def test_a_vietnamese_query_on_the_english_site_has_its_own_heading(browser: Browser, address: str) -> None:
    with reader(browser, address, 360) as (page, _):
        page.goto("en/search/?q=hiến đất")
        group = page.locator("#search-results div[lang=vi]")
        expect(group.locator("[data-search-result]").first).to_have_attribute("data-id", "s2-1-1-a")
        expect(page.locator("#search-results h2")).to_contain_text("Vietnamese")


def test_html_in_titles_and_queries_stays_text(browser: Browser, commune_site: Site) -> None:
    with served(commune_site.folder) as there, reader(browser, there, 360) as (page, _):
        page.goto("vi/tim-kiem/")
        assert "m2-a" in _answers(page, "số hóa <hồ sơ>")
        expect(page.locator("[data-id=m2-a] .found__text").first).to_contain_text("<hồ sơ> & trả kết quả")
        _answers(page, '"><img src=x onerror=alert(1)><script>alert(1)</script>')
        assert page.locator("#search-results img, #search-results script").count() == 0


def test_the_offline_copy_searches_from_a_folder_opened_as_files(browser: Browser, offline: Path) -> None:
    with reader(browser, "", 360) as (page, _):
        page.goto((offline / "vi/ke-hoach/2023/s2-4-a/index.html").as_uri())
        page.keyboard.press("/")
        page.locator("dialog input[type=search]").fill("thuan chau")
        page.locator("dialog [data-id=s2-3-d] a").click()
        page.wait_for_url("**/s2-3-d/index.html")
        page.goto((offline / "vi/tim-kiem/index.html").as_uri())
        for query in ("nghi dinh 93", "xoas nhaf tamj", "STNMT"):
            assert _answers(page, query) == _found(query)[:10]


def test_every_link_of_the_offline_copy_names_a_file(offline: Path) -> None:
    for page in offline.rglob("*.html"):
        if page.name == "404.html":
            continue
        html = page.read_text(encoding="utf-8")
        for href in re.findall(r'<a[^>]* href="([^"#]+)', html):
            assert (page.parent / href).resolve().is_file(), (page, href)


def test_no_script_is_inline_or_evaluated() -> None:
    script = search_script()
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write|https?://", script)
    assert json.loads(json.dumps(RULES)) == RULES


def test_without_scripts_the_search_page_lists_everything(browser: Browser, address: str) -> None:
    with reader(browser, address, 360, java_script_enabled=False) as (page, _):
        page.goto("vi/")
        page.locator("#home-search").fill("bất cứ gì")
        page.locator(".search-form button").click()
        page.wait_for_url("**/vi/tim-kiem/?q=*")
        expect(page.locator("[data-entry]")).to_have_count(len(_index("vi").entries))
        expect(page.locator("#search-facets")).to_be_hidden()


@pytest.mark.parametrize(
    ("page", "query", "said", "marked"),
    [
        ("vi/tim-kiem", "phụ nữ", "“nữ”", None),
        ("vi/tim-kiem", "khen thưởng", "“thưởng”", None),
        ("vi/tim-kiem", "tháng 11", "“11”", None),
        ("en/search", "police", "“police”", None),
        # What is printed, what begins so, an abbreviation, and the older place of a mark are no near misses.
        ("vi/tim-kiem", "cứu trợ", None, "cứu trợ"),
        ("vi/tim-kiem", "cứu tr", None, None),
        ("vi/tim-kiem", "hoà giải", None, None),
        ("vi/tim-kiem", "btt", None, None),
        ("en/search", "cứu trợ", None, None),
        # A day is marked where it is printed, and nothing else for it.
        ("vi/tim-kiem", "27/7/2023", None, "27/7/2023"),
        ("vi/tim-kiem", "26/5/2021", None, "26/5/2021"),
    ],
)
def test_the_search_says_what_no_answer_prints(
    page: str, query: str, said: str | None, marked: str | None, address: str, browser: Browser
) -> None:
    with reader(browser, address, 1280) as (tab, _):
        tab.goto(f"{address}/{page}/?q={quote(query)}")
        status = tab.locator("#search-status")
        expect(status).not_to_be_empty()
        if said is None:
            expect(status).to_contain_text(f"“{query}”")
        else:
            expect(status).to_contain_text(said)
            expect(status).not_to_contain_text(f"“{query}”" if query != said.strip("“”") else "kết quả cho")
        if marked is not None:
            first = tab.locator("#search-results [data-search-result]").first.locator("mark").all_text_contents()
            assert {text.lower() for text in first} >= {marked}
            if "/" in query:
                assert first == [marked]


def test_who_changes_the_language_goes_on_with_the_same_question(address: str, browser: Browser) -> None:
    with reader(browser, address, 1280) as (tab, _):
        tab.goto(f"{address}/vi/tim-kiem/")
        tab.locator("#site-search").fill("cứu trợ")
        expect(tab.locator("#search-results")).to_have_attribute("data-query", "cứu trợ")
        tab.locator("a[hreflang=en]").first.click()
        expect(tab.locator("#site-search")).to_have_value("cứu trợ")
        assert "/en/search/?q=" in tab.url
