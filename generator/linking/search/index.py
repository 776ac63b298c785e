"""The words of everything that can be found, with their places. The twin of the index in `engine.js`."""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.linking.search import words
from generator.linking.search.entries import Entry
from generator.linking.search.postings import Postings
from generator.linking.search.rules import RULES
from generator.model.text import Language

WEIGHTS = RULES["weights"]
TEXT: int = WEIGHTS["text"]
AROUND: int = WEIGHTS["around"]


@dataclass(frozen=True)
class Clause:
    """A clause as the initials of its words, without “và” and numbers; `at` says which word each letter is."""

    initials: str
    at: tuple[int, ...]
    words: tuple[str, ...]
    weight: int


def clauses(text: str, weight: int) -> Iterator[Clause]:
    for clause in re.split("[.;:()]", text):
        exacts: list[str] = []
        at: list[int] = []
        initials = ""
        for word in words.runs(words.clean(clause)):
            folded, exact = words.key(word)
            if word[0] not in "0123456789" and exact != "va2":
                initials += "đ" if exact[0] == "đ" else folded[0]
                at.append(len(exacts))
            exacts.append(exact)
        yield Clause(initials, tuple(at), tuple(exacts), weight)


class Index:
    """Every word of the entries of one language: folded → exact → where it stands.

    Places: names below TEXT, the text from there, the heading above it from AROUND.
    """

    def __init__(self, language: Language, entries: Sequence[Entry], synonyms: Iterable[Sequence[str]]) -> None:
        self.language = language
        self.entries = entries
        self.lists: dict[str, dict[str, Postings]] = {}
        self._places: dict[words.Word, Postings] = {}
        self.lengths: list[tuple[int, int]] = []
        self.clauses: list[Clause] = []
        for number, entry in enumerate(entries):
            self._add(entry, number)
        self.count = len(entries)
        self.averages = tuple(self._average(field) for field in (0, 1))
        self.vocabulary = sorted(self.lists)
        self.found = {
            folded: len(set().union(*(entries.numbers for entries in exacts.values())))
            for folded, exacts in self.lists.items()
        }
        named = [(entry.title, *entry.names) for entry in entries if entry.kind in ("body", "term") and entry.names]
        self.synonyms = [
            [[folded for folded, _ in words.split(name, language)] for name in group] for group in (*synonyms, *named)
        ]
        self._acronyms: dict[str, list[tuple[tuple[str, ...], int]]] = {}

    def _add(self, entry: Entry, number: int) -> None:
        place = 0
        for name in (entry.title, *entry.names):
            if name:
                place = self._write(name, number, place, TEXT - 1) + 1
                if entry.kind in WEIGHTS["named"]:
                    token = words.name_token(folded for folded, _ in words.split(name, self.language))
                    self._put((token, token), number, 0)
        end = self._write(entry.text, number, TEXT, AROUND)
        for above, word in enumerate(words.split(entry.around, self.language), AROUND):
            self._put(word, number, above)
        if entry.marker:
            token = words.marker_token(entry.marker)
            self._put((token, token), number, 0)
        self.lengths.append((place, end - TEXT))
        if self.language == "vi" and entry.kind in WEIGHTS["acronymKinds"]:
            for name in (entry.title, *entry.names):
                self.clauses += clauses(name, 3)
            self.clauses += clauses(entry.text, 1)

    def _put(self, word: words.Word, number: int, place: int) -> None:
        entries = self._places.get(word)
        if entries is None:
            folded, exact = word
            entries = self._places[word] = self.lists.setdefault(folded, {}).setdefault(exact, Postings())
        entries.put(number, place)

    def _write(self, said: str, number: int, start: int, end: int) -> int:
        place = start
        for word in words.split(said, self.language)[: end - start]:
            self._put(word, number, place)
            place += 1
        for token in words.structured(said):
            self._put((token, token), number, start)
        return place

    def _average(self, field: int) -> float:
        """The mean length of a field where there is one."""
        written = [length[field] for length in self.lengths if length[field]]
        return sum(written) / len(written) if written else 1.0

    def has(self, folded: str) -> bool:
        return folded in self.found

    def has_exact(self, word: words.Word) -> bool:
        folded, exact = word
        return folded in self.lists and (folded == exact or exact in self.lists[folded])

    def rarity(self, folded: str) -> float:
        return self.rarity_of(self.found.get(folded, 0))

    def rarity_of(self, number: int) -> float:
        return math.log(1 + (self.count - number + 0.5) / (number + 0.5))

    @property
    def rarest(self) -> float:
        return self.rarity_of(1)

    def starting_with(self, prefix: str, most: int) -> list[str]:
        """The most frequent words that begin so."""
        at = bisect_left(self.vocabulary, prefix)
        found = []
        while at < len(self.vocabulary) and self.vocabulary[at].startswith(prefix):
            found.append(self.vocabulary[at])
            at += 1
        return sorted(found, key=lambda word: (-self.found[word], word))[:most]

    def phrases_of(self, initials: str) -> list[tuple[tuple[str, ...], int]]:
        """The phrases whose initials spell a short word, the most printed first, each with how often it is."""
        if initials not in self._acronyms:
            self._acronyms[initials] = list(self._spelled(initials))
        return self._acronyms[initials]

    def _spelled(self, initials: str) -> Iterator[tuple[tuple[str, ...], int]]:
        pattern = re.compile(f"(?={''.join('[dđ]' if letter == 'd' else letter for letter in initials)})")
        counted: Counter[str] = Counter()
        for clause in self.clauses:
            for match in pattern.finditer(clause.initials):
                first, last = clause.at[match.start()], clause.at[match.start() + len(initials) - 1]
                if {clause.words[first], clause.words[last]} & words.JOINING_IN_NAMES:
                    continue
                counted[" ".join(clause.words[first : last + 1])] += clause.weight
        listed = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        # Two letters fit too much: only what is printed again and again.
        if len(initials) == 2:
            listed = [pair for pair in listed if pair[1] >= 6]
        for phrase, times in listed[: 3 if len(initials) == 2 else 12]:
            yield tuple(phrase.split(" ")), times

    def phrase(self, sequence: Sequence[words.Word], *, exactly: bool) -> dict[int, set[int]]:
        """Where words stand next to each other: entry → the places of the last."""
        current: dict[int, set[int]] | None = None
        for folded, exact in sequence:
            following: dict[int, set[int]] = {}
            for form, entries in self.lists.get(folded, {}).items():
                if exactly and form != exact:
                    continue
                for number, places in entries.items():
                    before = current.get(number) if current is not None else None
                    if current is not None and before is None:
                        continue
                    kept = [place for place in places if before is None or place - 1 in before]
                    if kept:
                        following.setdefault(number, set()).update(kept)
            current = following
            if not current:
                break
        return current or {}
