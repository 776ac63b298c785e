"""How long an editor waits for the preview: from a saved file to the page that shows it."""

import http.client
import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.edits import one_item
from tests.bench.tables import Table
from tests.large import large
from tests.previewing import Preview, previewed

_SAVES = 9
_PAGE = "/vi/ke-hoach/2030/s1-4/"


def _told(events: http.client.HTTPResponse) -> str:
    """The name of what is on screen, as the next event tells it."""
    while not (line := events.readline().decode()).startswith("data: "):
        assert line
    told = json.loads(line.removeprefix("data: "))
    assert not told["problems"], told
    name: str = told["shown"]
    return name


def _waited(preview: Preview) -> Iterator[float]:
    """Seconds from each save until the page that shows it has come, as a browser would ask for it."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=600)
    connection.request("GET", "/~preview/events")
    events = connection.getresponse()
    before = _told(events)
    _, shown = preview.ask(_PAGE)
    for _ in range(_SAVES):
        one_item(preview.folder)
        saved = time.perf_counter()
        while (now := _told(events)) == before:
            pass
        before, was = now, shown
        _, shown = preview.ask(_PAGE)
        yield time.perf_counter() - saved
        assert len(shown) > len(was)
    connection.close()


def tables(sizes: Sequence[int]) -> Iterator[Table]:
    """What a save costs in portals of each size."""
    rows = []
    for items in sizes:
        with tempfile.TemporaryDirectory() as name, previewed(large(Path(name), items)) as preview:
            waited = sorted(_waited(preview))
        most = 1.0 if items > 100 else 0.4
        middle = statistics.median(waited)
        rows.append(
            (
                f"{items:,}",
                f"{most:g} s",
                f"{middle:.2f} s",
                f"{waited[0]:.2f} to {waited[-1]:.2f} s",
                "yes" if middle <= most else "not yet",
            )
        )
    yield Table(
        "a save on screen",
        f"Seconds from a saved item's file to the bytes of its page, {_SAVES} saves after another, the page asked for "
        "each time; 0.4 s, a blink, is wanted at the size of the real plan.",
        ("items", "target", "median", "all", "holds"),
        rows,
    )
