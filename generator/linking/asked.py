"""A portal that notes what it is asked: what was made of its answers need not be made again while they are the same."""

import hashlib
import inspect
import operator
import secrets
import sys
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence, Set, ValuesView
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import count
from typing import Any, TypeVar, cast

from generator.linking.citations import Resolution
from generator.linking.portal import Comparison, Due, Located, Part, Portal, RevisionDay
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.documents import CoordinationProgramme, LegalDocument
from generator.model.glossary import Term
from generator.model.plans import Plan, PlanItem
from generator.model.portal import PortalModel
from generator.model.record import Record

Question = tuple[str | int, ...]
"""What was asked and about what, in words that the portal of another day understands: `("parts", "unit", "2023/s1")`.

A question of one word asks for all there is under it.
"""

K = TypeVar("K")
V = TypeVar("V")

# The registers by which a question names what it is about.
_KINDS: tuple[tuple[str, type, str], ...] = (
    ("unit", Located, "units"),
    ("document", LegalDocument, "documents"),
    ("programme", CoordinationProgramme, "programmes"),
    ("body", Body, "bodies"),
    ("campaign", Campaign, "campaigns"),
)
_KIND_OF = {kind: name for name, kind, _ in _KINDS}
_HELD = {name: held for name, _, held in _KINDS}
_MAPPINGS = (*_HELD.values(), "types", "days", "comparisons")
# What stands for all there is, and what lasts as long as its portal.
_UNSPEAKABLE = (PortalModel, Portal)
_LASTING = (Record, Located, Part, Due, Resolution)
# About this no portal has the same answer twice.
_ELSEWHERE: Question = ("elsewhere",)


@contextmanager
def noted(portal: Portal) -> Iterator[set[int]]:
    """The numbers of the questions asked of a portal in between; empty where it notes none."""
    if not isinstance(portal, Asked):
        yield set()
        return
    outer, portal.notes = portal.notes, set()
    try:
        yield portal.notes
    finally:
        outer |= portal.notes
        portal.notes = outer


def note_again(portal: Portal, notes: Iterable[int]) -> None:
    """Note questions that were asked before, for the sake of one who uses the same answers."""
    if isinstance(portal, Asked):
        portal.notes.update(notes)


