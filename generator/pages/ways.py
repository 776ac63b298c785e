"""Ways from page to page. What a page shows names where a link leads from the site's root; the page itself turns that
into its own way there, last of all, so that the same words with the same links may stand on many pages."""

import re
from dataclasses import dataclass, field

from generator.pages.addresses import relative

# Characters no data may hold (`loading/tree.py`) around an address; the second end asks to be told of the page itself.
_BEGIN, _END, _END_TELLING = "\x02", "\x03", "\x04"
_WAY = re.compile(f"{_BEGIN}([^{_END}{_END_TELLING}]*)([{_END}{_END_TELLING}])")


def way_to(there: str) -> str:
    """A link's `href` as it stands in a view: to an address from the site's root, such as `vi/van-ban/`."""
    return f"{_BEGIN}{there}{_END}"


def telling_way(href: str) -> str:
    """The same `href` for the end of an attribute that is followed by `aria-current` on the very page it leads to."""
    return href[:-1] + _END_TELLING if href.endswith(_END) else href


def goal_of(href: str) -> str:
    """The address an `href` made by `way_to` leads to."""
    found = _WAY.fullmatch(href)
    if found is None:
        raise ValueError(href)
    return found[1]


@dataclass(frozen=True)
class Ways:
    """The ways from the page at `here`; with a `root` they start from there, for a page shown at any depth."""

    here: str
    name_files: bool = False
    root: str | None = None
    _known: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def within(self, html: str) -> str:
        """A page, or a part of one, with its links."""
        return _WAY.sub(self._way, html)

    def _way(self, found: re.Match[str]) -> str:
        way = self._known.get(found[0])
        if way is None:
            there = found[1]
            way = relative(self.here, there, name_files=self.name_files) if self.root is None else self.root + there
            if found[2] == _END_TELLING and there == self.here:
                way += '" aria-current="page'
            self._known[found[0]] = way
        return way
