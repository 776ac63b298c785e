"""What a first visit costs a reader on a slow network, and that nothing moves under the finger while it comes."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.bench.visits import MOST_BYTES, MOST_REQUESTS, PAGES, first_visit
from tests.bench.web_server import hosted
from tests.browser import reader
from tests.conftest import Site

# Ends with a shift of its own, so that there is always one to wait for.
_MOVED = """() => new Promise((done) => {
  const end = performance.now();
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const { value, startTime } of list.getEntries()) startTime < end ? moved += value : done(moved);
  }).observe({ type: "layout-shift", buffered: true });
  document.querySelector("main").prepend(document.createElement("hr"));
})"""


@pytest.fixture(scope="module")
def compressed(site: Site) -> Iterator[str]:
    """The real site as a web server with docs/hosting sends it."""
    with hosted(site.folder) as where:
        yield where


@pytest.mark.parametrize("kind", PAGES)
def test_a_first_visit_is_small(browser: Browser, compressed: str, kind: str) -> None:
    for where in PAGES[kind]:
        fetched = first_visit(browser, compressed + where)
        assert {"html", "css", "js"} <= {answer.kind for answer in fetched}, where
        assert len(fetched) <= MOST_REQUESTS, where
        assert sum(answer.compressed for answer in fetched) <= MOST_BYTES, where


def _late(route: Route) -> None:
    time.sleep(0.3)
    route.continue_()


def _moved(page: Page) -> float:
    """How far what is read moved, in shares of the window (cumulative layout shift)."""
    page.wait_for_load_state("networkidle")
    moved: float = page.evaluate(_MOVED)
    return moved


@pytest.mark.parametrize("kind", ["home", "item", "deadlines"])
def test_nothing_moves_when_the_scripts_come_late(browser: Browser, address: str, kind: str) -> None:
    for where in PAGES[kind]:
        with reader(browser, address, 412) as (page, _):
            page.route("**/*.js", _late)
            page.goto(where)
            assert _moved(page) == 0, where
