"""What builds and pages cost: `make bench`. Figures are for comparing on one machine, never for a test to insist on."""

import argparse
import compileall
from collections.abc import Iterator

from tests.bench import builds
from tests.bench.tables import Table
from tests.conftest import ROOT

_PARTS = ("builds", "preview", "texts", "reading", "search")


def _tables(part: str, sizes: list[int], most_beside: int, runs: int) -> Iterator[Table]:
    # What a part needs is imported when its turn comes: a process counts as large as the one that started it.
    if part == "builds":
        portals = [builds.measured(size, beside=size <= most_beside) for size in sizes]
        yield from builds.tables(portals, builds.real_plan())
    elif part == "preview":
        from tests.bench import saving

        yield from saving.tables(sizes)
    elif part == "reading":
        from tests.bench import reading

        yield from reading.tables(runs)
    elif part == "texts":
        from tests.bench import texts

        yield from texts.tables()
    else:
        from tests.bench import searching

        yield from searching.tables()


def main() -> None:
    """Measure what is asked for, show it, and put it into docs/performance.md if that is wanted."""
    ask = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    ask.add_argument("--parts", default=",".join(_PARTS), help="of " + ",".join(_PARTS))
    ask.add_argument("--sizes", default="100,1000,10000", help="items of the generated portals")
    ask.add_argument("--beside", type=int, default=1_000, help="most items of a portal that others build too; 0: none")
    ask.add_argument("--runs", type=int, default=3, help="of Lighthouse for each page; 0: not at all")
    ask.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    asked = ask.parse_args()
    parts = asked.parts.split(",")
    if unknown := set(parts) - set(_PARTS):
        ask.error(f"no such part: {', '.join(sorted(unknown))}")
    sizes = sorted(int(size) for size in asked.sizes.split(","))
    # Once, as is done of what is installed: else a machine that keeps no byte code would compile it in every process.
    compileall.compile_dir(ROOT / "generator", quiet=1)
    for part in parts:
        for table in _tables(part, sizes, asked.beside, asked.runs):
            table.show()
            if asked.write:
                table.write()


if __name__ == "__main__":
    main()
