"""What of the engine's stylesheet can touch a page of the portal: rules for elements, not for classes of its own."""

import re
from collections.abc import Iterator
from itertools import takewhile

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[{};]|[^{};"\']+')
_COMMA = re.compile(r",(?![^(]*\))")
# A class, an id or an attribute, none of which our pages share with the engine; and names for its own rules to use.
_THEIRS = re.compile(r"[.#\[]|:root")


def for_elements(css: str) -> str:
    """The rules whose selectors name elements alone, in their order.

    `a,.md-nav{color:inherit}@media print{.md-nav{display:none}}` leaves `a{color:inherit}`.
    """
    return "".join(_rules(iter(_PIECE.findall(css))))


def _rules(pieces: Iterator[str]) -> Iterator[str]:
    """The rules up to the end of the block."""
    head = ""
    for piece in pieces:
        if piece == "}":
            return
        if piece == ";":
            head = ""
        elif piece != "{":
            head += piece
        elif head.startswith(("@media", "@supports", "@keyframes")):
            within = "".join(_rules(pieces))
            if within and not head.startswith("@keyframes"):
                yield f"{head}{{{within}}}"
            head = ""
        else:
            said = "".join(takewhile("}".__ne__, pieces))
            selectors = ",".join(one for one in _COMMA.split(head) if not _THEIRS.search(one))
            if selectors:
                yield f"{selectors}{{{said}}}"
            head = ""