class Asked:
    """Answers as its portal does. What it gives beside answers (records, and what portals of other days hold) must
    follow from the answers: of a plan its head, of a unit all but the units below it.
    """

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._numbers: dict[Question, int] = {}
        self.told = Told(portal)
        self.notes: set[int] = set()
        # Every page shows these.
        self.settings = portal.settings
        self.model = _Inside(self, "model", portal.model)
        self.lifetimes = _Inside(self, "lifetimes", portal.lifetimes)
        for name in _MAPPINGS:
            setattr(self, name, _AskedMapping(self, name))

    @classmethod
    def of(cls, portal: Portal) -> "tuple[Portal, Asked]":
        """A portal's twin that notes, as what pages take it for and as what it is."""
        asked = cls(portal)
        return cast("Portal", asked), asked

    def __getattr__(self, name: str) -> Any:
        return self.asking(self, self._portal, name, name)

    def asking(self, place: object, of: object, name: str, said: str) -> Any:
        """A value of the portal or of what it holds, noted; a method of it, which notes, and has its place from now."""
        if name.startswith("_"):
            raise AttributeError(name)
        value = getattr(of, name)
        if inspect.ismethod(value):
            method = place.__dict__[name] = _Method(self, said, value)
            return method
        self.note((said,))
        return value

    def note(self, question: Question) -> None:
        self.notes.add(self.number(question))

    def number(self, question: Question) -> int:
        return self._numbers.setdefault(question, len(self._numbers))

    def name(self, subject: object) -> tuple[str, str]:
        """How a question names what it is about; what the portal itself does not hold is about elsewhere."""
        kind = _KIND_OF.get(type(subject))
        if kind == "unit":
            located = cast("Located", subject)
            known = self._portal.units.get(located.key)
            if known is not None and known.plan is located.plan and known.unit is located.unit:
                return kind, sys.intern("/".join(located.key))
        elif kind is not None:
            id_ = cast("Body", subject).id
            if getattr(self._portal, _HELD[kind]).get(id_) is subject:
                return kind, id_
        elif isinstance(subject, Plan) and self.told.plans.get(subject.id) is subject:
            return "plan", subject.id
        elif isinstance(subject, Term) and self.told.terms.get(subject.id) is subject:
            return "term", subject.id
        elif isinstance(subject, Due):
            kind, id_ = self.name(subject.located)
            if any(due is subject for due in self._portal.dues_in(subject.located)):
                return "due", f"{id_}/{subject.deadline.id}"
        self.note(_ELSEWHERE)
        return "elsewhere", ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question noted so far, by its number."""
        return tuple(self._numbers)


class _Method:
    """A method that notes what it is asked about."""

    __slots__ = ("_asked", "_method", "_said")

    def __init__(self, asked: Asked, said: str, method: Callable[..., Any]) -> None:
        self._asked, self._said, self._method = asked, said, method

    def __call__(self, subject: object, *more: str | int) -> Any:
        about = ("of", subject) if isinstance(subject, str | int) else self._asked.name(subject)
        self._asked.note((self._said, *about, *more))
        return self._method(subject, *more)


class _Inside:
    """What a portal holds that answers too."""

    def __init__(self, asked: Asked, said: str, held: object) -> None:
        self._asked, self._said, self._held = asked, said, held

    def __getattr__(self, name: str) -> Any:
        return self._asked.asking(self, self._held, name, f"{self._said}.{name}")


class _AskedMapping(Mapping[K, V]):
    """A register that notes what is looked up in it, or that it was looked through."""

    def __init__(self, asked: Asked, name: str) -> None:
        self._asked, self._name = asked, name

    def _held(self) -> Mapping[K, V]:
        return cast("Mapping[K, V]", getattr(self._asked._portal, self._name))

    def _note(self, key: object) -> None:
        self._asked.note((self._name, "key", *(key if isinstance(key, tuple) else (key,))))

    def __getitem__(self, key: K) -> V:
        self._note(key)
        return self._held()[key]

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._held()

    def __iter__(self) -> Iterator[K]:
        self._asked.note((self._name,))
        return iter(self._held())

    def __len__(self) -> int:
        self._asked.note((self._name,))
        return len(self._held())

    def values(self) -> ValuesView[V]:
        self._asked.note((self._name,))
        return self._held().values()

    def items(self) -> ItemsView[K, V]:
        self._asked.note((self._name,))
        return self._held().items()


class Told:
    """Answers of a portal as digests: the same for the same answer, whenever and wherever it is given."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self.plans: Mapping[str, Plan] = {plan.id: plan for plan in portal.model.plans}
        self.terms: Mapping[str, Term] = {term.id: term for term in portal.model.glossary.terms}
        self._answers: dict[Question, str] = {}
        # By the places of values in memory, which the values keep as long as they are kept themselves.
        self._known: dict[int, tuple[object, str]] = {}
        self._never, self._times = secrets.token_hex(8), count()

    def answer(self, question: Question) -> str:
        """The digest of the answer to a question; what there is no answer to has a digest too."""
        known = self._answers.get(question)
        if known is None:
            known = self._answers[question] = self.digest(self._ask(question))
        return known

    def digest(self, value: object) -> str:
        spelled: list[str] = []
        self._spell(value, spelled)
        return _digest("\x00".join(spelled))

    def _ask(self, question: Question) -> object:
        """The answer; what no portal of this generator is asked has none that is ever the same."""
        said, *about = question
        if question == _ELSEWHERE or any(part.startswith("_") for part in str(said).split(".")):
            return self
        try:
            held = operator.attrgetter(str(said))(self._portal)
            if not about:
                return held
            if about[0] == "key":
                return held.get(about[1] if len(about) == 2 else tuple(about[1:]))
            if about[0] == "of":
                return held(*about[1:])
            return held(self._subject(str(about[0]), str(about[1])), *about[2:])
        except LookupError:
            return _Nothing
        except (AttributeError, TypeError):
            return self

    def _subject(self, kind: str, name: str) -> object:
        """What a question is about; LookupError if there is no such thing any more."""
        if kind == "unit":
            plan, _, unit = name.partition("/")
            return self._portal.units[plan, unit]
        if kind == "plan":
            return self.plans[name]
        if kind == "term":
            return self.terms[name]
        if kind == "due":
            unit, _, id_ = name.rpartition("/")
            located = cast("Located", self._subject("unit", unit))
            return {due.deadline.id: due for due in self._portal.dues_in(located)}[id_]
        held: Mapping[str, object] = getattr(self._portal, _HELD[kind])
        return held[name]

    def _spell(self, value: object, into: list[str]) -> None:
        kind = type(value)
        if kind is str or value is None or kind is int or kind is bool or kind is float:
            into.append(repr(value))
        elif kind is tuple or kind is list:
            into.append("(")
            for one in cast("Sequence[object]", value):
                self._spell(one, into)
            into.append(")")
        elif (known := self._known.get(id(value))) is not None:
            into.append(known[1])
        elif isinstance(value, _UNSPEAKABLE) or value is self:
            self._unspeakable(into)
        elif isinstance(value, _LASTING):
            # These last as long as the portal.
            spelled = _digest(self._whole(value))
            self._known[id(value)] = (value, spelled)
            into.append(spelled)
        elif is_dataclass(value) and not isinstance(value, type):
            into.append(_digest(self._whole(value)))
        elif isinstance(value, date):
            into.append(value.isoformat())
        elif isinstance(value, Mapping):
            self._spell(tuple(value.items()), into)
        elif isinstance(value, Set):
            into.append(repr(sorted(map(repr, value))))
        elif isinstance(value, tuple):
            self._spell((kind.__name__, *value), into)
        elif value is _Nothing:
            into.append("nothing")
        else:
            self._unspeakable(into)

    def _unspeakable(self, into: list[str]) -> None:
        """What cannot be told from its like of another day is never the same."""
        into.append(f"{self._never}{next(self._times)}")

    def _whole(self, value: object) -> str:
        spelled = [type(value).__name__]
        match value:
            case Plan():
                self._spell((value.id, value.head, value.source is None), spelled)
            case PlanItem():
                spelled.append(value.model_dump_json(exclude={"items"}))
            case Record():
                spelled.append(value.model_dump_json())
            case Whole():
                spelled.append(value.plan.model_dump_json())
            case RevisionDay():
                # The fingerprint of a frozen revision is of all its files.
                self._spell((value.place, value.state.revision, value.state.is_newest), spelled)
            case Comparison():
                self._spell((value.plan, value.old.revision, value.new.revision, value.places), spelled)
                if value.new.is_newest:
                    self._spell((Whole(value.new.plan), self._registers), spelled)
            case _:
                self._spell(tuple(getattr(value, field.name) for field in fields(cast("Any", value))), spelled)
        return "\x00".join(spelled)

    @property
    def _registers(self) -> object:
        model = self._portal.model
        return model.document_types, model.bodies, model.successors, model.documents, model.programmes


@dataclass(frozen=True)
class Whole:
    """A plan with all its units and its signed text."""

    plan: Plan


class _Nothing:
    """What there is no answer to."""


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
