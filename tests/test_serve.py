"""The live preview as an editor has it: a real process, real edits, pages open in a browser."""

import os
import re
import shutil
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.publishing.build import build_site, loaded_portal
from generator.publishing.collecting import collect_if_due, collecting_by_hand
from generator.publishing.kept import Kept, Options
from generator.publishing.preview.following import Preview as Following
from generator.publishing.preview.shown import AskedSite, ShownSite, shown_site
from tests.accessibility import Auditor
from tests.conftest import COMMUNE, ROOT, Site
from tests.previewing import Preview, free_port, previewed, started

SECTION = "data/plans/2026/m2.yml"
ITEM = "vi/ke-hoach/2026/m2-a/"
SCRIPT = re.compile(rb'<script src="/~preview/preview\.js" data-shown="[0-9a-f-]+" defer></script>\n')


@pytest.fixture
def preview(commune: Path) -> Iterator[Preview]:
    with previewed(commune) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 600})
    page = context.new_page()
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    yield page
    context.close()


def _panel(page: Page) -> list[str]:
    """What an open page says is wrong, once it says so."""
    expect(page.get_by_role("alert").locator("li").first).to_be_visible()
    return page.get_by_role("alert").locator("li").all_text_contents()


def _found_by_axe(browser: Browser, preview: Preview) -> list[str]:
    auditor = Auditor(browser, preview.address)
    found = auditor.everything(ITEM, once="[role=alert] li")
    auditor.close()
    return found


# The bytes


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _shown(root: Path) -> ShownSite:
    return shown_site(root, loaded_portal(root, Options(), to_publish=False), Options())


@pytest.mark.parametrize("whose", ["commune", "province"])
def test_what_is_asked_for_is_what_a_build_writes(whose: str, site: Site, commune_site: Site) -> None:
    root, built = (COMMUNE, commune_site.folder) if whose == "commune" else (ROOT, site.folder)
    shown = _shown(root)
    assert isinstance(shown, AskedSite)
    files = _files(built)
    different = [address for address, content in files.items() if shown.content(address) != content]
    assert different == []
    assert all(address in shown for address in files)
    assert not any(address in shown for address in ("vi/nothing/index.html", "vi", "", "../mkdocs.yml"))


