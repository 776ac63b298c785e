"""The search's script: one file for the reader, made of the readable ones in `theme/assets/search/`."""

import re
from pathlib import Path

from generator.linking.search import RULES
from generator.pages.search import taken

_SOURCES = Path(__file__).parent / "theme" / "assets" / "search"
_PARTS = ("words.js", "engine.js", "box.js")
PARTS = tuple(f"assets/search/{name}" for name in _PARTS)
"""Where the theme holds the parts; they are not published themselves."""

# Facts that only the building side reads.
_BUILD_ONLY = ("askedFor",)


def search_script() -> str:
    """The parts and the rules as one script, without indentation and whole-line comments."""
    lines = (line.strip() for name in _PARTS for line in (_SOURCES / name).read_text(encoding="utf-8").splitlines())
    kept = [line for line in lines if line and not re.match("//", line) and line != '"use strict";']
    return "\n".join(
        ['"use strict";', *kept, taken("rules", {key: value for key, value in RULES.items() if key not in _BUILD_ONLY})]
    )
