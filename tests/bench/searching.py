"""What the search costs a reader, typed into a real browser."""

import gzip
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator.publishing.build import build_site
from tests.bench.tables import Table
from tests.browser import start
from tests.conftest import ROOT, served
from tests.generated import enlarged

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


def _searched(site: Path) -> tuple[str, ...]:
    """Type every query in a real browser: kilobytes (gzip) up to the first answer, milliseconds once all is there."""
    sizes: list[float] = []
    times: list[float] = []
    with served(site) as address, sync_playwright() as playwright:
        browser = start(playwright)
        for query in _QUERIES:
            page = browser.new_page()
            fetched: list[str] = []
            page.on("request", lambda request, fetched=fetched: fetched.append(request.url.split("/", 3)[3]))
            page.goto(f"{address}vi/tim-kiem/")
            page.evaluate(_TIMED, query)
            ours = [path for path in fetched if path.startswith("assets/search")]
            sizes.append(sum(len(gzip.compress((site / path).read_bytes())) for path in ours) / 1024)
            page.close()
        page = browser.new_page()
        page.goto(f"{address}vi/tim-kiem/")
        for round_ in range(3):
            times = [page.evaluate(_TIMED, query + " " * round_) for query in _QUERIES]
        browser.close()
    slow = sorted(times)[int(len(times) * 0.95)]
    figures = (statistics.median(times), slow)
    return (*(f"{size:.0f}" for size in (statistics.median(sizes), max(sizes))), *(f"{time:.1f}" for time in figures))


def tables() -> Iterator[Table]:
    """The search of the real plan, and of large ones around it."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        build_site(ROOT, Path(folder) / "small")
        rows.append(("the real plan", *_searched(Path(folder) / "small")))
        for entries in (2_000, 10_000):
            office = Path(folder) / str(entries)
            office.mkdir()
            build_site(enlarged(office, entries), office / "site")
            rows.append((f"with {entries:,} documents around it", *_searched(office / "site")))
    columns = ("search", "KB median", "KB most", "ms median", "ms 95 %")
    yield Table(
        "search",
        "Kilobytes (gzip) up to the first answer; milliseconds from the key to the shown answers.",
        columns,
        rows,
    )
