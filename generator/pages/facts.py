"""What the templates lay out for a unit, a document or a deadline: typed, in reading order, in the page's language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.linking.citations import Resolution, register_entry
from generator.linking.portal import Due, Located, Part, PartRole, Run
from generator.model.documents import Attribution, LegalDocument, Period, Validity
from generator.model.text import Basis, Language, Note, Standing
from generator.pages.frame import Label, Link
from generator.pages.here import Here, same_on_every_page
from generator.pages.moments import MomentView, moment_view
from generator.pages.typography import Stretch, excerpt, stretches

# The order a reader asks in: who leads, with whom, to whom it goes, whom it is for.
ROLE_ORDER: tuple[PartRole, ...] = (
    "issuer", "lead", "partner", "party", "reports-to", "through", "assisted", "advised", "attending", "concerned",
    "supervised", "recipient", "filing", "audience", "beneficiary",
)  # fmt: skip


@dataclass(frozen=True)
class CitedRun:
    """A stretch of text: plain, a link to a document, or a citation that is refused.

    `card` is the document at a glance, for a reader who points at the link or reaches it by keyboard; `lapsed` are the
    words for a document that is not wholly in force, never part of the text itself.
    """

    stretches: tuple[Stretch, ...]
    document: str | None = None
    href: str | None = None
    card: str | None = None
    refused: str | None = None
    why: str | None = None
    lapsed: str | None = None


@dataclass(frozen=True)
class RefusedView:
    """A citation that is not linked: its words, why, and the documents it may mean."""

    words: str
    language: Language
    outcome: str
    why: str
    candidates: tuple[Link, ...]
    reason: Label | None
    entry: str | None = None


@dataclass(frozen=True)
class TextView:
    """A unit's text in one language, with its citations; `state` tells what a reader of a translation must know."""

    id: str
    language: Language
    marker: str | None
    runs: tuple[CitedRun, ...]
    state: Standing
    refused: tuple[RefusedView, ...] = ()


@dataclass(frozen=True)
class BasisView:
    """On what ground something is said: a word for it, the plan's words, and a note."""

    kind: str
    label: str
    words: str | None
    note: Label | None


@dataclass(frozen=True)
class PartView:
    """Who, and on what ground."""

    who: tuple[Link, ...]
    people: Label | None
    basis: BasisView
    note: Label | None
    programme: Link | None


@dataclass(frozen=True)
class RoleView:
    """Everybody with the same part in a unit."""

    role: PartRole
    label: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True)
class NoteView:
    """A note, plainly the portal's."""

    outside: bool
    label: str
    text: Label
    source: str | None


@dataclass(frozen=True)
class DueView:
    """A deadline: its words, how precise they are, what follows, and what is not stated."""

    id: str
    anchor: str
    unit: Link
    kind: str
    kind_id: str
    bodies: tuple[str, ...]
    moment: MomentView
    words: str
    token: str | None
    name: Label | None
    precision: str
    precision_label: str
    when: str | None
    no_day: str
    machine_date: str | None
    cadence: tuple[str, ...]
    derivation: Label | None
    document: Link | None
    doers: tuple[Link, ...]
    receivers: tuple[Link, ...]
    through: tuple[Link, ...]
    not_stated: tuple[str, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True)
class IssuersView:
    bodies: tuple[Link, ...]
    basis: BasisView
    ground: str | None


@dataclass(frozen=True)
class DocumentView:
    """A document's elements (number, date, issuer, subject) as the plans print them; None is “not stated”."""

    id: str
    link: Link
    type: Label
    symbol: str | None
    date: str | None
    machine_date: str | None
    issuers: IssuersView | None
    subject: Label | None
    period: str | None
    cited: int


@same_on_every_page
def text_view(here: Here, located: Located, language: Language) -> TextView:
    """A unit's text in a language; where there is none, the Vietnamese stands in and `state` is `missing`."""
    unit = located.unit
    state = unit.text.standing_in(language)
    shown: Language = "vi" if state == "missing" else language
    runs = tuple(_run(here, run) for run in here.portal.runs(located, shown))
    refused = tuple(
        refused_view(here, citation, shown)
        for citation in here.portal.citations(located, shown)
        if citation.document is None
    )
    return TextView(unit.id, shown, unit.marker, runs, state, refused)


