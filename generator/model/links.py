"""Which addresses the portal links to."""

import re

from generator.model.record import Record

_SCHEME = re.compile(r"(?i)([^/?#]*):")
_SCHEMES = frozenset(("http", "https", "mailto"))


class WrittenLink(Record):
    """A link or picture of a hand-written page as it is written, and where in its file."""

    address: str
    line: int
    column: int


def link_allowed(address: str) -> bool:
    """Whether an address is http, https, mailto or relative to the page; browsers skip white space and controls in it.

    >>> [link_allowed(a) for a in ("https://vanban.example/1", "../thoi-han/#quy", "java\\tscript:alert(1)")]
    [True, True, False]
    """
    bare = re.sub(r"[\x00-\x20\u00a0\u2000-\u200f\u2028\u2029\ufeff]+", "", address).replace("\\", "/")
    if bare.startswith("//"):
        return False
    scheme = _SCHEME.match(bare)
    if scheme is None:
        return True
    if scheme[1].lower() not in _SCHEMES:
        return False
    return scheme[1].lower() == "mailto" or bare[scheme.end() :].startswith("//")
