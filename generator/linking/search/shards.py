"""The index of a large portal in pieces: a query fetches the few that hold its words. `sharded.js` puts them together.

A word in very many entries keeps only the entries that say it best; where such a word stands beside another, the pair
has a list of its own, so that what holds the words together is found however many hold them apart.
"""

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import sub

from generator.linking.search import words
from generator.linking.search.index import AROUND, TEXT, Index
from generator.linking.search.postings import Postings

# How many places a word's list may hold before it is cut, and how many of them one entry may take.
_MOST_PLACES = 800
_MOST_IN_ENTRY = 6
# About how many characters a piece holds; a third of that travels.
_PIECE = 6500

Lists = dict[str, str]
"""Exact form → packed entries and places."""


@dataclass(frozen=True)
class Shards:
    """`starts` is the first key of each piece; `cut` the words whose lists are cut; `lengths` two letters an entry."""

    starts: tuple[str, ...]
    pieces: tuple[Mapping[str, Lists], ...]
    vocabulary: str
    cut: str
    lengths: str


def shards(index: Index) -> Shards:
    counted = {key: sum(entries.places for entries in exacts.values()) for key, exacts in index.lists.items()}
    cut = {key for key, places in counted.items() if places > _MOST_PLACES and key[0] not in "#@§"}
    keyed: dict[str, Lists] = {}
    for key, exacts in index.lists.items():
        if key in cut:
            keyed[key] = {exact: packed(sorted(places.items())) for exact, places in sorted(_best(exacts).items())}
        else:
            keyed[key] = {exact: packed(places.items()) for exact, places in sorted(exacts.items())}
    keyed |= _pairs(index, cut)
    keyed |= _acronyms(index)
    keyed |= _facets(index)
    pieces = list(_pieces(keyed))
    known = [key for key in index.vocabulary if key[0] not in "#@§"]
    return Shards(
        starts=tuple(next(iter(piece)) for piece in pieces),
        pieces=tuple(pieces),
        vocabulary=" ".join(f"{key} {base36(index.found[key])}" for key in known),
        cut=" ".join(sorted(cut)),
        lengths="".join(level(title) + level(text) for title, text in index.lengths),
    )


@lru_cache(50_000)
def base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
        if not number:
            return digits


def level(length: int) -> str:
    """A length as a letter, finely for short texts and coarsely for long ones."""
    return chr(48 + min(70, round(4 * math.log2(1 + length))))


def packed(entries: Iterable[tuple[int, Sequence[int]]]) -> str:
    """Entries in their order and their places, each as the step from the one before: `3.0.1,2.256`."""
    lines = []
    last = 0
    for number, places in entries:
        steps = (number - last, *places[:1], *map(sub, places[1:], places))
        lines.append(".".join(map(base36, steps)))
        last = number
    return ",".join(lines)


def _best(exacts: Mapping[str, Postings]) -> dict[str, dict[int, Sequence[int]]]:
    listed = [
        (-bisect_left(places, TEXT), -len(places), number, exact, places[:_MOST_IN_ENTRY])
        for exact, entries in exacts.items()
        for number, places in entries.items()
    ]
    kept: dict[str, dict[int, Sequence[int]]] = {}
    room = _MOST_PLACES
    for _, _, number, exact, places in sorted(listed):
        room -= len(places)
        if room < 0:
            break
        kept.setdefault(exact, {})[number] = places
    return kept


def _pairs(index: Index, cut: set[str]) -> dict[str, Lists]:
    """The places where a cut word stands beside another, under both words."""
    if not cut:
        return {}
    known = [(key, exact) for key, exacts in index.lists.items() if key[0] not in "#@§" for exact in exacts]
    found: defaultdict[tuple[words.Word, words.Word], Postings] = defaultdict(Postings)
    for (number, place, before), (number_after, place_after, behind) in pairwise(_in_order(index, known)):
        if number != number_after or place + 1 != place_after or place >= AROUND:
            continue
        word, after = known[before], known[behind]
        if word[0] not in cut and after[0] not in cut:
            continue
        entries = found[word, after]
        if not entries or entries.numbers[-1] != number:
            if len(entries) < _MOST_PLACES:
                entries.put(number, place)
        elif entries.in_last < _MOST_IN_ENTRY:
            entries.put(number, place)
    lists: defaultdict[str, Lists] = defaultdict(dict)
    for (word, after), entries in sorted(found.items()):
        lists[f"{word[0]} {after[0]}"][f"{word[1]} {after[1]}"] = packed(entries.items())
    return lists


# Room for the place of a word and for which word it is, in one number with that of its entry.
_PLACE_BITS, _WORD_BITS = 18, 24


def _in_order(index: Index, known: Sequence[words.Word]) -> Iterator[tuple[int, int, int]]:
    """Every word that stands in a name or a text: the number of its entry, its place, and which of the known it is."""
    standing = array("Q")
    for at, (key, exact) in enumerate(known):
        for number, places in index.lists[key][exact].items():
            standing.extend((number << _PLACE_BITS | place) << _WORD_BITS | at for place in places if place <= AROUND)
    for one in sorted(standing):
        where = one >> _WORD_BITS
        yield where >> _PLACE_BITS, where & ((1 << _PLACE_BITS) - 1), one & ((1 << _WORD_BITS) - 1)


def _acronyms(index: Index) -> dict[str, Lists]:
    """The phrases that a reader may spell by their initials, under `^ntm`: parts of names, and what is printed again
    and again."""
    times: defaultdict[tuple[str, tuple[str, ...]], int] = defaultdict(int)
    for clause in index.clauses:
        initials, at, said, weight = clause.initials, clause.at, clause.words, clause.weight
        joining = [said[place] in words.JOINING_IN_NAMES for place in at]
        for length in range(2, 9) if weight > 1 else (3, 4):
            for first in range(len(at) - length + 1):
                last = first + length - 1
                if not (joining[first] or joining[last]):
                    times[initials[first : last + 1], said[at[first] : at[last] + 1]] += weight
    counted: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for (spelled, phrase), number in times.items():
        if number >= (6 if len(spelled) == 2 else 3):
            counted[spelled.replace("đ", "d")].append((-number, " ".join(phrase)))
    return {
        f"^{spelled}": {phrase: base36(-number) for number, phrase in sorted(phrases)[: 3 if len(spelled) == 2 else 8]}
        for spelled, phrases in counted.items()
    }


def _facets(index: Index) -> dict[str, Lists]:
    """The entries of a body, of a section, with a deadline, in force: under `=b:ID`, `=s:ID`, `=d`, `=f`."""
    found: defaultdict[str, Postings] = defaultdict(Postings)
    for number, entry in enumerate(index.entries):
        keys = [*(f"=b:{body}" for body in entry.bodies), *(f"=s:{section}" for section in entry.sections)]
        keys += ["=d"] if entry.has_deadline else []
        keys += ["=f"] if entry.in_force else []
        for key in dict.fromkeys(keys):
            found[key].enter(number)
    return {key: {"": packed(entries.items())} for key, entries in found.items()}


def _pieces(keyed: Mapping[str, Lists]) -> Iterator[dict[str, Lists]]:
    piece: dict[str, Lists] = {}
    size = 0
    for key in sorted(keyed):
        length = len(key) + sum(len(exact) + len(text) + 6 for exact, text in keyed[key].items())
        if piece and size + length > _PIECE:
            yield piece
            piece, size = {}, 0
        piece[key] = keyed[key]
        size += length
    if piece:
        yield piece
