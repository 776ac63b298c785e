"""The portal's own scripts as readers fetch them: made of the readable ones in `theme/assets/`, as short as can be."""

from collections.abc import Iterator
from pathlib import Path

import minify

from generator.linking.search import RULES
from generator.pages.frame import TextFile
from generator.pages.search import taken

_THEME = Path(__file__).parent / "theme"
PARTS = ("assets/search/words.js", "assets/search/engine.js", "assets/search/box.js")
"""Where the theme holds the parts of the search; they are not published themselves."""

# Facts that only the building side reads.
_BUILD_ONLY = ("askedFor",)


def scripts() -> Iterator[TextFile]:
    """Every script of the theme, and the search as one."""
    yield TextFile("assets/search.js", search_script())
    for path in sorted((_THEME / "assets").rglob("*.js")):
        address = path.relative_to(_THEME).as_posix()
        if address not in PARTS:
            yield TextFile(address, _short(path.read_text(encoding="utf-8")))


def search_script() -> str:
    """The parts of the search and its rules as one script."""
    parts = [(_THEME / part).read_text(encoding="utf-8").replace('"use strict";\n', "", 1) for part in PARTS]
    rules = taken("rules", {key: value for key, value in RULES.items() if key not in _BUILD_ONLY})
    return _short("\n".join(['"use strict";', *parts, rules]))


def _short(script: str) -> str:
    """A script without comments and idle spaces, its own names as short as can be."""
    short: str = minify.string("application/javascript", script)
    return short
