"""The index of a large portal in pieces: a query fetches the few that hold its words. `sharded.js` puts them together.

A word in very many entries keeps only the entries that say it best; where such a word stands beside another, the pair
has a list of its own, so that what holds the words together is found however many hold them apart.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

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
        at = 0
        steps = []
        for place in sorted(entries[number]):
            steps.append(base36(place - at))
            at = place
        lines.append(".".join([base36(number - last), *steps]))
        last = number
    return ",".join(lines)


def _best(exacts: Mapping[str, Places]) -> dict[str, Places]:
    listed = [
        (-sum(place < TEXT for place in places), -len(places), number, exact)
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
    found: dict[str, dict[str, Places]] = {}
    if not cut:
        return {}
    at: list[dict[int, words.Word]] = [{} for _ in range(index.count)]
    for key, exacts in index.lists.items():
        if key[0] in "#@§":
            continue
        for exact, entries in exacts.items():
            for number, places in entries.items():
                for place in places:
                    if place <= AROUND:
                        at[number][place] = (key, exact)
    for number, line in enumerate(at):
        for place, (key, exact) in line.items():
            after = line.get(place + 1)
            if after and place < AROUND and (key in cut or after[0] in cut):
                lists = found.setdefault(f"{key} {after[0]}", {}).setdefault(f"{exact} {after[1]}", {})
                lists.setdefault(number, []).append(place)
    return {
        key: {
            exact: packed({n: places[:_MOST_IN_ENTRY] for n, places in list(entries.items())[:_MOST_PLACES]})
            for exact, entries in exacts.items()
        }
        for key, exacts in found.items()
    }


def _acronyms(index: Index) -> dict[str, Lists]:
    """The phrases that a reader may spell by their initials, under `^ntm`: parts of names, and what is printed again
    and again."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for clause in index.clauses:
        named = clause.weight > 1
        for length in range(2, 9) if named else (3, 4):
            for first in range(len(clause.at) - length + 1):
                start, end = clause.at[first], clause.at[first + length - 1]
                if {clause.words[start], clause.words[end]} & words.JOINING_IN_NAMES:
                    continue
                initials = clause.initials[first : first + length].replace("đ", "d")
                counted[initials][" ".join(clause.words[start : end + 1])] += clause.weight
    lists = {}
    for initials, phrases in counted.items():
        least = 6 if len(initials) == 2 else 3
        listed = sorted((-times, phrase) for phrase, times in phrases.items() if times >= least)
        if listed:
            lists[f"^{initials}"] = {phrase: base36(-times) for times, phrase in listed[: 3 if least == 6 else 8]}
    return lists


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
