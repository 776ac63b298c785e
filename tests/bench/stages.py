"""How a cold build's processor time is shared among its stages, by a clock that the stages themselves start and stop.

Every stage is timed without what other stages do inside it. What the portal works out only when it is first asked
counts to the stage that asks.
"""

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

from generator import linking, loading, pages
from generator.pages import content, site
from generator.publishing import build, engine, filling, finishing, fresh, rendering

_FUNCTIONS: tuple[tuple[str, ModuleType, str], ...] = (
    ("loading", loading, "load_whole"),
    ("linking", linking, "link"),
    ("addresses", pages, "address_problems"),
    ("addresses", pages, "permanence_of"),
    ("pages", pages, "page_makers"),
    ("pages", site, "_page"),
    ("search index", site, "search_files"),
    ("open data", site, "open_data_files"),
    ("calendars, feeds, map", pages, "each_text_file"),
    ("theme", engine, "engine_work"),
    ("offline copy, manifest", finishing, "finished"),
    ("the rest", rendering, "render_site"),
)
_METHODS: tuple[tuple[str, type, str], ...] = (
    ("pages", content.Content, "html"),
    ("theme", filling.Filling, "html"),
    ("writing", fresh.FreshSite, "write"),
    ("writing", fresh.FreshSite, "keep"),
)


class Clock:
    """Processor seconds by stage; of stages within each other only the innermost is running."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter({"imports": time.process_time()})
        self._running = ["the rest"]
        self._since = time.process_time()

    def _turn(self) -> None:
        now = time.process_time()
        self.spent[self._running[-1]] += now - self._since
        self._since = now

    def within(self, stage: str, work: Callable[[], Any]) -> Any:
        """What work gives, timed as a stage; of an iterator every step."""
        self._turn()
        self._running.append(stage)
        try:
            given = work()
        finally:
            self._turn()
            self._running.pop()
        return self._stepped(stage, given) if isinstance(given, Iterator) else given

    def _stepped(self, stage: str, steps: Iterator[Any]) -> Iterator[Any]:
        end = object()
        while (step := self.within(stage, lambda: next(steps, end))) is not end:
            yield step

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*positional: Any, **named: Any) -> Any:
            return self.within(stage, lambda: function(*positional, **named))

        return timed


def _time_stages(clock: Clock) -> None:
    for stage, where, name in _FUNCTIONS:
        function = getattr(where, name)
        timed = clock.timed(stage, function)
        for module in [module for key, module in sys.modules.items() if key.startswith("generator.")]:
            if getattr(module, name, None) is function:
                setattr(module, name, timed)
    for stage, kind, name in _METHODS:
        setattr(kind, name, clock.timed(stage, getattr(kind, name)))


def main() -> None:
    """Build an office cold and print the seconds of each stage as JSON."""
    root, out = map(Path, sys.argv[1:])
    clock = Clock()
    _time_stages(clock)
    # In a second process nothing would be timed.
    rendering._UNITS_OF_ONE_PROCESS = sys.maxsize
    clock.within("the rest", lambda: build.build_site(root, out))
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock.spent["other processes"] = children.ru_utime + children.ru_stime
    json.dump(clock.spent, sys.stdout)


if __name__ == "__main__":
    main()
