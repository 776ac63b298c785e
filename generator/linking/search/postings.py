"""Where a word stands, in little room: a large portal has millions of places."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise


class Postings:
    """Entries by their numbers and the places of a word in each, in the order in which they were put."""

    __slots__ = ("_begins", "_numbers", "_places")

    def __init__(self) -> None:
        self._numbers = array("L")
        self._begins = array("L")
        self._places = array("L")

    def put(self, number: int, place: int) -> None:
        """Add a place; those of one entry come one after the other."""
        if not self._numbers or self._numbers[-1] != number:
            self.enter(number)
        self._places.append(place)

    def enter(self, number: int) -> None:
        """Add an entry, as yet without a place."""
        self._numbers.append(number)
        self._begins.append(len(self._places))

    @property
    def numbers(self) -> Sequence[int]:
        return self._numbers

    @property
    def places(self) -> int:
        """How many there are in all entries."""
        return len(self._places)

    @property
    def in_last(self) -> int:
        """How many places the entry has that was put last."""
        return len(self._places) - self._begins[-1] if self._begins else 0

    def items(self) -> Iterator[tuple[int, Sequence[int]]]:
        """Each entry with its places."""
        ends = (*self._begins, len(self._places))
        return (
            (number, self._places[begin:end])
            for number, (begin, end) in zip(self._numbers, pairwise(ends), strict=True)
        )

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._numbers)
