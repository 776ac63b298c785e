"""The index of a large portal in pieces: a query fetches the few that hold its words. `sharded.js` puts them together.

A word in very many entries keeps only the entries that say it best; where such a word stands beside another, the pair
has a list of its own, so that what holds the words together is found however many hold them apart.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import sub

from generator.linking.search import words
from generator.linking.search.index import AROUND, TEXT, Index, Places

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
    counted = {
        key: sum(len(places) for entries in exacts.values() for places in entries.values())
        for key, exacts in index.lists.items()
    }
    cut = {key for key, places in counted.items() if places > _MOST_PLACES and key[0] not in "#@§"}
    keyed: dict[str, Lists] = {}
    for key, exacts in index.lists.items():
        kept = _best(exacts) if key in cut else exacts
        keyed[key] = {exact: packed(places) for exact, places in sorted(kept.items())}
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


def packed(entries: Places) -> str:
    """Entries and their places, each as the step from the one before: `3.0.1,2.256`."""
    lines = []
    last = 0
    for number in sorted(entries):
        places = entries[number]
        steps = (number - last, *places[:1], *map(sub, places[1:], places))
        lines.append(".".join(map(base36, steps)))
        last = number
    return ",".join(lines)


def _best(exacts: Mapping[str, Places]) -> dict[str, Places]:
    listed = [
        (-bisect_left(places, TEXT), -len(places), number, exact)
        for exact, entries in exacts.items()
        for number, places in entries.items()
    ]
    kept: dict[str, Places] = {}
    room = _MOST_PLACES
    for _, _, number, exact in sorted(listed):
        places = exacts[exact][number][:_MOST_IN_ENTRY]
        room -= len(places)
        if room < 0:
            break
        kept.setdefault(exact, {})[number] = places
    return kept


def _pairs(index: Index, cut: set[str]) -> dict[str, Lists]:
    """The places where a cut word stands beside another, under both words."""
    if not cut:
        return {}
    at: list[dict[int, words.Word]] = [{} for _ in range(index.count)]
    for key, exacts in index.lists.items():
        if key[0] in "#@§":
            continue
        for exact, entries in exacts.items():
            word = (key, exact)
            for number, places in entries.items():
                for place in places:
                    if place <= AROUND:
                        at[number][place] = word
    found: defaultdict[tuple[words.Word, words.Word], Places] = defaultdict(dict)
    for number, line in enumerate(at):
        for place, word in line.items():
            after = line.get(place + 1)
            if after and place < AROUND and (word[0] in cut or after[0] in cut):
                entries = found[word, after]
                if number not in entries:
                    if len(entries) < _MOST_PLACES:
                        entries[number] = [place]
                elif len(entries[number]) < _MOST_IN_ENTRY:
                    entries[number].append(place)
    lists: defaultdict[str, Lists] = defaultdict(dict)
    for (word, after), entries in found.items():
        lists[f"{word[0]} {after[0]}"][f"{word[1]} {after[1]}"] = packed(entries)
    return lists


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
    found: dict[str, Places] = {}
    for number, entry in enumerate(index.entries):
        keys = [*(f"=b:{body}" for body in entry.bodies), *(f"=s:{section}" for section in entry.sections)]
        keys += ["=d"] if entry.has_deadline else []
        keys += ["=f"] if entry.in_force else []
        for key in keys:
            found.setdefault(key, {})[number] = []
    return {key: {"": packed(entries)} for key, entries in found.items()}


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
