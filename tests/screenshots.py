"""The pictures of the README: `make screenshots`."""

import functools
import html
import http.server
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator.publishing.build import build_site
from tests.browser import start
from tests.conftest import ROOT

PICTURES = ROOT / "docs" / "pictures"
RECORD = ROOT / "data" / "plans" / "2023" / "s2-4.yml"
_SHEET = (
    "<!doctype html><meta charset=utf-8>"
    "<style>body{margin:0;display:flex;font:12px/1.55 Noto Sans,sans-serif;background:#f4f1ea}"
    "pre{margin:0;padding:24px;width:560px;height:900px;overflow:hidden;box-sizing:border-box;white-space:pre-wrap}"
    "iframe{border:0;width:720px;height:900px;background:#fff}</style>"
)


def main() -> None:
    """Build the real site and take the two pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build_site(ROOT, site)
        record = RECORD.read_text(encoding="utf-8")
        begin, end = record.index("- id: s2-4-a"), record.index("- id: s2-4-b")
        sheet = f"{_SHEET}<pre>{html.escape(record[begin:end])}</pre><iframe src=vi/ke-hoach/2023/s2-4-a/></iframe>"
        (site / "picture.html").write_text(sheet, encoding="utf-8")
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        browser = start(playwright)
        for name, where, width, height in (
            ("record-and-page", "picture.html", 1280, 900),
            ("home-phone", "vi/", 360, 760),
        ):
            page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=1)
            page.goto(address + where)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