def _run(here: Here, run: Run) -> CitedRun:
    pieces = stretches(run.text)
    citation = run.citation
    if citation is None:
        return CitedRun(pieces)
    if citation.document is None:
        return CitedRun(pieces, refused=citation.outcome, why=_why(here, citation))
    document = here.portal.documents[citation.document]
    href = here.to(here.addresses.document(document))
    mark = here.document_mark(document)
    card = _card(here, document, citation)
    return CitedRun(pieces, citation.document, href, card, lapsed=mark.words if mark else None)


def _card(here: Here, document: LegalDocument, citation: Resolution) -> str:
    """A document's four elements, validity and number of citing units, in lines."""
    view = document_view(here, document)
    pinpoint = citation.citation.pinpoint
    lines = [
        f"{pinpoint} · {view.link.label.text}" if pinpoint else view.link.label.text,
        f"{here.say('document.date')}: {view.date or here.say('document.no-date')}",
        f"{here.say('document.issuer')}: "
        + ("; ".join(link.label.text for link in view.issuers.bodies) if view.issuers else here.say("not-stated")),
        f"{here.say('document.subject')}: {excerpt(view.subject.text) if view.subject else here.say('not-stated')}",
        f"{here.say('document.validity')}: {validity_text(here, document.validity)}",
        here.say("citation.cited-by", number=view.cited),
    ]
    return "\n".join(lines)


def refused_view(here: Here, citation: Resolution, language: Language) -> RefusedView:
    return RefusedView(
        words=citation.text,
        language=language,
        outcome=citation.outcome,
        why=_why(here, citation),
        candidates=_candidates(here, citation),
        reason=here.read(citation.reason) if citation.reason else None,
        entry=register_entry(citation.citation) if citation.outcome == "unresolved" else None,
    )


def _candidates(here: Here, citation: Resolution) -> tuple[Link, ...]:
    """The documents a citation may mean, told apart by their dates, and by their ids where those are alike too."""
    links = []
    for id_ in citation.candidates:
        document = here.portal.documents[id_]
        link, date = here.document(document), document_view(here, document).date or here.say("document.no-date")
        links.append(replace(link, label=replace(link.label, text=f"{link.label.text} ({date})")))
    names = Counter(link.label.text for link in links)
    return tuple(
        link
        if names[link.label.text] == 1
        else replace(link, label=replace(link.label, text=f"{link.label.text} [{id_}]"))
        for link, id_ in zip(links, citation.candidates, strict=True)
    )


def _why(here: Here, citation: Resolution) -> str:
    names = [link.label.text for link in _candidates(here, citation)]
    differing = ", ".join(here.say(f"citation.differs.{element}") for element in citation.contradicts)
    return here.say(f"citation.{citation.outcome}", documents="; ".join(names), elements=differing)


def basis_view(here: Here, basis: Basis) -> BasisView:
    note = here.read(basis.note) if basis.note else None
    return BasisView(basis.kind, here.say(f"basis.{basis.kind}"), basis.words, note)


def ground_of(here: Here, basis: Basis) -> str | None:
    """On what ground something is said, where the plan does not state it."""
    return None if basis.kind == "stated" else here.say(f"basis.{basis.kind}")


def named_by(here: Here, parts: Iterable[Part]) -> tuple[Link, ...]:
    """The bodies that have parts, each with the ground on which it is named where that is not stated."""
    return tuple(replace(here.body(body), ground=ground_of(here, part.basis)) for part in parts for body in part.bodies)


@same_on_every_page
def part_view(here: Here, part: Part) -> PartView:
    return PartView(
        who=tuple(here.body(body) for body in part.bodies),
        people=here.read(part.people) if part.people else None,
        basis=basis_view(here, part.basis),
        note=here.read(part.note) if part.note else None,
        programme=here.programme(part.programme) if part.programme else None,
    )


