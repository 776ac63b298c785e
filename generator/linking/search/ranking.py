"""Which entries answer a query, best first. The twin of `engine.js`: the same figures in the same order."""

import math
import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field

from generator.linking.search import words
from generator.linking.search.entries import Entry
from generator.linking.search.index import AROUND, TEXT, WEIGHTS, Index
from generator.linking.search.query import Query, parse

Reading = tuple[str, float, str | None, float]
"""What a typed word may stand for: folded word, weight, typed form (None: any), how much of it is typed."""


@dataclass
class _Match:
    """How one entry holds one word of the query; `said` is how well what it prints is the word itself."""

    score: float = 0.0
    best: float = 0.0
    said: float = 0.0
    places: list[tuple[int, float]] = field(default_factory=list)


@dataclass
class _Concept:
    """Everything one part of the query finds."""

    found: dict[int, _Match]
    rarity: float
    weight: float
    token: int | None = None
    best: float = 0.0


@dataclass
class _Sum:
    score: float = 0.0
    covered: float = 0.0
    close: float = 0.0
    title: float = 0.0
    runs: int = 0


@dataclass(frozen=True)
class Answer:
    """An entry that answers a query, and how much of the query it holds (0 to 1)."""

    entry: Entry
    score: float
    covered: float


def search(index: Index, text: str) -> tuple[Answer, ...]:
    """The answers to a query, best first; where the best lacks a word, that word may be mistyped."""
    query = parse(index, text)
    if not query.tokens and not query.dates:
        return ()
    ranked, concepts = _rank(index, query, frozenset())
    if not ranked or ranked[0][2] < 0.93:
        doubtful = set()
        for concept in concepts:
            if concept.token is None or concept.weight < 0.2:
                continue
            match = concept.found.get(ranked[0][0]) if ranked else None
            if match is None or match.best < 0.7:
                doubtful.add(concept.token)
        if doubtful:
            again, _ = _rank(index, query, doubtful)
            ranked = again or ranked
    return tuple(Answer(index.entries[number], score, covered) for number, score, covered in ranked)


def _fit(typed: str, folded: str, printed: str, marked: bool) -> float:
    """How well a typed form fits a printed one: the same marks best, missing marks well, wrong marks badly."""
    if typed == printed:
        return 1.0
    if typed == folded:
        return float(WEIGHTS["unmarkedInMarked"] if marked else WEIGHTS["unmarked"])
    if printed == folded:
        return 0.8
    tone, other_tone = _tone(typed), _tone(printed)
    bare, other = typed[: len(typed) - len(tone)], printed[: len(printed) - len(other_tone)]
    same = tone == other_tone
    if bare == other:
        return 0.45 if tone and other_tone else 0.82
    if bare.replace("đ", "d") == folded:
        return 0.75 if same else 0.4 if tone else 0.7
    if bare.replace("đ", "d") == other.replace("đ", "d"):
        return 0.8 if same else 0.45
    return 0.33


def _tone(form: str) -> str:
    return form[-1] if len(form) > 1 and form[-1] in "0123456789" else ""


def _bare(form: str) -> str:
    return re.sub("[0-9]$", "", form)


def _readings(index: Index, query: Query, at: int, mistyped: bool) -> list[Reading]:
    token = query.tokens[at]
    folded, one = token.folded, words.singular(token.folded)
    known = index.has(folded)
    found: list[Reading] = []
    if known:
        found.append((folded, 1.0, token.exact, 1.0))
    if one != folded and index.has(one):
        found.append((one, 0.95, None, 1.0))
    # A code of a symbol is neither begun nor mistyped.
    if token.coded:
        return found
    if at == len(query.tokens) - 1 and query.open and _all_letters(token.text):
        weight = WEIGHTS["begunKnown"] if known else WEIGHTS["begun"]
        for longer in index.starting_with(folded, 13 if len(folded) == 1 else 25):
            if longer not in (folded, one):
                found.append((longer, weight, token.exact, 0.45 + (len(folded) / len(longer)) * 0.55))
    if re.fullmatch("[a-z]{3,}", folded) and (mistyped or not (known or index.has(one))):
        for other in index.vocabulary:
            if other != folded and re.match("[a-z]", other) and words.nearly(folded, other):
                weight = (0.3 if known else 0.55) * (1 if other[0] == folded[0] else 0.75)
                found.append((other, weight, None, 1.0))
    return found


