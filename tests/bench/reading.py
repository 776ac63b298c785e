"""What the real plan's pages cost a reader: bytes, requests, and Lighthouse's marks."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from generator.publishing.build import build_site
from tests.bench.lighthouse import CATEGORIES, Marks, marks_of
from tests.bench.tables import Table
from tests.bench.visits import MOST_BYTES, MOST_REQUESTS, PAGES, Fetched, first_visit
from tests.bench.web_server import compressed, hosted
from tests.browser import start
from tests.conftest import ROOT

_TRIED = ("home", "item", "full text", "search")
_WANTED = (99, 100, 100, 100)
_KINDS = ("html", "css", "js", "index", "other")


def _kib(number: float) -> str:
    return f"{number / 1024:.1f}"


def tables(runs: int) -> Iterator[Table]:
    """Build the real plan and look at it; Lighthouse looks so many times, or not at all."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name) / "site"
        build_site(ROOT, site)
        pages = _pages(site)
        yield pages
        with hosted(site) as address:
            browser = start(playwright)
            yield _visits(browser, address)
            browser.close()
            if runs:
                yield _lighthouse(address, runs)


def _pages(site: Path) -> Table:
    """Every page by its kind: the median and the largest, raw and compressed."""
    sizes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for path in site.rglob("*.html"):
        html = path.read_bytes()
        kind = LexborHTMLParser(html).css_first("article").attributes["data-kind"] or "other"
        sizes[kind].append((len(html), len(compressed(path))))
    rows = []
    for kind, found in sorted(sizes.items()):
        raw, gzip = (sorted(column) for column in zip(*found, strict=True))
        middle = len(found) // 2
        rows.append((kind, str(len(found)), *map(_kib, (raw[middle], raw[-1], gzip[middle], gzip[-1]))))
    note = "HTML of the real plan's pages in KiB, both languages together; an item's page may have 24 raw and 7 gzip."
    return Table("pages by kind", note, ("kind", "pages", "median", "largest", "gzip median", "gzip largest"), rows)


def _visits(browser: Browser, address: str) -> Table:
    """What an empty browser fetches for one page."""
    rows = []
    for kind, both in PAGES.items():
        for where in both:
            fetched = first_visit(browser, address + where)
            whole = sum(answer.compressed for answer in fetched)
            holds = "yes" if whole <= MOST_BYTES and len(fetched) <= MOST_REQUESTS else "not yet"
            parts = (
                f"{_kib(_sum(fetched, part, 'compressed'))} ({_kib(_sum(fetched, part, 'raw'))})" for part in _KINDS
            )
            rows.append((f"{kind}, {where[:2]}", str(len(fetched)), _kib(whole), *parts, holds))
    note = (
        f"KiB on the wire (unpacked) by what they are; at most {MOST_REQUESTS} requests and {MOST_BYTES // 1024} KiB. "
        "The search is asked for at once."
    )
    return Table("first visits", note, ("page", "requests", "all", *_KINDS, "holds"), rows)


def _sum(fetched: Sequence[Fetched], kind: str, what: str) -> int:
    return sum(getattr(answer, what) for answer in fetched if answer.kind == kind)


def _lighthouse(address: str, runs: int) -> Table:
    rows = []
    for kind in _TRIED:
        for where in PAGES[kind]:
            marks = marks_of(address + where.partition("?")[0], runs)
            rows.append((f"{kind}, {where[:2]}", *map(str, marks.scores), str(marks.machine), _holds(marks)))
    note = (
        f"Lighthouse 12, mobile, simulated slow 4G and a processor four times as slow as this one; best performance of "
        f"{runs} runs, the lowest of the other marks. Wanted: {', '.join(map(str, _WANTED))}. "
        "“machine” is the speed Lighthouse found (its benchmark index); other work on the machine lowers it, and then "
        "performance says little."
    )
    return Table("Lighthouse", note, ("page", *CATEGORIES, "machine", "holds"), rows)


def _holds(marks: Marks) -> str:
    if all(score >= wanted for score, wanted in zip(marks.scores, _WANTED, strict=True)):
        return "yes"
    return f"not yet: {', '.join(sorted(marks.faults))}" if marks.faults else "not yet"
