"""What the stages and the readers of text cost on the real plan."""

import resource
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generator.linking import link
from generator.linking.citations import CitationFinder
from generator.loading import load_portal
from generator.model.portal import PortalModel
from generator.pages import pages_of
from generator.publishing.build import build_site
from tests.bench.tables import Table
from tests.conftest import ROOT


def _timed(work: Callable[[], Any]) -> tuple[str, Any]:
    """Processor seconds, and what the work gave."""
    began = time.process_time()
    result = work()
    return f"{time.process_time() - began:.2f}", result


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
    """Loading, linking, pages and a whole build of the real plan, and the citations of a million characters."""
    model = load_portal(ROOT / "data")
    portal = link(model)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        stages: tuple[tuple[str, Callable[[], object]], ...] = (
            ("loading", lambda: load_portal(ROOT / "data")),
            ("linking", lambda: [link(model).cited_by(document) for document in model.documents]),
            ("pages", lambda: pages_of(portal)),
            ("whole build", lambda: build_site(ROOT, Path(folder) / "site")),
        )
        for name, work in stages:
            rows.append((name, _timed(work)[0]))
    for name, text in _running_texts(model):
        finder = CitationFinder(model.document_types, model.bodies, model.documents)
        seconds, found = _timed(lambda finder=finder, text=text: finder.find(text))  # type: ignore[misc]
        rows.append((f"citations of 1 MB, {name} ({len(found):,})", seconds))
    rows.append(("peak memory, MiB", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"))
    note = "The real plan, in one process that has everything loaded."
    yield Table("stages and citations", note, ("stage", "processor s"), rows)