def _all_letters(text: str) -> bool:
    return words.runs(text) == [text] and not text[0].isdigit()


def _gather(
    index: Index, readings: Iterable[Reading], marked: bool, only: Container[int] | None = None
) -> dict[int, _Match]:
    """The entries that hold what a word may stand for; `only` keeps to entries already found."""
    found: dict[int, _Match] = {}
    for folded, weight, typed, begun in readings:
        rarity = min(index.rarity(folded), index.rarest)
        for printed, entries in index.lists.get(folded, {}).items():
            quality = weight
            if typed is not None and begun < 1:
                unmarked = typed == words.key(typed)[0]
                quality *= 1 if unmarked or _bare(printed).startswith(_bare(typed)) else 0.5
            elif typed is not None:
                quality *= _fit(typed, folded, printed, marked)
            for number, places in entries.items():
                if only is not None and number not in only:
                    continue
                match = found.setdefault(number, _Match())
                title = sum(place < TEXT for place in places)
                around = sum(place >= AROUND for place in places)
                text = len(places) - title - around
                match.places += [(place, quality) for place in places]
                score = quality * begun * rarity * _saturated(index, number, title, text, around)
                match.score = max(match.score, score)
                best = (quality if title or text else quality * WEIGHTS["aroundFit"]) * begun
                match.best = match.said = max(match.best, best)
    return found


def _saturated(index: Index, number: int, title: int, text: int, around: int) -> float:
    of_title, of_text = index.lengths[number]
    mean_title, mean_text = index.averages
    times: float = (
        (WEIGHTS["title"] * title) / (1 - WEIGHTS["titleLength"] + (WEIGHTS["titleLength"] * of_title) / mean_title)
        + text / (1 - WEIGHTS["textLength"] + (WEIGHTS["textLength"] * of_text) / mean_text)
        + WEIGHTS["aroundTimes"] * around
    )
    saturated: float = (times * (WEIGHTS["saturation"] + 1)) / (WEIGHTS["saturation"] + times)
    return saturated


def _spelled(index: Index, initials: str) -> tuple[dict[int, _Match], float] | None:
    """The entries with a phrase whose initials a word spells, and how rare those phrases are."""
    phrases = index.phrases_of(initials)
    if not phrases:
        return None
    found: dict[int, _Match] = {}
    everywhere: set[int] = set()
    for rank, (phrase, times) in enumerate(phrases):
        weight = math.sqrt(times / phrases[0][1])
        sequence = [(words.folded_of(exact), exact) for exact in phrase]
        for number, ends in index.phrase(sequence, exactly=True).items():
            if rank < 3:
                everywhere.add(number)
            kept = [end for end in ends if end < AROUND]
            if not kept:
                continue
            title = sum(end < TEXT for end in kept)
            match = found.setdefault(number, _Match())
            match.places += [(place, 1.0) for end in kept for place in (end - len(phrase) + 1, end)]
            saturated = _saturated(index, number, title, len(kept) - title, 0)
            match.score = max(match.score, weight * math.sqrt(len(initials)) * saturated)
            match.best = max(match.best, weight)
    rarity = index.rarity_of(len(everywhere))
    for match in found.values():
        match.score *= rarity
    return found, rarity * math.sqrt(len(initials))


def _concept(index: Index, query: Query, at: int, mistyped: bool, only: Container[int] | None) -> _Concept:
    token = query.tokens[at]
    found = _gather(index, _readings(index, query, at, mistyped), query.marked, only)
    known = index.has(token.folded)
    rarity = index.rarity(token.folded) if known else index.rarity_of(len(found)) if found else index.rarest
    voiced = re.search("[aeiouy]", token.folded) is not None
    short = (
        2 <= len(token.text) <= 8
        and re.fullmatch("[a-zđ]+", words.clean(token.text))
        and not (token.decoded or token.coded)
    )
    if short and (not voiced or token.capitals or not (known or index.has(words.singular(token.folded)))):
        acronym = _spelled(index, words.clean(token.text))
        if acronym is not None:
            spelled, own_rarity = acronym
            if not voiced or token.capitals or not found:
                rarity = max(own_rarity, 0.5)
            for number, match in spelled.items():
                own = found.setdefault(number, _Match())
                own.places += match.places
                if match.score > own.score:
                    own.score, own.best = match.score, match.best
            if not known:
                for number, match in found.items():
                    if number not in spelled:
                        match.score *= 0.5
                        match.best *= 0.5
    best = max((quality for match in found.values() for _, quality in match.places), default=0.0)
    return _Concept(found, rarity, token.weight, at, best)


