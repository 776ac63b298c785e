"""The search's script: one file for the reader, made of the readable ones in `theme/assets/search/`."""

from pathlib import Path

from rjsmin import jsmin

from generator.linking.search import RULES
from generator.pages.search import taken

_SOURCES = Path(__file__).parent / "theme" / "assets" / "search"
_PARTS = ("words.js", "engine.js", "box.js")
PARTS = tuple(f"assets/search/{name}" for name in _PARTS)
"""Where the theme holds the parts; they are not published themselves."""

# Facts that only the building side reads.
_BUILD_ONLY = ("askedFor",)


def search_script() -> str:
    """The parts and the rules as one script, without comments and idle spaces."""
    parts = [(_SOURCES / name).read_text(encoding="utf-8").replace('"use strict";\n', "", 1) for name in _PARTS]
    rules = taken("rules", {key: value for key, value in RULES.items() if key not in _BUILD_ONLY})
    script: str = jsmin("\n".join(['"use strict";', *parts, rules]))
    return script
