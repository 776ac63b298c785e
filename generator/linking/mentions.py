"""Where a text names bodies or terms: the longest registered name at each place, as whole words."""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from generator.model.bodies import Body

K = TypeVar("K", bound=Hashable)

_WORD = re.compile(r"\w+")
_TEXTS_KEPT = 50_000
# A name inside a document's symbol (“MTTQ” in 267/KH-MTTQ-BTT) is not a mention.
_EDGES = (r"(?<![\w/&-])", r"(?![\w/]|-\w)")

# What a name goes on with where it may be only the beginning of a longer one.
_WHAT_A_PLACE_IS = re.compile(
    r" (?:(?:tỉnh|huyện|quận|xã|phường|đặc khu|bản|tiểu khu|tổ dân phố|(?P<town>thành phố|thị xã|thị trấn)) )?"
    r"(?=[^\W\d_])"
)


def plain(text: str) -> str:
    """A text with runs of spaces made one and the two spellings of uỷ/ủy made one; for comparing, never for showing."""
    return re.sub(r"\b([Uu])ỷ\b", lambda m: ("Ủ" if m[1] == "U" else "ủ") + "y", re.sub(r"\s+", " ", text))


class Gazetteer:
    """Names that each belong to one id; finds the longest at each place, so that no name counts inside a longer one."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {plain(name): owner for name, owner in names.items()}
        listed = "|".join(re.escape(name) for name in sorted(self._names, key=len, reverse=True))
        self._pattern = re.compile(f"{_EDGES[0]}(?:{listed}){_EDGES[1]}") if listed else None
        # A preview asks again and again for the same texts, and for one that was edited.
        self._found = lru_cache(_TEXTS_KEPT)(self._read)

    def find(self, text: str, here: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The ids named in a text, once each, in order of first appearance.

        “UBND tỉnh Hòa Bình” does not name the registered “UBND tỉnh”, unless that is a place the text is from (`here`).
        """
        return self._found(text, here)

    def _read(self, text: str, here: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._owners(plain(text), tuple(map(plain, here)))))

    def _owners(self, text: str, here: Collection[str]) -> Iterator[str]:
        if self._pattern is not None:
            for match in self._pattern.finditer(text):
                if not self._goes_on(text, match.end(), self._pattern, here):
                    yield self._names[match.group()]

    @staticmethod
    def _goes_on(text: str, end: int, names: re.Pattern[str], here: Collection[str]) -> bool:
        """Whether a name goes on as a longer one, with the name of a place or of whatever else."""
        after = _WHAT_A_PLACE_IS.match(text, end)
        if after is None or not text[after.end()].isupper():
            return False
        # A town may be called as the province or the district it lies in.
        if after["town"] is None and any(text.startswith(place, after.end()) for place in here):
            return False
        return names.match(text, end + 1) is None


class TermIndex(Generic[K]):
    """Texts by their words, so that each term is looked for only where all its words stand."""

    def __init__(self, texts: Mapping[K, str]) -> None:
        self._texts = {key: plain(f" {plain(text)} ".casefold()).casefold() for key, text in texts.items()}
        self._holding: dict[str, dict[K, None]] = {}
        for key, text in self._texts.items():
            for word in _WORD.findall(text):
                self._holding.setdefault(word, {})[key] = None

    def find(self, term: str) -> tuple[K, ...]:
        """The texts that use a term, in their order; one term may stand inside another."""
        name = plain(term).casefold()
        pattern = re.compile(f"{_EDGES[0]}{re.escape(name)}{_EDGES[1]}")
        held = [self._holding.get(word, {}) for word in _WORD.findall(name)]
        among = min(held, key=len) if held else self._texts
        return tuple(key for key in among if name in self._texts[key] and pattern.search(self._texts[key]))


def body_names(bodies: Iterable[Body]) -> dict[str, str]:
    """Every Vietnamese name and alias of the register and whose it is."""
    return {name: body.id for body in bodies for name in (body.name.vi, *body.aliases)}
