"""A real Chromium, Debian's, that fails on what a reader would never see: errors, lost requests, other hosts."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def start(playwright: Playwright) -> Browser:
    """Chromium as the machine has it."""
    path = shutil.which("chromium")
    assert path, "Debian's chromium is missing: apt-get install chromium"
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


class Witness:
    """Notes everything that went wrong while pages were open."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.complaints: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("console", lambda said: self._if(said.type == "error", f"console: {said.text}"))
        page.on("pageerror", lambda error: self._if(True, f"script: {error}"))
        page.on("requestfailed", self._lost)
        page.on("response", lambda answer: self._if(answer.status >= 400, f"{answer.status}: {answer.url}"))
        page.on("request", self._asked)

    def _lost(self, request: Request) -> None:
        # Chromium drops a page's icon when the reader moves on before it came; nobody misses it.
        given_up = request.failure == "net::ERR_ABORTED" and request.url.endswith("/assets/portal.svg")
        self._if(not given_up, f"lost: {request.url} {request.failure}")

    def _asked(self, request: Request) -> None:
        host = urlsplit(request.url).netloc
        self._if(bool(host) and host != self.host, f"another host: {request.url}")

    def _if(self, wrong: bool, complaint: str) -> None:
        if wrong:
            self.complaints.append(complaint)


@contextmanager
def reader(browser: Browser, address: str, width: int, **more: object) -> Iterator[tuple[Page, Witness]]:
    """A reader's window of a width; leaves with an assertion that nothing went wrong."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": 800},
        base_url=address,
        **more,  # type: ignore[arg-type]
    )
    page = context.new_page()
    witness = Witness(urlsplit(address).netloc)
    witness.watch(page)
    try:
        yield page, witness
        assert witness.complaints == [], witness.complaints
    finally:
        context.close()
