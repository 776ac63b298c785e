"""What the pages of a site were made of: one need not be made again while every answer it was made of is the same."""

import sys
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.linking.asked import Asked, Question


@dataclass(frozen=True)
class MadePage:
    """What one page was made of: a digest of what is its own, and which of the questions it asked."""

    about: str
    asked: "array[int]"

    @classmethod
    def of(cls, about: str, asked: Iterable[int]) -> "MadePage":
        return cls(about, array("L", asked))


@dataclass(frozen=True)
class MadePages:
    """The pages of a site by their files; the questions they asked, each with the digest of its answer; and a digest
    of what all of them were made of (`ground`)."""

    ground: str = ""
    answers: "tuple[tuple[Question, str], ...]" = ()
    pages: Mapping[str, MadePage] = field(default_factory=dict)

    def tree(self) -> object:
        answers = [[answer, *question] for question, answer in self.answers]
        return [
            self.ground,
            answers,
            {file: [page.about, " ".join(map(str, page.asked))] for file, page in self.pages.items()},
        ]

    @classmethod
    def of_tree(cls, tree: Any) -> "MadePages":
        """What was kept; nothing where it is anything else."""
        try:
            ground, answers, pages = tree
            known = tuple((_question(question), str(answer)) for answer, *question in answers)
            end = len(known)
            made = {str(file): MadePage.of(str(about), _places(asked, end)) for file, (about, asked) in pages.items()}
            return cls(str(ground), known, made)
        except (TypeError, ValueError, AttributeError, OverflowError):
            return cls()


def _question(words: Iterable[object]) -> "Question":
    """The same words stand in many questions, and are kept once."""
    question = tuple(sys.intern(word) if type(word) is str else word for word in words)
    if not question or not all(type(word) is str or type(word) is int for word in question):
        raise ValueError(question)
    return question  # type: ignore[return-value]


def _places(numbers: str, end: int) -> list[int]:
    places = [int(number) for number in numbers.split()]
    if not all(0 <= place < end for place in places):
        raise ValueError(numbers)
    return places


class Making:
    """Pages of a site in the making, held against those of the site before."""

    def __init__(self, asked: "Asked", ground: str, before: MadePages) -> None:
        self._asked = asked
        self._ground = ground
        self._before = before if before.ground == ground else MadePages()
        # By the place of a question among those of before: whether its answer is the same.
        self._same: dict[int, bool] = {}
        self._pages: dict[str, MadePage] = {}

    def is_as_before(self, file: str, about: str) -> bool:
        """Whether making a page would give what it gave; it then counts as made of the same."""
        page = self._before.pages.get(file)
        if page is None or page.about != about or not all(map(self._answered_alike, page.asked)):
            return False
        answers = self._before.answers
        self._pages[file] = MadePage.of(about, (self._asked.number(answers[place][0]) for place in page.asked))
        return True

    def _answered_alike(self, place: int) -> bool:
        known = self._same.get(place)
        if known is None:
            question, answer = self._before.answers[place]
            known = self._same[place] = self._asked.told.answer(question) == answer
        return known

    def note(self, file: str, about: str, asked: Iterable[int]) -> None:
        """Note what a page was made of now."""
        self._pages[file] = MadePage.of(about, sorted(asked))

    @property
    def made(self) -> MadePages:
        """What all pages noted so far are made of."""
        answers = tuple((question, self._asked.told.answer(question)) for question in self._asked.questions)
        return MadePages(self._ground, answers, self._pages)
