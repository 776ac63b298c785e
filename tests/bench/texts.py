"""What the stages and the readers of text cost on the real plan."""

import time
import unicodedata
from collections.abc import Callable, Iterator

from generator.linking import link
from generator.linking.citations import CitationFinder
from generator.loading import load_portal
from generator.model.portal import PortalModel
from generator.pages import pages_of
from tests.bench.tables import Table
from tests.conftest import ROOT


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


def tables() -> Iterator[Table]:
    """Loading, linking and pages of the real plan, and the citations of a million characters."""
    model = load_portal(ROOT / "data")
    portal = link(model)
    rows = []
    stages: tuple[tuple[str, Callable[[], object]], ...] = (
        ("loading", lambda: load_portal(ROOT / "data")),
        ("linking", lambda: [link(model).cited_by(document) for document in model.documents]),
        ("pages", lambda: pages_of(portal)),
    )
    for name, work in stages:
        wall, processor, _ = _timed(work)
        rows.append((name, f"{wall:.2f}", f"{processor:.2f}"))
    for name, text in _running_texts(model):
        finder = CitationFinder(model.document_types, model.bodies, model.documents)
        wall, processor, found = _timed(lambda finder=finder, text=text: finder.find(text))  # type: ignore[misc]
        citations = len(found) if isinstance(found, list) else 0
        rows.append((f"citations of 1 MB, {name} ({citations})", f"{wall:.2f}", f"{processor:.2f}"))
    yield Table(
        "stages and citations", "In one process that has everything loaded.", ("stage", "wall s", "processor s"), rows
    )