def _plain(tokens: Iterable[tuple[str, float]]) -> list[Reading]:
    return [(token, weight, None, 1.0) for token, weight in tokens]


def _rank(
    index: Index, query: Query, mistyped: Container[int]
) -> tuple[list[tuple[int, float, float]], list[_Concept]]:
    tokens = query.tokens
    concepts: dict[int, _Concept] = {}
    seen: set[int] = set()
    firm = False
    # The telling words first; the others only among what those found.
    for at in sorted(range(len(tokens)), key=lambda at: (-tokens[at].weight, at)):
        weak = firm and tokens[at].weight < 0.2
        concept = _concept(index, query, at, at in mistyped, seen if weak else None)
        if tokens[at].weight >= 0.2 and concept.found:
            firm = True
            seen |= concept.found.keys()
        concepts[at] = concept
    listed = [concepts[at] for at in range(len(tokens))]
    for number in query.numbers:
        found = _gather(index, _plain(number.any), False)
        for entry, match in _gather(index, _plain((code, 1.0) for code in number.codes), False).items():
            if entry in found:
                found[entry].score += 0.35 * match.score
        for match in found.values():
            if any(place < TEXT for place, _ in match.places):
                match.score *= WEIGHTS["numberInTitle"]
        listed.append(_Concept(found, index.rarest, 1.6))
    special = [*query.dates, *((marker, 1.0) for marker in query.markers)]
    if special:
        listed.append(_Concept(_gather(index, _plain(special), False), index.rarest, 1.5))

    sums: dict[int, _Sum] = {}

    def sum_of(number: int) -> _Sum:
        return sums.setdefault(number, _Sum())

    total = 0.0
    for concept in listed:
        total += concept.weight * concept.rarity
        for number_, match in concept.found.items():
            one = sum_of(number_)
            one.score += concept.weight * match.score
            one.covered += concept.weight * concept.rarity * min(1.0, match.best * 1.05)
            if any(place < TEXT for place, _ in match.places):
                one.title += concept.weight * concept.rarity
    for at in range(len(tokens) - 1):
        _closeness(listed[at], listed[at + 1], sum_of)
    for phrase in query.phrases:
        exact = index.phrase(phrase, exactly=True)
        near = index.phrase(phrase, exactly=False)
        for entry, one in sums.items():
            one.score *= 3 if entry in exact else 2 if entry in near else 0.2
    _by_other_names(index, query, listed, sum_of)
    return _ordered(index, query, listed, sums, total), listed


def _ordered(
    index: Index, query: Query, concepts: Sequence[_Concept], sums: dict[int, _Sum], total: float
) -> list[tuple[int, float, float]]:
    length = len(query.tokens)
    named = index.lists.get(words.name_token(token.folded for token in query.tokens), {})
    called_so = {number for entries in named.values() for number in entries.numbers}
    numbered = concepts[length : length + len(query.numbers)]
    ranked = []
    for number, one in sums.items():
        entry = index.entries[number]
        covered = min(1.0, one.covered / (total or 1))
        score = (one.score + one.close) * (1 - WEIGHTS["covered"] + WEIGHTS["covered"] * covered * covered * covered)
        if total and one.title / total > 0.95:
            score *= 1 + WEIGHTS["allInTitle"]
        verbatim = length > 1 and one.runs == length - 1 and _verbatim(concepts[:length], number)
        if verbatim:
            score *= WEIGHTS["verbatim"]
        if (
            entry.kind in WEIGHTS["headings"] and total and one.title / total > 0.95
            and index.lengths[number][0] - 1 <= length
        ):  # fmt: skip
            score *= WEIGHTS["wholeName"]
        # How well the words are met; that the number is the document's own is no ground to drop who cites it.
        strength = score
        # A number typed is first of all the document's own.
        if entry.rank in WEIGHTS["numbered"] and any(_own_number(c.found.get(number)) for c in numbered):
            score *= WEIGHTS["ownNumber"]
        # So is a whole name that of the body.
        if number in called_so:
            score *= WEIGHTS["ownName"]
        weighed = score * WEIGHTS["kinds"].get(entry.rank, 1)
        # Half up, as JavaScript rounds.
        answer = (number, math.floor(weighed * 1e6 + 0.5) / 1e6, covered)
        said = concepts[0].found[number].said if length == 1 and number in concepts[0].found else 0
        ranked.append((answer, strength, max(said, covered * verbatim) >= WEIGHTS["whole"]))
    # What holds the words scattered is no answer where something holds them together.
    least = WEIGHTS["least"] * max((strength for _, strength, _ in ranked), default=0)
    kept = [answer for answer, strength, whole in ranked if whole or strength >= least]
    return sorted(kept, key=lambda answer: (-answer[1], answer[0]))


