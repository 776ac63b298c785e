"""When something is due, and what the plan does not say about it."""

import re
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from generator.model.record import Record, together
from generator.model.references import DocumentRef
from generator.model.scalars import Day, Line, Slug, Year, matching, text_only
from generator.model.text import Bilingual, Note

DeadlineKind = Literal[
    "scope", "reporting-duty", "continuing-duty", "disclosure-duty", "required-output", "event", "activity", "period"
]
Precision = Literal["day", "month", "quarter", "half-year", "year", "period", "recurring", "undetermined"]
Cadence = Literal[
    "quarterly", "six-month", "annual", "monthly", "periodic", "on-request", "event-triggered", "continuing"
]
Aspect = Literal[
    "who", "to-whom", "who-requests", "interval", "due-day", "cut-off-day", "first-report", "merging", "form",
    "routing", "time-allowed", "when", "where", "where-published", "which-areas", "which-communes", "which-article",
    "how-many", "years-covered", "days-of-activities", "date",
]  # fmt: skip
"""What a reader would ask of a duty and the plan leaves open; the words stand in the site's strings."""

_RRULE = r"^FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)(;(INTERVAL|BYMONTH|BYMONTHDAY|BYDAY)=[0-9A-Z,+-]+)*$(?!\n)"
RecurrenceRule = Annotated[
    str,
    BeforeValidator(text_only),
    AfterValidator(matching(_RRULE, "bad_rrule")),
    WithJsonSchema({"type": "string", "pattern": _RRULE}),
]
"""A recurrence rule of RFC 5545, without its start: the plan's frequency, never an invented day."""


class Interval(Record):
    """The first and the last year of a span."""

    start: Year
    end: Year

    @model_validator(mode="after")
    def _runs_forwards(self) -> Self:
        if self.end < self.start:
            raise PydanticCustomError("ends_before_start", "it ends before it begins")
        return self


_NEEDS: dict[str, str] = {"day": "date", "year": "interval", "period": "interval", "recurring": "rrule"}


class Deadline(Record):
    """A time the plan sets (thời hạn): its words, how precise they are, and what follows from them.

    `date`, `interval` and `rrule` are filled only where the words give them; `derivation` says by which rule.
    `revised` lists the plan's revisions that changed it, so that a calendar which has it already takes the change.
    `token` is the part of the words meant when one sentence sets several times (“quý”, “6 tháng”, “1 năm”).
    """

    model_config = together(
        allOf=[
            {
                "if": {"properties": {"precision": {"const": precision}}},
                "then": {
                    "required": [_NEEDS[precision]] if precision in _NEEDS else [],
                    "properties": {
                        name: False for name in ("date", "interval", "rrule") if name != _NEEDS.get(precision)
                    },
                },
            }
            for precision in get_args(Precision)
        ]
    )

    id: Slug
    kind: DeadlineKind
    words: Line
    token: Line | None = None
    name: Bilingual | None = None
    precision: Precision
    date: Day | None = None
    interval: Interval | None = None
    rrule: RecurrenceRule | None = None
    cadence: tuple[Cadence, ...] = ()
    derivation: Bilingual | None = None
    document: DocumentRef | None = None
    not_stated: tuple[Aspect, ...] = ()
    revised: tuple[Slug, ...] = ()
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _is_as_precise_as_it_says(self) -> Self:
        given = {name for name in ("date", "interval", "rrule") if getattr(self, name) is not None}
        needed = {_NEEDS[self.precision]} if self.precision in _NEEDS else set()
        if given != needed:
            raise PydanticCustomError(
                "precision_differs",
                "precision '{precision}' does not fit",
                {"precision": self.precision, "needed": ", ".join(sorted(needed)) or "–"},
            )
        if self.token is not None and not re.search(re.escape(self.token), self.words):
            raise PydanticCustomError("token_not_in_words", "'{value}' is not in the words", {"value": self.token})
        return self
