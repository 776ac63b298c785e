"""From the linked portal to what is published of it, record by record, in the order of the data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from generator.linking.citations import Resolution
from generator.linking.portal import Due, Located, Part, Portal
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.documents import Attribution, CoordinationProgramme, LegalDocument, Period, PrintedDate, Validity
from generator.model.glossary import Abbreviation, Term
from generator.model.plans import Plan, Revision
from generator.model.text import Basis, Bilingual, Language, Note, UnitText
from generator.pages.addresses import Addresses
from generator.pages.calendars import calendar_address
from generator.pages.feeds import changes_feed_address
from generator.pages.frame import Label
from generator.pages.here import Here
from generator.pages.open_data.records import (
    AboutRecord,
    Attributed,
    BacklinkRecord,
    BodyRecord,
    CampaignRecord,
    CitationRecord,
    DeadlineRecord,
    DocumentRecord,
    Ground,
    ItemRecord,
    Mention,
    Pages,
    PlanRecord,
    PortalRecord,
    PrintedDay,
    ProgrammeRecord,
    Redacted,
    RelationRecord,
    Remark,
    Responsibility,
    Revised,
    Span,
    TermRecord,
    Translated,
    UnitWords,
    ValidityRecord,
    Words,
)


def collected(portal: Portal, schema: str, sources: dict[str, str]) -> PortalRecord:
    """Everything that is published; `sources` says where the signed text of each plan stands."""
    return _Collector(portal, sources).portal_record(schema)


def key_of(located: Located) -> str:
    return "/".join(located.key)


@dataclass(frozen=True)
class _Collector:
    portal: Portal
    sources: dict[str, str]

    def portal_record(self, schema: str) -> PortalRecord:
        portal, model = self.portal, self.portal.model
        return PortalRecord(
            version=1,
            schema_=schema,
            portal=self._about(),
            plans=tuple(self._plan(plan) for plan in model.plans),
            items=tuple(
                self._item(located, number)
                for plan in model.plans
                for number, located in enumerate(portal.units_of(plan), 1)
            ),
            documents=tuple(self._document(document) for document in model.documents),
            programmes=tuple(self._programme(programme) for programme in model.programmes),
            bodies=tuple(self._body(body) for body in (*model.bodies, *model.successors)),
            campaigns=tuple(self._campaign(campaign) for campaign in model.campaigns),
            deadlines=tuple(self._deadline(due) for due in portal.dues),
            citations=tuple(
                self._citation(located, language, number, resolution)
                for located in portal.units.values()
                for language in portal.settings.languages
                for number, resolution in enumerate(portal.citations(located, language), 1)
            ),
            terms=(
                *(self._term(term) for term in model.glossary.terms),
                *(self._abbreviation(abbreviation) for abbreviation in model.glossary.abbreviations),
            ),
        )

    # What several records have

    def _pages(self, address: Callable[[Addresses], str]) -> Pages:
        site = self.portal.settings.address
        english = site + address(Addresses("en")) if "en" in self.portal.settings.languages else None
        return Pages(vi=site + address(Addresses("vi")), en=english)

    def _said(self, name: Callable[[Here], Label | str]) -> Words:
        """What the pages call something in each language."""
        vi, en = name(Here(self.portal, "vi", "")), name(Here(self.portal, "en", ""))
        return Words(vi=str(vi), en=None if isinstance(en, Label) and en.missing else str(en))

    def _about(self) -> AboutRecord:
        settings = self.portal.settings
        return AboutRecord(
            name=_words(settings.name),
            description=_words(settings.description),
            publisher=settings.publisher,
            place=_perhaps(settings.place),
            licence=_perhaps(settings.licence),
            languages=settings.languages,
            time_zone=settings.time_zone,
            address=settings.address,
        )

    # The kinds

    def _plan(self, plan: Plan) -> PlanRecord:
        head = plan.head
        titles = [unit for unit in plan.units() if unit.kind == "title"]
        title = titles[0].text if titles else None
        source = self.sources.get(plan.id)
        return PlanRecord(
            id=plan.id,
            name=self._said(lambda here: here.plan_name(plan)),
            title=Words(vi=title.vi, en=title.read_in("en")) if title else None,
            type=head.type,
            type_name=_words(self.portal.types[head.type].name),
            year=head.year,
            number=head.number,
            date=_printed(head.date),
            place=_perhaps(head.place),
            signatory=_perhaps(head.signatory),
            issuer=_attributed(head.issuer),
            revisions=tuple(_revised(revision) for revision in head.revisions),
            notes=_remarks(head.notes),
            items=_keys(self.portal.units_of(plan)),
            source=self.portal.settings.address + source if source else None,
            pages=self._pages(lambda addresses: addresses.plan(plan)),
        )

    def _item(self, located: Located, number: int) -> ItemRecord:
        portal, unit = self.portal, located.unit
        above = portal.ancestors(located)
        return ItemRecord(
            key=key_of(located),
            plan=located.plan.id,
            id=unit.id,
            number=number,
            kind=unit.kind,
            heading=unit.is_heading,
            marker=unit.marker,
            place=self._said(lambda here: here.place(located)),
            parent=key_of(above[-1]) if above else None,
            children=_keys(portal.children(located)),
            text=_unit_words(unit.text),
            duties=tuple(_responsibility(part) for part in portal.parts(located)),
            deadlines=tuple(_due_key(due) for due in portal.dues_in(located)),
            campaigns=tuple(Mention(campaign=m.campaign, words=m.words) for m in unit.campaigns),
            documents=_ids(portal.documents_cited(located)),
            programmes=_ids(portal.programmes_cited(located)),
            bodies_named=_ids(portal.bodies_named(located)),
            notes=_remarks(unit.notes),
            pages=self._pages(lambda addresses: addresses.unit(located)),
        )

    def _document(self, document: LegalDocument) -> DocumentRecord:
        portal = self.portal
        issuers, validity = portal.issuers(document), document.validity
        programme = portal.programme_of(document)
        return DocumentRecord(
            id=document.id,
            name=self._said(lambda here: here.document_name(document)),
            type=document.type,
            type_name=_words(portal.types[document.type].name),
            symbol=document.symbol,
            title=_perhaps(document.title),
            date=_printed(document.date),
            issuers=_attributed(issuers) if issuers else None,
            subject=_perhaps(portal.subject(document)),
            period=_span(portal.period(document)),
            validity=_validity(validity) if validity else None,
            programme=programme.id if programme else None,
            relations=tuple(RelationRecord(kind=r.kind, to=r.to, basis=_ground(r.basis)) for r in document.relations),
            related_from=tuple(
                BacklinkRecord(kind=b.relation.kind, by=b.document.id, basis=_ground(b.relation.basis))
                for b in portal.backlinks(document)
            ),
            cited_by=_keys(portal.cited_by(document)),
            notes=_remarks(document.notes),
            pages=self._pages(lambda addresses: addresses.document(document)),
        )

    def _programme(self, programme: CoordinationProgramme) -> ProgrammeRecord:
        portal = self.portal
        document = portal.programme_document(programme)
        return ProgrammeRecord(
            id=programme.id,
            name=self._said(lambda here: here.document_name(document)),
            document=programme.document,
            kind=programme.kind,
            level=programme.level,
            parties=_attributed(programme.parties),
            subject=_perhaps(programme.subject),
            period=_span(programme.period),
            implements=programme.implements,
            implemented_by=_ids(portal.implemented_by(programme)),
            items=_keys(portal.cited_by(document)),
            notes=_remarks(programme.notes),
            pages=self._pages(lambda addresses: addresses.programme(programme)),
        )

    def _body(self, body: Body) -> BodyRecord:
        portal = self.portal
        return BodyRecord(
            id=body.id,
            name=_words(body.name),
            aliases=body.aliases,
            level=body.level,
            kind=body.kind,
            parent=body.parent,
            organs=_ids(portal.organs(body)),
            valid_from=_iso(body.valid_from),
            valid_until=_iso(body.valid_until),
            succeeded_by=body.succeeded_by,
            in_plans=body not in portal.model.successors,
            items=_keys(portal.units_concerning(body)),
            documents=_ids(portal.documents_issued(body)),
            programmes=_ids(portal.programmes_of(body)),
            deadlines=tuple(_due_key(due) for due in portal.dues_of(body)),
            calendar=portal.settings.address + calendar_address(body),
            feed_of_changes=self._pages(lambda addresses: changes_feed_address(addresses.language, body)),
            notes=_remarks(body.notes),
            pages=self._pages(lambda addresses: addresses.body(body)),
        )

    def _campaign(self, campaign: Campaign) -> CampaignRecord:
        return CampaignRecord(
            id=campaign.id,
            name=_words(campaign.name),
            kind=campaign.kind,
            body=campaign.body,
            document=campaign.document,
            items=_keys(self.portal.units_of_campaign(campaign)),
            notes=_remarks(campaign.notes),
            pages=self._pages(lambda addresses: addresses.campaign(campaign)),
        )

    def _deadline(self, due: Due) -> DeadlineRecord:
        deadline, interval = due.deadline, due.deadline.interval
        return DeadlineRecord(
            key=_due_key(due),
            plan=due.located.plan.id,
            id=deadline.id,
            item=key_of(due.located),
            kind=deadline.kind,
            words=deadline.words,
            token=deadline.token,
            name=_perhaps(deadline.name),
            precision=deadline.precision,
            date=_iso(deadline.date),
            interval=Span(words=None, start=interval.start, end=interval.end) if interval else None,
            rrule=deadline.rrule,
            cadence=deadline.cadence,
            # The loader proves that the words of a deadline stand in its unit.
            basis=Ground(kind="stated", words=deadline.words, at=key_of(due.located), note=None),
            derivation=_perhaps(deadline.derivation),
            document=deadline.document,
            not_stated=deadline.not_stated,
            doers=tuple(_responsibility(part) for part in due.doers),
            receivers=tuple(_responsibility(part) for part in due.receivers),
            through=tuple(_responsibility(part) for part in due.through),
            revised=deadline.revised,
            notes=_remarks(deadline.notes),
            pages=self._pages(lambda addresses: f"{addresses.unit(due.located)}#{deadline.id}"),
        )

    def _citation(self, located: Located, language: Language, number: int, resolution: Resolution) -> CitationRecord:
        citation = resolution.citation
        return CitationRecord(
            id=f"{key_of(located)}/{language}/{number}",
            item=key_of(located),
            language=language,
            start=citation.start,
            end=citation.end,
            full_end=citation.full_end,
            text=citation.text,
            form=citation.form,
            symbol=citation.symbol,
            canonical=citation.canonical,
            date=_iso(citation.date),
            issuer=citation.issuer,
            pinpoint=citation.pinpoint,
            outcome=resolution.outcome,
            document=resolution.document,
            candidates=resolution.candidates,
            contradicts=resolution.contradicts,
            reason=_perhaps(resolution.reason),
        )

    def _term(self, term: Term) -> TermRecord:
        return TermRecord(
            id=term.id,
            kind="term",
            vi=term.vi,
            en=term.en,
            short=None,
            category=term.category,
            accepted=term.accepted,
            note=_perhaps(term.note),
            items=_keys(self.portal.units_of_term(term)),
            pages=self._pages(lambda addresses: addresses.term(term)),
        )

    def _abbreviation(self, abbreviation: Abbreviation) -> TermRecord:
        return TermRecord(
            id=abbreviation.short,
            kind="abbreviation",
            vi=abbreviation.full.vi,
            en=abbreviation.full.en,
            short=abbreviation.short,
            category=None,
            accepted=(),
            note=None,
            items=(),
            pages=self._pages(lambda addresses: addresses.page("glossary")),
        )


def _words(words: Bilingual) -> Words:
    return Words(vi=words.vi, en=words.en)


def _perhaps(words: Bilingual | None) -> Words | None:
    return _words(words) if words else None


def _unit_words(text: UnitText) -> UnitWords:
    en = text.en
    english = Translated(text=en.text, state=en.state, of=en.of, stale=text.stale) if en else None
    return UnitWords(vi=text.vi, en=english)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _printed(day: PrintedDate | None) -> PrintedDay | None:
    return PrintedDay(words=day.words, iso=day.iso.isoformat()) if day else None


def _span(period: Period | None) -> Span | None:
    return Span(words=period.words, start=period.start, end=period.end) if period else None


def _ground(basis: Basis, at: str | None = None) -> Ground:
    """A basis; quoted words without a place of their own stand in the unit that says it (`at`)."""
    return Ground(
        kind=basis.kind,
        words=basis.words,
        at=basis.at or (at if basis.words is not None else None),
        note=_perhaps(basis.note),
    )


def _attributed(attribution: Attribution) -> Attributed:
    return Attributed(bodies=attribution.bodies, basis=_ground(attribution.basis))


def _revised(revision: Revision) -> Revised:
    taken = revision.redacted
    return Revised(
        id=revision.id,
        kind=revision.kind,
        date=_iso(revision.date),
        basis=revision.basis,
        note=_perhaps(revision.note),
        redacted=Redacted(date=taken.date.isoformat(), reason=_words(taken.reason)) if taken else None,
    )


def _remarks(notes: Iterable[Note]) -> tuple[Remark, ...]:
    return tuple(
        Remark(
            kind=note.kind,
            text=_words(note.text),
            source=note.source,
            recorded=_iso(note.recorded),
            verified=note.verified == "yes",
        )
        for note in notes
    )


def _responsibility(part: Part) -> Responsibility:
    # The words about a programme's parties stand where the programme's own record says.
    own = None if part.programme else key_of(part.located)
    return Responsibility(
        role=part.role,
        bodies=_ids(part.bodies),
        people=_perhaps(part.people),
        basis=_ground(part.basis, own),
        note=_perhaps(part.note),
        programme=part.programme.id if part.programme else None,
    )


def _ids(records: Iterable[Body | LegalDocument | CoordinationProgramme]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _keys(units: Iterable[Located]) -> tuple[str, ...]:
    return tuple(key_of(located) for located in units)


def _due_key(due: Due) -> str:
    return f"{due.located.plan.id}/{due.deadline.id}"


def _validity(validity: Validity) -> ValidityRecord:
    return ValidityRecord(
        state=validity.state,
        as_of=validity.as_of.isoformat(),
        source=validity.source,
        valid_from=_iso(validity.valid_from),
        valid_until=_iso(validity.valid_until),
        verified=validity.verified == "yes",
    )