def _own_number(match: _Match | None) -> bool:
    sure = match is not None and match.best >= WEIGHTS["sureNumber"]
    return sure and match is not None and any(place < TEXT for place, _ in match.places)


def _closeness(one: _Concept, other: _Concept, sum_of: Callable[[int], _Sum]) -> None:
    """Vietnamese words are several syllables: neighbours in the query that are neighbours in the text count more."""
    if not one.found or not other.found:
        return
    rarity = min(max(one.rarity, 0.8), max(other.rarity, 0.8))
    gain = 1.4 * rarity * math.sqrt(max(one.weight, 0.4) * max(other.weight, 0.4))
    for number, match in one.found.items():
        following = other.found.get(number)
        if following is None:
            continue
        first: dict[int, float] = {}
        for place, quality in match.places:
            first[place] = max(quality, first.get(place, 0.0))
        best, run = 0.0, False
        for place, quality in following.places:
            worth = WEIGHTS["closeTitle" if place < TEXT else "closeText" if place < AROUND else "closeAround"]
            before = first.get(place - 1)
            if before:
                best = max(best, before * quality * worth)
                run = run or (before * quality > 0.8 * one.best * other.best and place < AROUND)
            else:
                apart = first.get(place - 2, first.get(place + 1, 0.0))
                best = max(best, apart * quality * WEIGHTS["near"] * worth)
        total = sum_of(number)
        total.close += best * gain
        total.runs += run


def _verbatim(concepts: Iterable[_Concept], number: int) -> bool:
    """Whether an entry holds the whole query, word after word."""
    ends: set[int] | None = None
    for concept in concepts:
        following = set()
        for place, quality in concept.found[number].places:
            if quality > WEIGHTS["runs"] * concept.best and (ends is None or place - 1 in ends):
                following.add(place)
        ends = following
    return bool(ends)


def _by_other_names(index: Index, query: Query, concepts: Sequence[_Concept], sum_of: Callable[[int], _Sum]) -> None:
    """Where the query holds one name of a thing, its other names count as well."""
    typed = [token.folded for token in query.tokens]

    def stands_at(name: list[str]) -> int:
        return next((at for at in range(len(typed)) if typed[at : at + len(name)] == name), -1)

    for group in index.synonyms:
        named = next((name for name in group if name and stands_at(name) >= 0), None)
        if named is None:
            continue
        start = stands_at(named)
        own = concepts[start : start + len(named)]
        if all(token.coded for token in query.tokens[start : start + len(named)]):
            continue
        worth = sum(concept.weight * concept.rarity for concept in own)
        for name in group:
            if name == named or not name or stands_at(name) >= 0:
                continue
            found = index.phrase([(folded, folded) for folded in name], exactly=False)
            rarity = index.rarity_of(len(found))
            for number, ends in found.items():
                had = sum(c.weight * c.rarity for c in own if number in c.found)
                in_title = any(end < TEXT for end in ends)
                one = sum_of(number)
                one.score += rarity * (1.3 if in_title else 0.6) * math.sqrt(len(name))
                one.covered += max(0.0, worth - had) * 0.8
                if in_title:
                    one.title += max(0.0, worth - had)
