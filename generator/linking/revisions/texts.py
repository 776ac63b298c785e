"""Two states of a text compared by syllable: what stayed, came, went, and which sentences changed places."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import LCSseq

from generator.linking.sentences import sentences

SegmentKind = Literal["kept", "removed", "added", "moved-away", "moved-here"]

# A syllable of Vietnamese (combining marks included), or what documents print as one: 93/2021/NĐ-CP, 30/6/2023, 1.500.
_TOKEN = re.compile(r"[\w\u0300-\u036f]+(?:[./&\-–][\w\u0300-\u036f]+|,(?=\d)\d+)*|[^\w\s]")

# A sentence of fewer words says too little to be recognised at another place.
_WORDS_OF_A_MOVE = 3


@dataclass(frozen=True)
class Segment:
    """A stretch of text and what became of it."""

    kind: SegmentKind
    text: str


@dataclass(frozen=True)
class TextChange:
    """A text before and after; the segments, read in order, hold both."""

    segments: tuple[Segment, ...]

    def _joined(self, *kinds: SegmentKind) -> str:
        return "".join(segment.text for segment in self.segments if segment.kind in kinds)

    @property
    def before(self) -> str:
        return self._joined("kept", "removed", "moved-away")

    @property
    def after(self) -> str:
        return self._joined("kept", "added", "moved-here")

    @property
    def same(self) -> bool:
        return all(segment.kind == "kept" for segment in self.segments)


@dataclass(frozen=True)
class _Token:
    """A syllable, number or mark, and the space printed before it; the last token of a text is empty."""

    space: str
    word: str
    moved: bool = False

    @property
    def text(self) -> str:
        return self.space + self.word


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    for match in _TOKEN.finditer(text):
        found.append(_Token(text[at : match.start()], match.group()))
        at = match.end()
    return [*found, _Token(text[at:], "")]


def words_of(text: str) -> tuple[str, ...]:
    """A text's syllables, numbers and marks, without the spaces between."""
    return tuple(_TOKEN.findall(text))


def common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of a longest common subsequence, always the same one."""
    # Numbers for words: the library compares strings of several letters by their hash.
    numbers: dict[str, int] = {}
    one = [numbers.setdefault(word, len(numbers)) for word in old]
    other = [numbers.setdefault(word, len(numbers)) for word in new]
    return [
        (code.src_start + step, code.dest_start + step)
        for code in LCSseq.opcodes(one, other)
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
    ]


def likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """How much two texts share, from 0 (nothing) to 1 (the same words in the same order)."""
    longest = max(len(old), len(new))
    shared = sum((Counter(old) & Counter(new)).values())
    # The words they share bound what they can share in order.
    if not longest or shared < longest / 2:
        return shared / longest if longest else 1.0
    return len(common(old, new)) / longest


def alike(old: str, new: str) -> bool:
    """Whether two texts share so much that one may have become the other."""
    return likeness(words_of(old), words_of(new)) >= 0.5


def _sentences(text: str, tokens: Sequence[_Token]) -> list[tuple[int, int]]:
    """The sentences as spans of tokens."""
    spans = []
    at = place = 0
    for start, end in sentences(text):
        first = place
        while place < len(tokens) - 1 and at + len(tokens[place].space) < end:
            at += len(tokens[place].text)
            place += 1
        if place > first and start < end:
            spans.append((first, place))
    return spans


def longest_increasing(values: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The places of the heaviest increasing subsequence; of several, the one that begins first."""
    best: list[int] = []
    before: list[int | None] = []
    for place, value in enumerate(values):
        heaviest, previous = 0, None
        for earlier in range(place):
            if values[earlier] < value and best[earlier] > heaviest:
                heaviest, previous = best[earlier], earlier
        best.append(heaviest + weights[place])
        before.append(previous)
    chosen: set[int] = set()
    at = best.index(max(best)) if best else None
    while at is not None:
        chosen.add(at)
        at = before[at]
    return chosen


def _moved(old: str, olds: list[_Token], new: str, news: list[_Token]) -> tuple[list[_Token], list[_Token]]:
    """The tokens with those of sentences that only changed places marked: the lightest that explain the new order."""

    def once(text: str, tokens: list[_Token]) -> dict[tuple[str, ...], tuple[int, int]]:
        spans = [(tuple(t.word for t in tokens[a:b]), (a, b)) for a, b in _sentences(text, tokens)]
        counted = Counter(words for words, _ in spans)
        return {words: span for words, span in spans if counted[words] == 1 and len(words) >= _WORDS_OF_A_MOVE}

    before, after = once(old, olds), once(new, news)
    shared = [words for words in before if words in after]
    stay = longest_increasing([after[words][0] for words in shared], [len(words) for words in shared])
    gone = [words for place, words in enumerate(shared) if place not in stay]

    def marked(tokens: list[_Token], spans: dict[tuple[str, ...], tuple[int, int]]) -> list[_Token]:
        places = {place for words in gone for place in range(*spans[words])}
        return [_Token(t.space, t.word, moved=place in places) for place, t in enumerate(tokens)]

    return marked(olds, before), marked(news, after)


def compare_texts(old: str, new: str) -> TextChange:
    """What changed in a text: never inside a word, and no fewer words kept than can be.

    A sentence that stands word for word elsewhere counts as moved; spaces are compared where the words around stay.
    """
    olds, news = _moved(old, _tokens(old), new, _tokens(new))
    stay_old = [place for place, token in enumerate(olds) if not token.moved]
    stay_new = [place for place, token in enumerate(news) if not token.moved]
    # The empty last tokens stand for the ends of the texts and always meet.
    pairs = common([olds[p].word for p in stay_old[:-1]], [news[p].word for p in stay_new[:-1]])
    meetings = [(stay_old[a], stay_new[b]) for a, b in pairs] + [(len(olds) - 1, len(news) - 1)]
    cut: list[Segment] = []
    at_old = at_new = 0
    for one, other in meetings:
        lost, won = olds[at_old:one], news[at_new:other]
        # Where one word takes another's place, the space before it stays.
        if lost and won and lost[0].space == won[0].space and not lost[0].moved and not won[0].moved:
            cut.append(Segment("kept", lost[0].space))
            lost, won = [replace(lost[0], space=""), *lost[1:]], [replace(won[0], space=""), *won[1:]]
        gone = [Segment("moved-away" if token.moved else "removed", token.text) for token in lost]
        come = [Segment("moved-here" if token.moved else "added", token.text) for token in won]
        before, after = olds[one], news[other]
        if before.space == after.space:
            cut += [*gone, *come, Segment("kept", before.text)]
        else:
            cut += [*gone, Segment("removed", before.space), *come, Segment("added", after.space)]
            cut.append(Segment("kept", before.word))
        at_old, at_new = one + 1, other + 1
    return TextChange(_joined(cut))


def _joined(cut: list[Segment]) -> tuple[Segment, ...]:
    """Neighbours of one kind as one segment, without empty ones."""
    full = [segment for segment in cut if segment.text]
    return tuple(
        Segment(kind, "".join(segment.text for segment in run)) for kind, run in groupby(full, key=lambda s: s.kind)
    )
