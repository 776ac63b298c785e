"""Where a text names bodies or terms: the longest registered name at each place, as whole words."""

import re
from collections.abc import Iterable, Mapping

from generator.model.bodies import Body

# A name inside a document's symbol (“MTTQ” in 267/KH-MTTQ-BTT) is not a mention.
_EDGES = (r"(?<![\w/&-])", r"(?![\w/]|-\w)")


def plain(text: str) -> str:
    """A text with runs of spaces made one and the two spellings of uỷ/ủy made one; for comparing, never for showing."""
    return re.sub(r"\b([Uu])ỷ\b", lambda m: ("Ủ" if m[1] == "U" else "ủ") + "y", re.sub(r"\s+", " ", text))


class Gazetteer:
    """Names that each belong to one id; finds the longest at each place, so that no name counts inside a longer one."""

    def __init__(self, names: Mapping[str, str], *, ignore_case: bool = False) -> None:
        self._names = {plain(name).casefold() if ignore_case else plain(name): owner for name, owner in names.items()}
        self._fold = ignore_case
        listed = "|".join(re.escape(name) for name in sorted(self._names, key=len, reverse=True))
        self._pattern = re.compile(f"{_EDGES[0]}(?:{listed}){_EDGES[1]}") if listed else None

    def find(self, text: str) -> tuple[str, ...]:
        """The ids named in a text, once each, in order of first appearance."""
        if self._pattern is None:
            return ()
        compared = plain(text).casefold() if self._fold else plain(text)
        return tuple(dict.fromkeys(self._names[match.group()] for match in self._pattern.finditer(compared)))


def body_names(bodies: Iterable[Body]) -> dict[str, str]:
    """Every Vietnamese name and alias of the register and whose it is."""
    return {name: body.id for body in bodies for name in (body.name.vi, *body.aliases)}
