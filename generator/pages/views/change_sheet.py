"""A body's change sheet (phiếu thay đổi): what changed for it between two revisions, also as text for a message."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.linking.portal import Comparison
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.typography import excerpt
from generator.pages.views.changes import (
    FactView,
    SegmentView,
    TextChangeView,
    UnitChangeView,
    ValueView,
    comparison_link,
    sheet_name,
    unit_change_view,
)
from generator.pages.views.history import RevisionView, revision_view

# How much a message keeps of a text that stayed: beside what changed, or where nothing else would tell the item;
# and of a text that came or went.
_AROUND, _BEGINNING, _WHOLE = 60, 200, 600


@dataclass(frozen=True)
class SheetUnitView:
    """A changed unit, and whether it came to the body or was taken from it."""

    unit: UnitChangeView
    standing: str | None


@dataclass(frozen=True)
class ChangeSheetView:
    """What changed for a body; `body` is no link where the register has it no more."""

    name: Label
    body: Link | None
    plan: Link
    comparison: Link
    new: RevisionView
    number: str
    units: tuple[SheetUnitView, ...]
    message: str

    @property
    def rows(self) -> int:
        """How tall the message is shown before it scrolls."""
        return min(24, self.message.count("\n") + 2)


def change_sheet_view(here: Here, comparison: Comparison, body: str) -> ChangeSheetView:
    own = comparison.by_body[body]
    units = tuple(
        SheetUnitView(
            unit_change_view(here, comparison, one.change),
            None if one.standing == "kept" else here.say(f"changes.standing.{one.standing}"),
        )
        for one in own
    )
    known = here.portal.bodies.get(body)
    name = sheet_name(here, comparison, body)
    new = revision_view(here, comparison.new.revision)
    return ChangeSheetView(
        name=name,
        body=here.body(known) if known else None,
        plan=here.plan(comparison.plan),
        comparison=comparison_link(here, comparison),
        new=new,
        number=here.say.count("changes.items", len(own)),
        units=units,
        message="\n".join(_message(here, comparison, body, name.text, new, units)),
    )


def _message(
    here: Here, comparison: Comparison, body: str, name: str, new: RevisionView, units: Iterable[SheetUnitView]
) -> Iterator[str]:
    """The sheet in plain lines, with the full address of every item: ready to paste."""
    say, site = here.say, here.portal.settings.address
    sheet = site + here.addresses.change_sheet(comparison.plan, comparison.id, body)
    yield say("changes.sheet-of", body=name)
    pair = say("changes.pair", old=comparison.old.id, new=comparison.new.id)
    yield f"{here.plan_name(comparison.plan).text}: {pair} ({new.line})"
    for number, one in enumerate(units, 1):
        unit = one.unit
        standing = f" ({one.standing})" if one.standing else ""
        yield ""
        yield f"{number}. {unit.place}: {unit.kind_label}{standing}"
        yield from unit.moves
        edited = [text for text in unit.texts if any(segment.kind != "kept" for segment in text.segments)]
        if edited:
            yield from _text_lines(here, edited[0])
        elif unit.texts:
            text = unit.texts[0]
            beside = "" if text.language == here.language else f"{text.name}: "
            yield beside + excerpt(text.segments[0].text, _BEGINNING)
        for fact in unit.facts:
            yield _fact_line(here, fact)
        located = here.portal.units.get((comparison.plan.id, unit.id))
        yield site + here.addresses.unit(located) if located else f"{sheet}#{unit.id}"
    yield ""
    yield f"{say('changes.message.whole')} {sheet}"


def _text_lines(here: Here, text: TextChangeView) -> Iterator[str]:
    """A text before and now, each where there was or is one."""
    kinds = {segment.kind for segment in text.segments}
    before = _told(text.segments, ("removed", "moved-away"))
    now = _told(text.segments, ("added", "moved-here"))
    beside = "" if text.language == here.language else f", {text.name}"
    if not kinds <= {"added", "moved-here"}:
        yield f"{here.say('changes.message.before')}{beside}: {before}"
    if not kinds <= {"removed", "moved-away"}:
        yield f"{here.say('changes.message.now')}{beside}: {now}"


def _told(segments: tuple[SegmentView, ...], own: tuple[str, ...]) -> str:
    """One side of a text; of what stayed on both, what stands next to a change."""
    last = len(segments) - 1
    told = []
    for place, segment in enumerate(segments):
        if segment.kind == "kept":
            told.append(_edges(segment.text, first=place == 0, last=place == last))
        elif segment.kind in own:
            told.append(excerpt(segment.text, _WHOLE) if len(segment.text) > _WHOLE else segment.text)
    return " ".join("".join(told).split())


def _edges(text: str, *, first: bool, last: bool) -> str:
    """The beginning and the end of a long stretch, cut between words: only the side that meets a change."""
    if len(text) <= 3 * _AROUND:
        return text
    head = "" if first else text[: text.rindex(" ", 0, _AROUND) if " " in text[:_AROUND] else _AROUND]
    tail = "" if last else text[text.find(" ", len(text) - _AROUND) if " " in text[-_AROUND:] else -_AROUND :]
    return f"{head} […]{tail}"


def _fact_line(here: Here, fact: FactView) -> str:
    sides = [
        here.say(f"changes.message.{key}", value=_value(value))
        for key, value in (("removed", fact.before), ("added", fact.after))
        if value is not None
    ]
    return f"{fact.label}: {'; '.join(sides)}"


def _value(value: ValueView) -> str:
    words = "; ".join(label.text for label in value.labels)
    return f"{value.words}: {words}" if value.words and words else value.words or words
