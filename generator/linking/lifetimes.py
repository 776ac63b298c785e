"""Bodies in time: which are gone, what they are now, and what came before."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from generator.model.bodies import Body


class Lifetimes:
    """Answers for all bodies of a register, on a day where one is given.

    Without a day a body with a last day or a successor is gone: that follows from the data alone, so that the same
    data gives the same answers on any day. With a day, a body whose last day is still to come is not gone yet.
    """

    def __init__(self, bodies: Iterable[Body], on: date | None = None) -> None:
        self._bodies: Mapping[str, Body] = {body.id: body for body in bodies}
        self._on = on
        self._before: dict[str, list[Body]] = {}
        for body in self._bodies.values():
            for successor in body.succeeded_by:
                self._before.setdefault(successor, []).append(body)

    def is_gone(self, body: Body) -> bool:
        if body.valid_until is not None:
            return self._on is None or body.valid_until < self._on
        return bool(body.succeeded_by)

    def now(self, body: Body) -> tuple[Body, ...]:
        """What a body that is gone is now (nay là): the end of every branch that is still there."""
        if not self.is_gone(body):
            return ()
        return tuple(other for other in self._all(body, self._after, self.is_gone) if not self.is_gone(other))

    def successors(self, body: Body) -> tuple[Body, ...]:
        """Every body that came after one, near ones first."""
        return self._all(body, self._after)

    def predecessors(self, body: Body) -> tuple[Body, ...]:
        """Every body that came before one, near ones first."""
        return self._all(body, lambda other: self._before.get(other.id, ()))

    def _after(self, body: Body) -> tuple[Body, ...]:
        return tuple(self._bodies[successor] for successor in body.succeeded_by if successor in self._bodies)

    @staticmethod
    def _all(
        body: Body, step: Callable[[Body], Iterable[Body]], goes_on: Callable[[Body], bool] = lambda _: True
    ) -> tuple[Body, ...]:
        found: dict[str, Body] = {}
        ahead = list(step(body))
        while ahead:
            other = ahead.pop(0)
            if other.id != body.id and other.id not in found:
                found[other.id] = other
                ahead += step(other) if goes_on(other) else ()
        return tuple(found.values())
