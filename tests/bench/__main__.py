"""What a build costs: `make bench`. Figures are for comparing on one machine, never for a test to insist on."""

import functools
import gzip
import http.server
import platform
import resource
import statistics
import tempfile
import threading
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from generator.linking import link
from generator.linking.citations import CitationFinder
from generator.loading import load_portal
from generator.model.portal import PortalModel
from generator.pages import pages_of
from generator.publishing.build import build_site
from tests.browser import start
from tests.conftest import ROOT, _Quiet
from tests.generated import enlarged


def _timed(work: Callable[[], object]) -> tuple[float, float, object]:
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - wall, time.process_time() - processor, result


def _running_texts(model: PortalModel) -> list[tuple[str, str]]:
    """A million characters of the plan, as composed and as decomposed letters, and of nothing but citations."""
    plan = next(plan.source for plan in model.plans if plan.source)
    dense = "Nghị định số 93/2021/NĐ-CP ngày 27/10/2021 của Chính phủ; "
    whole = plan * (1_000_000 // len(plan) + 1)
    return [
        ("running text", whole[:1_000_000]),
        ("running text in NFD", unicodedata.normalize("NFD", whole)[:1_000_000]),
        ("nothing but citations", (dense * 20_000)[:1_000_000]),
    ]


# A reader's queries of every habit; the search is timed from the keystroke to the shown answers.
_QUERIES = (
    "nghi dinh 93", "xoas nhaf tamj", "nha2 d9a5i d9oa2n ke6t1", "nông thôn mới nâng cao", "ai bao cao quy", "STNMT",
    "09/CTrPH-MTTW-BCT", "giam ngheo ben vung", "biên phong", "hop tac sa", "“không để ai bị bỏ lại phía sau”",
    "16/5/2022", "quỹ vì người nghèo làm gì", "kế hoạch 155 công an", "thuận ch", "đời sống văn hoá",
)  # fmt: skip

_TIMED = """(query) => new Promise((done) => {
  const input = document.getElementById("site-search"), results = document.getElementById("search-results");
  input.focus();
  const began = performance.now();
  const seen = new MutationObserver(() => {
    if (results.dataset.query === query) { seen.disconnect(); done(performance.now() - began); }
  });
  seen.observe(results, { attributes: true, attributeFilter: ["data-query"] });
  input.value = query;
  input.dispatchEvent(new Event("input"));
})"""


def searched(site: Path, table: Table, name: str) -> None:
    """Type every query in a real browser: kilobytes (gzip) up to the first answer, milliseconds once all is there."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sizes: list[float] = []
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = start(playwright)
        for query in _QUERIES:
            page = browser.new_page()
            fetched: list[str] = []
            page.on("request", lambda request, fetched=fetched: fetched.append(request.url.split("/", 3)[3]))
            page.goto(f"http://127.0.0.1:{server.server_port}/vi/tim-kiem/")
            page.evaluate(_TIMED, query)
            ours = [path for path in fetched if path.startswith("assets/search")]
            sizes.append(sum(len(gzip.compress((site / path).read_bytes())) for path in ours) / 1024)
            page.close()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/vi/tim-kiem/")
        for round_ in range(3):
            times = [page.evaluate(_TIMED, query + " " * round_) for query in _QUERIES]
        browser.close()
    server.shutdown()
    slow = sorted(times)[int(len(times) * 0.95)]
    table.add_row(
        name, f"{statistics.median(sizes):.0f}", f"{max(sizes):.0f}", f"{statistics.median(times):.1f}", f"{slow:.1f}"
    )


def main() -> None:
    """Measure loading, linking, pages and a whole build of the real plan."""
    table = Table(
        "stage", "wall s", "processor s", title=f"the real plan on {platform.machine()}, {platform.python_version()}"
    )
    model = load_portal(ROOT / "data")
    portal = link(model)
    with tempfile.TemporaryDirectory() as folder:
        stages: tuple[tuple[str, Callable[[], object]], ...] = (
            ("loading", lambda: load_portal(ROOT / "data")),
            ("linking", lambda: [link(model).cited_by(document) for document in model.documents]),
            ("pages", lambda: pages_of(portal)),
            ("whole build", lambda: build_site(ROOT, Path(folder) / "site")),
        )
        for name, work in stages:
            wall, processor, _ = _timed(work)
            table.add_row(name, f"{wall:.2f}", f"{processor:.2f}")
    for name, text in _running_texts(model):
        finder = CitationFinder(model.document_types, model.bodies, model.documents)
        wall, processor, found = _timed(lambda finder=finder, text=text: finder.find(text))  # type: ignore[misc]
        citations = len(found) if isinstance(found, list) else 0
        table.add_row(f"citations of 1 MB, {name} ({citations})", f"{wall:.2f}", f"{processor:.2f}")
    table.add_row("peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", "")
    Console().print(table)
    costs = Table(
        "search", "KB median", "KB most", "ms median", "ms 95 %", title="up to the first answer; then per query"
    )
    with tempfile.TemporaryDirectory() as folder:
        build_site(ROOT, Path(folder) / "small")
        searched(Path(folder) / "small", costs, "the real plan")
        for entries in (2_000, 10_000):
            office = Path(folder) / str(entries)
            office.mkdir()
            build_site(enlarged(office, entries), office / "site")
            searched(office / "site", costs, f"with {entries} documents around it")
    Console().print(costs)


if __name__ == "__main__":
    main()