@same_on_every_page
def roles(here: Here, located: Located) -> tuple[RoleView, ...]:
    """Who has which part, in the order a reader asks; an action without a lead has an empty `lead`."""
    parts = here.portal.parts(located)
    found = {role: tuple(part for part in parts if part.role == role) for role in ROLE_ORDER}
    wanted = [role for role in ROLE_ORDER if found[role] or (role == "lead" and located.unit.is_action)]
    return tuple(
        RoleView(role, here.say(f"role.{role}"), tuple(part_view(here, part) for part in found[role]))
        for role in wanted
    )


def note_views(here: Here, notes: Iterable[Note]) -> tuple[NoteView, ...]:
    return tuple(
        NoteView(
            outside=note.kind == "outside",
            label=here.say(f"note.{note.kind}"),
            text=here.read(note.text),
            source=here.say("note.source", source=note.source, day=here.say.day(note.recorded))
            + ("" if note.verified == "yes" else f" {here.say('note.unverified')}")
            if note.source and note.recorded
            else None,
        )
        for note in notes
    )


@same_on_every_page
def due_view(here: Here, due: Due) -> DueView:
    deadline = due.deadline
    moment = moment_view(here, due)
    portal = here.portal
    document = portal.documents[deadline.document] if deadline.document else None
    return DueView(
        id=deadline.id,
        anchor=portal.due_name(due),
        unit=here.unit_anywhere(due.located),
        kind=here.say(f"deadline.kind.{deadline.kind}"),
        kind_id=deadline.kind,
        bodies=portal.bodies_of_due(due),
        moment=moment,
        words=deadline.words,
        token=deadline.token,
        name=here.read(deadline.name) if deadline.name else None,
        precision=deadline.precision,
        precision_label=here.say(f"precision.{deadline.precision}"),
        when=moment.text,
        no_day=here.say("due.no-time" if moment.happens else "due.no-day"),
        machine_date=deadline.date.isoformat() if deadline.date else None,
        cadence=tuple(here.say(f"cadence.{cadence}") for cadence in deadline.cadence),
        derivation=here.read(deadline.derivation) if deadline.derivation else None,
        document=here.document(document) if document else None,
        doers=named_by(here, due.doers),
        receivers=named_by(here, due.receivers),
        through=named_by(here, due.through),
        not_stated=tuple(here.say(f"aspect.{aspect}") for aspect in deadline.not_stated),
        notes=note_views(here, deadline.notes),
    )


def issuers_view(here: Here, issuers: Attribution) -> IssuersView:
    return IssuersView(here.bodies(issuers.bodies), basis_view(here, issuers.basis), ground_of(here, issuers.basis))


def period_text(period: Period) -> str:
    return f"{period.start}–{period.end}"


@same_on_every_page
def document_view(here: Here, document: LegalDocument) -> DocumentView:
    portal = here.portal
    issuers, subject, period = portal.issuers(document), portal.subject(document), portal.period(document)
    date = None
    if document.date is not None:
        # The printed form belongs to the Vietnamese text; English writes the day in its own way.
        date = document.date.words if here.language == "vi" else here.say.day(document.date.iso)
    return DocumentView(
        id=document.id,
        link=here.document(document),
        type=here.read(portal.types[document.type].name),
        symbol=document.symbol,
        date=date,
        machine_date=document.date.iso.isoformat() if document.date else None,
        issuers=issuers_view(here, issuers) if issuers else None,
        subject=here.read(subject) if subject else None,
        period=period_text(period) if period else None,
        cited=portal.times_cited(document),
    )


@same_on_every_page
def validity_text(here: Here, validity: Validity | None) -> str:
    if validity is None:
        return here.say("validity.unknown")
    state = here.say(f"validity.{validity.state}")
    said = here.say("validity.as-of", state=state, day=here.say.day(validity.as_of), source=validity.source)
    days = [
        here.say(f"validity.{key}", day=here.say.day(day))
        for key, day in (("from", validity.valid_from), ("until", validity.valid_until))
        if day is not None
    ]
    checked = "" if validity.verified == "yes" else f" {here.say('note.unverified')}"
    return ". ".join((said, *days)) + f".{checked}"


@dataclass(frozen=True)
class Fact:
    """A line of a fact sheet; no value is “not stated in the plan”."""

    label: str
    value: Label | None = None
    links: tuple[Link, ...] = ()
    basis: BasisView | None = None
