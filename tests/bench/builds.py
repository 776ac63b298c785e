"""What builds of generated portals cost, beside other generators and beside writing the files."""

import json
import math
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.bench.edits import EDITS
from tests.bench.processes import Cost, cost_of, python
from tests.bench.tables import Table, share
from tests.conftest import ROOT

_PLAN_PORTAL = python("-c", "from generator.publishing.start import main; main()")
COLD, UNCHANGED = "cold", "unchanged"


@dataclass(frozen=True)
class Portal:
    """All that was measured of a portal of one size."""

    items: int
    pages: int
    files: int
    size: int
    html: int
    builds: Mapping[str, Cost]
    stages: Mapping[str, float]
    floor: float
    mkdocs: Cost | None = None
    hugo: Cost | None = None

    @property
    def cold(self) -> Cost:
        return self.builds[COLD]

    @property
    def after_loading(self) -> float:
        """Processor seconds of a cold build once everything is imported and the data is loaded."""
        return self.cold.processor - self.stages["imports"] - self.stages["loading"]


def _build(office: Path) -> Cost:
    return cost_of([*_PLAN_PORTAL, "build", "--root", str(office)], office)


def measured(items: int, *, beside: bool) -> Portal:
    """Generate a portal, build it in every way, and where wanted build its pages with others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office, site = folder / "office", folder / "office" / "site"
        office.mkdir()
        cost_of(python("-c", f"from tests.large import large, Path; large(Path({str(office)!r}), {items})"), ROOT)
        builds = {COLD: _build(office), UNCHANGED: _build(office)}
        # Timed in one process, on a copy: a build as editors run it may use two.
        timed = folder / "timed"
        shutil.copytree(office, timed, ignore=shutil.ignore_patterns("site", ".cache"))
        stages = cost_of(python("-m", "tests.bench.stages", str(timed), str(timed / "site")), timed)
        files = [path for path in site.rglob("*") if path.is_file()]
        html = [path for path in files if path.suffix == ".html"]
        floor = min(
            float(cost_of(python("-m", "tests.bench.floor", str(site), str(folder / f"floor{at}")), ROOT).said)
            for at in range(3)
        )
        mkdocs, hugo = _beside(site, folder) if beside else (None, None)
        portal = Portal(
            items=items,
            pages=len(html),
            files=len(files),
            size=sum(path.stat().st_size for path in files),
            html=sum(path.stat().st_size for path in html),
            builds=builds,
            stages=json.loads(stages.said.splitlines()[-1]),
            floor=floor,
            mkdocs=mkdocs,
            hugo=hugo,
        )
        for edit, change in EDITS.items():
            change(office)
            builds[edit] = _build(office)
        return portal


def _beside(site: Path, folder: Path) -> tuple[Cost, Cost | None]:
    """The pages of a site built by plain MkDocs, and by bare Hugo where it is installed."""
    for name in ("mkdocs", "hugo"):
        project = f"from tests.bench.same_pages import {name}_project, Path; "
        project += f"{name}_project(Path({str(site)!r}), Path({str(folder / name)!r}))"
        (folder / name).mkdir()
        cost_of(python("-c", project), ROOT)
    mkdocs = cost_of(python("-m", "mkdocs", "build", "--quiet"), folder / "mkdocs")
    hugo = cost_of(["hugo", "--quiet"], folder / "hugo") if shutil.which("hugo") else None
    return mkdocs, hugo


@dataclass(frozen=True)
class RealPlan:
    """The real plan, and the smallest that the engine could do in its place."""

    cold: Cost
    unchanged: Cost
    one_page: Cost


def real_plan() -> RealPlan:
    """Build the real plan from nothing and again, and one page by Material alone."""
    with tempfile.TemporaryDirectory() as name:
        office, single = Path(name) / "office", Path(name) / "single"
        for part in ("data", "content"):
            shutil.copytree(ROOT / part, office / part)
        shutil.copy(ROOT / "mkdocs.yml", office)
        (single / "docs").mkdir(parents=True)
        (single / "docs/index.md").write_text("# One page\n", encoding="utf-8")
        (single / "mkdocs.yml").write_text("site_name: One\nplugins: []\ntheme: {name: material}\n", encoding="utf-8")
        page = "import material, pydantic; from mkdocs.__main__ import cli; cli(['build', '--quiet'])"
        one_page = cost_of(python("-c", page), single)
        return RealPlan(_build(office), _build(office), one_page)


def _cost_rows(portal: Portal) -> Iterator[Sequence[str]]:
    for name, cost in portal.builds.items():
        yield (
            f"{portal.items:,}",
            name,
            share(cost.processor, portal.cold.processor),
            share(cost.wall, portal.cold.wall),
            f"{cost.memory:.0f} MiB",
            f"{portal.pages / cost.processor:,.0f}",
        )


def _exponents(smaller: Portal, larger: Portal) -> list[float]:
    """How processor time, memory, pages and bytes of a cold build grow with the number of items."""
    grown = [
        larger.cold.processor / smaller.cold.processor,
        larger.cold.memory / smaller.cold.memory,
        larger.pages / smaller.pages,
        larger.size / smaller.size,
    ]
    return [math.log(times) / math.log(larger.items / smaller.items) for times in grown]


def _beside_rows(portal: Portal) -> Iterator[Sequence[str]]:
    others = {
        "writing the files alone (the floor)": portal.floor,
        "bare Hugo": portal.hugo.processor if portal.hugo else None,
        "plain MkDocs, navigation pruned, no search": portal.mkdocs.processor if portal.mkdocs else None,
    }
    for name, other in others.items():
        if other is not None:
            yield f"{portal.items:,}", name, share(portal.cold.processor, other), share(portal.after_loading, other)


def tables(portals: Sequence[Portal], real: RealPlan) -> Iterator[Table]:
    """Everything measured of builds, and the targets beside it."""
    seconds = "; ".join(f"cold, {portal.items:,} items: {portal.cold.processor:.1f} s" for portal in portals)
    yield Table(
        "builds",
        "Processor and clock as shares of the cold build of the same size (other work on the machine shows in the "
        "clock); memory of the largest process; pages of the site for each processor second.",
        ("items", "build", "processor", "clock", "memory", "pages/s"),
        [row for portal in portals for row in _cost_rows(portal)],
        f"Processor: {seconds}.",
    )
    yield Table(
        "growth",
        "The exponent by which processor time, memory, pages and bytes of a cold build follow the number of items; "
        "1 is in proportion.",
        ("items", "processor", "memory", "pages", "bytes"),
        [
            (f"{one.items:,} to {other.items:,}", *(f"{exponent:.2f}" for exponent in _exponents(one, other)))
            for one, other in pairwise(portals)
        ],
    )
    yield Table(
        "what a portal holds",
        "Items, documents and programmes in the proportion 1 : 0.3 : 0.05, two or three citations an item, seeded.",
        ("items", "pages", "files", "HTML", "everything", "HTML per page"),
        [
            (
                f"{portal.items:,}",
                f"{portal.pages:,}",
                f"{portal.files:,}",
                f"{portal.html / 2**20:,.1f} MiB",
                f"{portal.size / 2**20:,.1f} MiB",
                f"{portal.html / portal.pages / 1024:.1f} KiB",
            )
            for portal in portals
        ],
    )
    longest = sorted(portals[-1].stages, key=portals[-1].stages.__getitem__, reverse=True)
    yield Table(
        "shares of a cold build",
        "Processor time of each stage, without the stages inside it, in hundredths of all.",
        ("stage", *(f"{portal.items:,} items" for portal in portals)),
        [
            (stage, *(f"{100 * portal.stages[stage] / sum(portal.stages.values()):.1f}" for portal in portals))
            for stage in longest
        ],
    )
    yield Table(
        "beside others",
        "Processor time of our cold build as a multiple of theirs, whole and once imports and loading are done. "
        "The others get each page's finished content as Markdown and make no data, feeds, index or copy of it.",
        ("items", "beside", "the whole build", "after loading"),
        [row for portal in portals for row in _beside_rows(portal)],
    )
    yield Table(
        "targets of builds",
        "Measured in one run; “not yet” stands where the figure misses its target.",
        ("what", "target", "measured", "holds"),
        [
            (said, f"≤ {most:g}", f"{measured:.3g}", "yes" if measured <= most else "not yet")
            for said, most, measured in _targets(portals, real)
        ],
    )


def _targets(portals: Sequence[Portal], real: RealPlan) -> Iterator[tuple[str, float, float]]:
    for portal in portals:
        size = f"{portal.items:,} items"
        if portal.items >= 1_000:
            yield f"{size}, cold, after loading, × the floor", 4, portal.after_loading / portal.floor
        if portal.items >= 10_000:
            edited = portal.builds["one item edited"]
            yield f"{size}, one item edited, share of cold", 0.05, edited.processor / portal.cold.processor
            yield f"{size}, most memory, MiB", 400, max(cost.memory for cost in portal.builds.values())
        if portal.items >= 1_000 and portal.mkdocs:
            yield f"{size}, cold, × plain MkDocs", 0.125, portal.cold.processor / portal.mkdocs.processor
        if portal.items >= 1_000 and portal.hugo:
            yield f"{size}, cold, × bare Hugo", 0.6, portal.cold.processor / portal.hugo.processor
    for smaller, larger in pairwise(portals):
        if smaller.items >= 1_000:
            yield f"growth exponent, {smaller.items:,} to {larger.items:,} items", 1.05, _exponents(smaller, larger)[0]
    yield "real plan, cold, × one page of Material", 1.5, real.cold.processor / real.one_page.processor
    yield "real plan, unchanged, seconds", 0.6, real.unchanged.wall
