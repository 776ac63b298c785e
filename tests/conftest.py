"""What tests share: the real portal, a second office's, and sites built of both."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright, sync_playwright
from selectolax.lexbor import LexborHTMLParser
from xdist.scheduler import LoadFileScheduling

from generator.linking import Portal, link
from generator.loading import load_portal
from generator.pages import PublishedFile
from generator.pages.open_data.files import open_data_files
from generator.publishing.build import build_site
from tests.invented import invented

pytest.register_assert_rewrite("tests.browser")

# The same examples on every machine and day; `--hypothesis-seed` or HYPOTHESIS_PROFILE=explore looks further.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

ROOT = Path(__file__).parent.parent
COMMUNE = Path(__file__).parent / "offices" / "commune"


# A file of tests goes whole to one process, so that what it builds and starts is built and started once; the files that
# take longest begin first, so that none is still running when all else has ended.
LONGEST = (
    "accessibility", "slips", "every_reader", "agenda_browser", "serve", "hostile", "fuzz", "first_visit", "search",
    "downloads", "worksheet", "browser", "print", "lifetimes", "incremental", "citations", "api", "publishing", "build",
    "changes_pages", "linked_data", "revised_office", "schema", "revisions", "calendars", "tables", "policy",
)  # fmt: skip

# These go to one process together: they read the open data of the same 52 portals, which is made once in a process.
OF_OPEN_DATA = tuple(
    f"tests/test_{name}.py" for name in ("api", "database", "downloads", "linked_data", "tables", "workbook")
)


class _ByFiles(LoadFileScheduling):  # type: ignore[misc]
    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "open data" if file in OF_OPEN_DATA else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling | None:
    return _ByFiles(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="draw the golden files again instead of comparing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {f"test_{name}.py": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


@dataclass(frozen=True)
class Site:
    """A built site and how to look at it."""

    folder: Path

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))

    def html(self, address: str) -> str:
        path = self.folder / address
        return (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8")

    def tree(self, address: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.html(address))

    def text(self, address: str, selector: str = "article") -> str:
        node = self.tree(address).css_first(selector)
        assert node is not None, (address, selector)
        return " ".join(node.text().split())


@pytest.fixture(scope="session")
def portal() -> Portal:
    return link(load_portal(ROOT / "data"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("real") / "site"
    build_site(ROOT, folder)
    return Site(folder)


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site as it is built to be opened as files."""
    folder = tmp_path_factory.mktemp("offline") / "site"
    build_site(ROOT, folder, offline=True)
    return folder


@pytest.fixture(scope="session")
def commune_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("commune") / "site"
    build_site(COMMUNE, folder)
    return Site(folder)


def office(tmp_path: Path, source: Path) -> Path:
    """A copy of an office's folder that a test may spoil."""
    target = tmp_path / "office"
    for name in ("data", "content"):
        shutil.copytree(source / name, target / name)
    shutil.copy(source / "mkdocs.yml", target / "mkdocs.yml")
    return target


@pytest.fixture
def commune(tmp_path: Path) -> Path:
    return office(tmp_path, COMMUNE)


@pytest.fixture
def province(tmp_path: Path) -> Path:
    return office(tmp_path, ROOT)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A built site served on the loopback, while it is looked at."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """The real site, served on the loopback."""
    with served(site.folder) as where:
        yield where


@functools.cache
def open_data(portal: Portal) -> dict[str, PublishedFile]:
    """The files of open data by their addresses, made once for all tests that read them."""
    return {file.address: file for file in open_data_files(portal)}


@pytest.fixture(scope="session")
def portals(portal: Portal) -> list[Portal]:
    """The real portal, the commune's, and 50 invented ones."""
    return [portal, link(load_portal(COMMUNE / "data")), *(invented(seed) for seed in range(50))]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers; a process can have only one."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, for all tests."""
    # Its assertions are rewritten only if nothing imported it before.
    from tests.browser import start

    chromium = start(playwright)
    yield chromium
    chromium.close()