def test_a_site_with_a_say_of_others_is_shown_as_it_is_built(commune: Path) -> None:
    (commune / "own.py").write_text(
        'def on_post_page(output, **_):\n    return output.replace("</h1>", " (bản nháp)</h1>")\n', encoding="utf-8"
    )
    with (commune / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks:\n  - own.py\n")
    build_site(commune, commune / "site")
    shown = _shown(commune)
    files = _files(commune / "site")
    assert b"(b\xe1\xba\xa3n nh\xc3\xa1p)" in files[f"{ITEM}index.html"]
    assert [address for address, content in files.items() if shown.content(address) != content] == []


def test_over_the_wire_pages_have_one_element_more_and_no_file_is_written(preview: Preview, commune_site: Site) -> None:
    before = sorted(_files(preview.folder))
    for address, content in _files(commune_site.folder).items():
        answer, sent = preview.ask(f"/{address.removesuffix('index.html')}")
        assert answer.status == 200, address
        if address.endswith(".html"):
            assert len(SCRIPT.findall(sent)) == 1, address
            sent = SCRIPT.sub(b"", sent)
        assert sent == content, address
    assert sorted(_files(preview.folder)) == before


# What it keeps


def test_what_the_last_build_found_is_read_once(commune: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(commune, commune / "site")
    times: list[Kept] = []
    citations = Kept.citations
    monkeypatch.setattr(Kept, "citations", lambda kept: times.append(kept) or citations(kept))
    following = Following(commune, Options(), "vi")
    for at in range(3):
        (commune / SECTION).write_text((commune / SECTION).read_text(encoding="utf-8") + f"# {at}\n", encoding="utf-8")
        before = following.screen.picture.site
        following.look()
        assert following.screen.picture.site is not before
    assert len(times) == 1


class _Cycle:
    def __init__(self) -> None:
        self.itself = self


def test_what_is_no_longer_used_is_let_go_once_it_is_quiet() -> None:
    with collecting_by_hand():
        gone = [weakref.ref(_Cycle()) for _ in range(60_000)]
        assert gone[0]() is not None
        collect_if_due(quiet=False)
        assert gone[0]() is not None
        collect_if_due(quiet=True)
        assert all(one() is None for one in gone)


# Who may ask, and for what


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        (f"/{ITEM}", 200, "text/html; charset=utf-8"),
        (f"/{ITEM}?x=1", 200, "text/html; charset=utf-8"),
        (f"/{ITEM}index.html", 200, "text/html; charset=utf-8"),
        ("/assets/portal.css", 200, "text/css; charset=utf-8"),
        ("/calendar/all.ics", 200, "text/calendar; charset=utf-8"),
        ("/download/offline.zip", 200, "application/zip"),
        ("/vi/khong-co/", 404, "text/html; charset=utf-8"),
        ("/khong-co.txt", 404, "text/html; charset=utf-8"),
        ("/~preview/server.py", 404, "text/html; charset=utf-8"),
        ("/../mkdocs.yml", 404, "text/html; charset=utf-8"),
        ("/%2e%2e/mkdocs.yml", 404, "text/html; charset=utf-8"),
        ("/~preview/../../../mkdocs.yml", 404, "text/html; charset=utf-8"),
        ("//127.0.0.1/etc/passwd", 404, "text/html; charset=utf-8"),
        ("/vi/%00", 404, "text/html; charset=utf-8"),
    ],
)
def test_an_address_is_one_of_the_site_or_there_is_none(
    shared: Preview, commune_site: Site, path: str, status: int, kind: str
) -> None:
    answer, content = shared.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (status, kind)
    if status == 404:
        assert SCRIPT.sub(b"", content) == (commune_site.folder / "404.html").read_bytes()
    alone, nothing = shared.ask(path, "HEAD")
    assert (alone.status, alone.headers["Content-Length"], nothing) == (status, str(len(content)), b"")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview that nobody edits."""
    folder = tmp_path_factory.mktemp("shared") / "office"
    shutil.copytree(COMMUNE, folder)
    with previewed(folder) as running:
        yield running


def test_a_folder_without_its_slash_leads_to_the_one_with(shared: Preview) -> None:
    answer, _ = shared.ask(f"/{ITEM.rstrip('/')}")
    assert (answer.status, answer.headers["Location"]) == (302, f"/{ITEM}")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_can_be_changed(shared: Preview, method: str) -> None:
    answer, content = shared.ask("/vi/", method)
    assert (answer.status, answer.headers["Allow"], content) == (405, "GET, HEAD", b"")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{}", 200),
        ("localhost:{}", 200),
        # Another port of this machine, or of one that is led here, may lead to this one.
        ("127.0.0.1:1", 200),
        ("[::1]:{}", 200),
        ("", 421),
        ("127.0.0.1:{}, 127.0.0.1:{}", 421),
        ("evil.example:{}", 421),
        ("localhost.evil.example:{}", 421),
        ("127.0.0.1:{}@evil.example", 421),
    ],
)
@pytest.mark.parametrize("path", [f"/{ITEM}", "/~preview/preview.js"])
def test_only_this_machine_by_its_own_name_is_answered(shared: Preview, path: str, host: str, status: int) -> None:
    answer, content = shared.ask(path, host=host.replace("{}", str(shared.port)))
    assert (answer.status, bool(content)) == (status, status == 200)


def test_pages_of_others_may_not_read_what_is_shown(shared: Preview) -> None:
    for path in ("/assets/search/vi.js", f"/{ITEM}", "/~preview/preview.js"):
        assert shared.ask(path)[0].headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert shared.ask("/vi/")[0].headers["Access-Control-Allow-Origin"] is None


# What is saved


def test_a_saved_file_is_on_the_open_page_and_the_reader_stays_where_he_was(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}vi/ke-hoach/2026/toan-van/")
    expect(page.locator("[data-unit=m2-a]").first).to_contain_text("số hóa")
    link = page.locator("article a[href]").last
    link.focus()
    name = link.get_attribute("href")
    page.evaluate("scrollTo(0, 300)")
    there = page.evaluate("scrollY")
    assert there > 0
    preview.edit(SECTION, "số hóa", "lưu trữ")
    expect(page.locator("[data-unit=m2-a]").first).to_contain_text("lưu trữ")
    page.wait_for_function("there => scrollY === there", arg=there)
    page.wait_for_function("name => document.activeElement.getAttribute('href') === name", arg=name)
    expect(page.get_by_role("alert")).to_be_hidden()


def test_new_files_pages_and_folders_put_in_anothers_place_are_seen(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}vi/")
    for language in ("vi", "en"):
        text = f"---\ntitle: Trang {language}\nsegment: moi\n---\n\n# Trang mới {language}\n"
        (preview.folder / f"content/{language}/more.md").write_text(text, encoding="utf-8")
    page.get_by_role("link", name="Trang vi").first.click()
    expect(page.get_by_role("heading", name="Trang mới vi")).to_be_visible()
    # As a version control system or a synchronised folder does it.
    (preview.folder / "data").rename(preview.folder / "before")
    assert _panel(page) == preview.checked("vi")
    shutil.copytree(preview.folder / "before", preview.folder / "data")
    expect(page.get_by_role("alert")).to_be_hidden()
    preview.edit("content/vi/more.md", "# Trang mới", "# Trang sửa")
    expect(page.get_by_role("heading", name="Trang sửa vi")).to_be_visible()
    page.goto(f"{preview.address}{ITEM}")
    preview.edit(SECTION, "số hóa", "lưu trữ")
    expect(page.locator("[data-unit=m2-a]").first).to_contain_text("lưu trữ")


def test_the_page_for_missing_addresses_leads_on_below_the_sites_own_address(shared: Preview, page: Page) -> None:
    lost: list[str] = []
    page.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
    where = f"{shared.address}vi/khong-co/"
    page.goto(where)
    page.get_by_role("article").get_by_role("link").first.click()
    page.wait_for_url(f"{shared.address}cong/vi/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert lost == [where]


def test_what_programs_keep_beside_an_open_file_changes_nothing(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}{ITEM}")
    page.evaluate("document.body.dataset.same = 'yes'")
    folder = (preview.folder / SECTION).parent
    (folder / ".m2.yml.swp").write_bytes(b"\0")
    (preview.folder / SECTION).touch()
    # Time to do what it should not; the mistake is then seen on a page that was not loaded again.
    page.wait_for_timeout(1_500)
    (folder / ".#m2.yml").symlink_to("somebody@somewhere")
    preview.edit("data/glossary.yml", "terms:", "term:")
    assert _panel(page) == preview.checked("vi")
    assert page.evaluate("document.body.dataset.same") == "yes"
    preview.edit("data/glossary.yml", "term:", "terms:")
    expect(page.get_by_role("alert")).to_contain_text(".#m2.yml")
    (folder / ".#m2.yml").unlink()
    expect(page.get_by_role("alert")).to_be_hidden()


# What is wrong


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_wrong_stands_above_the_last_good_site(commune: Path, browser: Browser, language: str) -> None:
    with previewed(commune, language) as preview:
        context = browser.new_context()
        pages = [context.new_page() for _ in range(2)]
        for page, where in zip(pages, (ITEM, "en/glossary/"), strict=True):
            page.goto(f"{preview.address}{where}")
        preview.edit(SECTION, "kind: bullet", "kin: <b>bullet</b>\n  role: x")
        problems = preview.checked(language)
        assert len(problems) > 2
        assert all(re.match(r"data/plans/2026/m2\.yml:\d+:\d+ \S+ ", problem) for problem in problems)
        for page in pages:
            assert _panel(page) == problems
            expect(page.get_by_role("alert")).to_have_attribute("lang", language)
            assert page.locator("[role=alert] b").count() == 0
        expect(pages[0].locator("[data-unit=m2-a]").first).to_contain_text("số hóa")
        # Any other page of the good site is there, and says the same.
        pages[1].goto(f"{preview.address}vi/")
        assert _panel(pages[1]) == problems
        # A second mistake adds to the first; the third save puts both right.
        preview.edit("data/glossary.yml", "terms:", "term:")
        expect(pages[0].get_by_role("alert")).to_contain_text("glossary.yml")
        assert _panel(pages[0]) == preview.checked(language)
        preview.edit("data/glossary.yml", "term:", "terms:")
        preview.edit(SECTION, "kin: <b>bullet</b>\n  role: x", "kind: bullet")
        preview.edit(SECTION, "số hóa", "lưu trữ")
        for page in pages:
            expect(page.get_by_role("alert")).to_be_hidden()
        expect(pages[0].locator("[data-unit=m2-a]").first).to_contain_text("lưu trữ")
        context.close()


def test_a_first_site_that_cannot_be_made_comes_once_it_can(commune: Path, page: Page, browser: Browser) -> None:
    section = commune / SECTION
    sound = section.read_text(encoding="utf-8")
    section.write_text(sound.replace("kind: bullet", "kind: <i>bullet"), encoding="utf-8")
    with previewed(commune) as preview:
        answer, content = preview.ask(f"/{ITEM}")
        assert answer.status == 503
        assert b"<i>" not in content
        assert _found_by_axe(browser, preview) == []
        page.goto(f"{preview.address}{ITEM}")
        assert _panel(page) == preview.checked("vi")
        section.write_text(sound.replace("kind: bullet", "kind: bulet"), encoding="utf-8")
        expect(page.get_by_role("alert")).to_contain_text("bulet")
        assert _panel(page) == preview.checked("vi")
        section.write_text(sound, encoding="utf-8")
        expect(page.locator("[data-unit=m2-a]").first).to_contain_text("số hóa")
        assert page.get_by_role("alert").is_hidden()


def test_settings_that_the_engine_refuses_are_told_and_taken_back(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}{ITEM}")
    preview.edit("mkdocs.yml", "name: material", "name: no-such-theme")
    assert "no-such-theme" in _panel(page)[0]
    preview.edit("mkdocs.yml", "name: no-such-theme", "name: material")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_what_is_wrong_is_said_to_everybody(preview: Preview, browser: Browser) -> None:
    preview.edit(SECTION, "kind: bullet", "kind: bulet")
    assert _found_by_axe(browser, preview) == []


# Beginning and end


def test_a_port_that_is_taken_is_said_in_words(shared: Preview) -> None:
    again = started("--root", str(shared.folder), "--port", str(shared.port), "--lang", "en")
    said, _ = again.communicate(timeout=60)
    assert again.returncode == 2
    assert said.startswith(f"port {shared.port} cannot be used: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_leaves_nothing(
    commune: Path, page: Page, how: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    sources = set(_files(commune))
    with previewed(commune, "en") as preview:
        page.goto(f"{preview.address}{ITEM}")
        preview.edit(SECTION, "số hóa", "lưu trữ")
        expect(page.locator("[data-unit=m2-a]").first).to_contain_text("lưu trữ")
        # An open page holds a connection, which keeps nobody.
        os.kill(preview.process.pid, how)
        said, _ = preview.process.communicate(timeout=30)
        assert (preview.process.returncode, said) == (0, "")
    left = set(_files(commune)) - sources
    assert {Path(name).parts[0] for name in left} <= {".cache"}
    assert list(scratch.iterdir()) == []


def test_a_preview_ends_also_where_a_library_is_waited_for_in_vain(commune: Path) -> None:
    port = free_port()
    code = (
        "import threading; from watchdog.observers.api import BaseObserver; "
        "BaseObserver.stop = lambda own: threading.Event().wait(); "
        "from generator.publishing.start import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--root", str(commune), "--port", str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    while "http://" not in process.stdout.readline():
        assert process.poll() is None
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 0
