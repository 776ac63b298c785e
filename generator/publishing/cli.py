"""The command line of the portal. Exit codes: 0 fine, 1 the data has problems, 2 the call is wrong."""

import json
import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, Literal

import click
from click.core import ParameterSource
from rich.console import Console
from rich.table import Table

from generator.linking import Portal, link
from generator.linking.citations import cited, find_citations, missing_entries, resolve_citations
from generator.linking.coverage import coverage
from generator.linking.deadlines import DeadlineMention, find_deadlines
from generator.linking.doubts import doubts
from generator.linking.revisions import compare
from generator.linking.translations import translation_tasks
from generator.loading import Loaded, Problem, ProblemsFound, describe, load_whole
from generator.loading.editing import Unwritable
from generator.loading.limits import MAX_WORKBOOK
from generator.loading.schema import SCHEMAS, schema_text
from generator.model.plans import Plan
from generator.model.text import Language
from generator.pages import address_problems, permanence_of, text_files_of
from generator.pages.search import found_in
from generator.pages.written_links import dead_links
from generator.publishing import worksheet
from generator.publishing.against import RevisionUnread, citations_at, linked_citations
from generator.publishing.building import build
from generator.publishing.day import today
from generator.publishing.differing import RevisionUnknown, diff_lines, diff_tree, named_revision
from generator.publishing.language import message_language
from generator.publishing.locking import lock, new_addresses
from generator.publishing.manifest import ManifestUnread, deviations, read_manifest
from generator.publishing.options import AS_OF, LANG, ROOT, asked_day, refuse
from generator.publishing.redact import RedactionRefused, redact
from generator.publishing.renewing import RenewalRefused, renewed
from generator.publishing.revise import RevisionRefused, revise
from generator.publishing.said import said
from generator.publishing.serving import serve
from generator.publishing.translating import counted, task_lines, task_tree

_HOME = Path(__file__).parent.parent.parent


def _nearest_office(context: click.Context, parameter: click.Parameter, given: Path) -> Path:
    """The folder given; where it holds no data, the portal's own, so that any text can be read from anywhere."""
    source = context.get_parameter_source(parameter.name or "")
    if source is ParameterSource.DEFAULT and not (given / "data").is_dir() and (_HOME / "data").is_dir():
        return _HOME
    return given


_ROOT_OR_OURS = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_nearest_office,
    help="Folder whose registers are used; the portal's own where there are none.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="plan-portal")
def main() -> None:
    """A government office's work plan, from YAML to a bilingual static site that can be checked."""


main.add_command(build)
main.add_command(serve)


def _portal(root: Path, language: Language, *, to_publish: bool = False) -> Portal:
    """The linked portal; prints every problem and ends with 1 if there are any."""
    return _loaded(root, language, to_publish=to_publish)[0]


def _loaded(root: Path, language: Language, *, to_publish: bool = False) -> tuple[Portal, Loaded]:
    """The linked portal, and what was loaded with where it stands."""
    try:
        loaded = load_whole(root / "data", root / "content", to_publish=to_publish)
        portal = link(loaded.model)
        problems = address_problems(portal, loaded.things)
    except ProblemsFound as found:
        refuse(found.problems, language)
    if problems:
        refuse(problems, language)
    return portal, loaded


def _warnings(root: Path, portal: Portal, loaded: Loaded, on: date) -> list[Problem]:
    """What an editor should look at on a day although nothing is wrong, also citations that lead nowhere."""
    places, content = loaded.places, root / "content"
    return sorted(
        [
            *loaded.warnings(on),
            *dead_links(portal, {path.relative_to(content).as_posix() for path in content.rglob("*")}),
            *(
                Problem(
                    loaded.things["deadline", f"{due.located.plan.id}/{due.deadline.id}"], doubt, severity="warning"
                )
                for due, doubt in doubts(portal)
            ),
            *(
                Problem(
                    places[located.plan.id, located.unit.id], "citation-unresolved", {"words": citation.text}, "warning"
                )
                for located, citation in portal.refused("vi")
                if citation.outcome == "unresolved"
            ),
            *(
                Problem(places[step.plan.id, id_], "other-words-under-id", {"id": id_}, "warning")
                for step in portal.steps
                if step.new.is_newest
                for id_ in step.changes.other_words
            ),
        ]
    )


def _text(file: BinaryIO, language: Language) -> str:
    """The text of a file or of standard input; ends with 2 if it is no text."""
    try:
        return file.read().decode("utf-8")
    except UnicodeDecodeError as broken:
        click.echo(said("not-utf-8", language, file=getattr(file, "name", "-"), byte=broken.start), err=True)
        sys.exit(2)


def _plans(portal: Portal, plan: str | None, language: Language) -> list[Plan]:
    """The plan of an id, or all; ends with 2 if there is no such plan, with 1 if there is none at all."""
    plans = [one for one in portal.model.plans if plan in (None, one.id)]
    if not plans:
        click.echo(said("no-plan", language, plan=plan or ""), err=True)
        sys.exit(2 if plan else 1)
    return plans


@main.command()
@ROOT
@LANG
@AS_OF
@click.option("--strict", is_flag=True, help="A warning counts as a problem.")
@click.option(
    "--publish", is_flag=True, help="Also what must not be published: secrecy marks, private contacts, drafts."
)
def check(root: Path, lang: Language | None, as_of: datetime | None, strict: bool, publish: bool) -> None:
    """Every problem of the data, as file:line:column code message; exit 1 if any.

    A warning, such as a duty of a body that is gone on the portal's day, is no problem.
    """
    language = lang or message_language()
    portal, loaded = _loaded(root, language, to_publish=publish)
    model = portal.model
    # Only these warnings know today; nothing that is published does.
    warned = _warnings(root, portal, loaded, asked_day(as_of, language) or today(portal.settings.time_zone))
    for warning in warned:
        click.echo(describe(warning, language))
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    numbered = sum(document.symbol is not None for document in model.documents)
    for name, number in (
        ("units", str(len(portal.units))),
        ("documents", f"{numbered}+{len(model.documents) - numbered}"),
        ("programmes", str(len(model.programmes))),
        ("bodies", str(len(model.bodies))),
        ("campaigns", str(len(model.campaigns))),
        ("deadlines", str(len(portal.dues))),
        ("terms", str(len(model.glossary.terms))),
        ("problems", "0"),
        ("warnings", str(len(warned))),
    ):
        table.add_row(number, said(f"count.{name}", language))
    Console().print(table)
    if warned and strict:
        sys.exit(1)


@main.command("coverage")
@click.argument("plan", required=False)
@ROOT
@LANG
def coverage_command(plan: str | None, root: Path, lang: Language | None) -> None:
    """Which characters of source.txt no unit carries; exit 1 unless none."""
    language = lang or message_language()
    portal = _portal(root, language)
    complete = True
    for one in _plans(portal, plan, language):
        if one.source is None:
            click.echo(said("no-source", language, plan=one.id))
            complete = False
            continue
        proof = coverage(one)
        complete &= proof.complete
        file = f"data/plans/{one.id}/source.txt"
        for gap in proof.uncarried:
            click.echo(f"{file}:{gap.line}:{gap.column} {said('uncarried', language, text=gap.text[:80])}")
        for unit in proof.unplaced:
            click.echo(f"{file} {said('unplaced', language, unit=unit)}")
        missing = proof.characters - proof.carried
        click.echo(
            said("covered", language, plan=one.id, units=proof.units, characters=proof.characters, uncarried=missing)
        )
    sys.exit(0 if complete else 1)


@main.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The text's own date, for days without a year."
)
@LANG
def deadlines(file: BinaryIO, as_of: datetime | None, lang: Language | None) -> None:
    """Deadline expressions of a Vietnamese text (FILE, or standard input), one JSON object a line."""
    language = lang or message_language()
    text = _text(file, language)
    for mention in find_deadlines(text, as_of.date() if as_of else None):
        click.echo(json.dumps(_mention(mention, language), ensure_ascii=False))


def _mention(mention: DeadlineMention, language: Language) -> dict[str, str | int]:
    due: date | None = mention.due
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "named": mention.named,
        "boundary": mention.boundary,
        "due": due.isoformat() if due else "",
        "rrule": mention.rrule,
        "reason": said(f"no-day.{mention.reason}", language) if mention.reason else "",
        "precision": mention.precision,
        "rule": said(f"rule.{mention.rule}", language) if mention.rule else "",
        "suggestion": " ".join(said(f"suggestion.{period}", language) for period in mention.reporting_periods),
    }


@main.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--titles", is_flag=True, help="Seek the titles of the register's documents too.")
@click.option("--entries", is_flag=True, help="Print register entries for what is unresolved instead.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day of the text.")
@_ROOT_OR_OURS
@LANG
def cite(
    file: BinaryIO, titles: bool, entries: bool, as_of: datetime | None, root: Path, lang: Language | None
) -> None:
    """Citations of any Vietnamese text, one JSON object a line; offsets count code points."""
    language = lang or message_language()
    model = _portal(root, language).model
    text = _text(file, language)
    documents = model.documents if titles else ()
    found = find_citations(text, types=model.document_types, bodies=model.bodies, documents=documents)
    resolutions = resolve_citations(found, model, as_of.date() if as_of else None)
    if entries:
        click.echo("\n".join(missing_entries(resolutions)), nl=False)
        return
    for resolution in resolutions:
        click.echo(json.dumps(cited(resolution), ensure_ascii=False))


@main.command("lint")
@click.argument("plan", required=False)
@ROOT
@LANG
def lint_command(plan: str | None, root: Path, lang: Language | None) -> None:
    """Notes on the form of a plan's source text, as file:line:column severity rule; nothing is ever changed."""
    language = lang or message_language()
    portal = _portal(root, language)
    for one in _plans(portal, plan, language):
        if one.source is None:
            click.echo(said("no-source", language, plan=one.id))
            continue
        notes = portal.form_notes(one)
        for note in notes:
            where = f"data/plans/{one.id}/source.txt:{note.line}:{note.column}"
            expected = said("lint-expected", language, expected=note.expected) if note.expected else ""
            text = said(f"lint.{note.rule}", language, printed=note.printed)
            click.echo(f"{where} {note.severity} {note.rule} {text}{expected}")
        click.echo(said("linted", language, plan=one.id, notes=len(notes)), err=True)


@main.command("citations")
@click.option("--against", required=True, help="A folder like this one, or a revision of its repository.")
@ROOT
@LANG
def citations_command(against: str, root: Path, lang: Language | None) -> None:
    """Citations gained (+) and lost (-) since a revision; exit 1 if a link was lost."""
    language = lang or message_language()
    now = linked_citations(_portal(root, language))
    try:
        before = citations_at(root, against)
    except RevisionUnread as unread:
        click.echo(said("revision-unread", language, revision=against, detail=str(unread)), err=True)
        sys.exit(2)
    lost, gained = sorted(before - now), sorted(now - before)
    for sign, places in (("-", lost), ("+", gained)):
        for place in places:
            click.echo(
                f"{sign} {place.plan}/{place.unit} {place.language} {place.document or place.outcome}: {place.text}"
            )
    click.echo(
        said("citations-compared", language, kept=len(now & before), gained=len(gained), lost=len(lost)), err=True
    )
    sys.exit(1 if any(place.document for place in lost) else 0)


@main.command("addresses")
@click.option("--write", is_flag=True, help="Add what is new to data/addresses.lock.")
@ROOT
@LANG
def addresses_command(write: bool, root: Path, lang: Language | None) -> None:
    """Addresses that are published and not in data/addresses.lock yet (+); exit 1 if one in it would be lost."""
    language = lang or message_language()
    try:
        loaded = load_whole(root / "data", root / "content")
    except ProblemsFound as found:
        refuse(found.problems, language)
    portal = link(loaded.model)
    permanence, files = permanence_of(portal), [file.address for file in text_files_of(portal)]
    # Addresses that frozen revisions had and the list lacks are what this command may write.
    if lost := [*permanence.problems(loaded.things), *permanence.lost_files(files)]:
        refuse(sorted(lost), language)
    new = permanence.unlocked(files)
    if write and new:
        try:
            lock(root / "data", portal, new)
        except OSError as error:
            click.echo(said("addresses-unwritten", language, detail=str(error)), err=True)
            sys.exit(2)
    for one in sorted(str(one) for one in new):
        click.echo(f"+ {one}")
    code = "addresses-written" if write else "addresses-new"
    click.echo(said(code, language, number=len(new), locked=len(portal.model.locked)), err=True)


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@LANG
def verify(site: Path, lang: Language | None) -> None:
    """Files of SITE that differ from its manifest.json, are missing or extra; exit 1 if any, 2 without manifest."""
    language = lang or message_language()
    try:
        manifest = read_manifest(site)
    except ManifestUnread as unread:
        click.echo(said(unread.code, language, folder=str(site), detail=unread.detail), err=True)
        sys.exit(2)
    found = tuple(deviations(site, manifest))
    for deviation in found:
        # A name may hold anything; what it does to a terminal it must not.
        name = json.dumps(deviation.address, ensure_ascii=False)[1:-1]
        click.echo(f"{deviation.kind} {name} {said(f'deviation.{deviation.kind}', language)}")
    click.echo(said("verified", language, files=len(manifest.files), deviations=len(found)), err=True)
    sys.exit(1 if found else 0)


@main.command("revise")
@click.argument("plan")
@click.option(
    "--kind",
    type=click.Choice(["amended", "corrected"]),
    default="amended",
    show_default=True,
    help="What the revision that is opened will be.",
)
@ROOT
@LANG
def revise_command(plan: str, kind: Literal["amended", "corrected"], root: Path, lang: Language | None) -> None:
    """Freeze the present state of PLAN and open its next revision for editing."""
    language = lang or message_language()
    portal = _portal(root, language)
    try:
        revised = revise(root / "data", portal.model, _plans(portal, plan, language)[0], kind)
    except RevisionRefused as refused:
        click.echo(said(refused.code, language, **refused.facts), err=True)
        sys.exit(1)
    # What the frozen state published is kept; its redlines are permanent only now that it is frozen.
    now = link(load_whole(root / "data", root / "content").model)
    try:
        lock(root / "data", now, new_addresses(now))
    except OSError as error:
        click.echo(said("revised-unlocked", language, detail=str(error)), err=True)
    click.echo(said("revised", language, plan=plan, frozen=revised.frozen, opened=revised.opened, files=revised.files))


@main.command("redact")
@click.argument("plan")
@click.argument("revision")
@ROOT
@LANG
def redact_command(plan: str, revision: str, root: Path, lang: Language | None) -> None:
    """Record the frozen files of REVISION as they are now, after words were taken out of them.

    First take the words out, and state `redacted` (date and reason) in plan.yml: every page of the revision shows it.
    """
    language = lang or message_language()
    try:
        files = redact(root, plan, revision)
    except ProblemsFound as found:
        refuse(found.problems, language)
    except RedactionRefused as refused:
        click.echo(said(refused.code, language, plan=plan, revision=revision), err=True)
        sys.exit(refused.exit_code)
    click.echo(said("redacted", language, plan=plan, revision=revision, files=", ".join(files)))


@main.command("diff")
@click.argument("old", metavar="REV")
@click.argument("new", metavar="REV")
@click.option("--plan", default=None, help="The plan of both revisions, where there are several.")
@click.option("--json", "as_json", is_flag=True, help="The changes as JSON.")
@ROOT
@LANG
def diff_command(old: str, new: str, plan: str | None, as_json: bool, root: Path, lang: Language | None) -> None:
    """What changed from one revision of a plan to another, such as r1 r2 or 2023/r1 2023/r2."""
    language = lang or message_language()
    model = _portal(root, language).model
    try:
        own, before = named_revision(model, old, plan)
        # The second is of the same plan unless it says otherwise; two plans have no units in common.
        other, after = named_revision(model, new, plan if "/" in new else own.id)
        if other.id != own.id:
            raise RevisionUnknown("diff-two-plans", one=own.id, other=other.id)
    except RevisionUnknown as unknown:
        click.echo(said(unknown.code, language, **unknown.facts), err=True)
        sys.exit(2)
    changes = compare(before.state, after.state)
    if as_json:
        click.echo(json.dumps(diff_tree(own.id, before.id, after.id, changes), ensure_ascii=False, indent=1))
        return
    for line in diff_lines(changes, language):
        click.echo(line)


@main.command("translations")
@click.argument("plan", required=False)
@click.option("--renew", multiple=True, metavar="UNIT", help="A unit whose translation was reviewed; may be repeated.")
@click.option("--reviewed", is_flag=True, help="With --renew: also record that a person has reviewed it.")
@click.option("--json", "as_json", is_flag=True, help="What is to be done as JSON.")
@ROOT
@LANG
def translations_command(
    plan: str | None, renew: tuple[str, ...], reviewed: bool, as_json: bool, root: Path, lang: Language | None
) -> None:
    """What is to be translated or reviewed: both texts, and how the Vietnamese changed since it was translated."""
    language = lang or message_language()
    if reviewed and not renew:
        click.echo(said("renew-needs-unit", language), err=True)
        sys.exit(2)
    portal, loaded = _loaded(root, language)
    plans = _plans(portal, plan, language)
    if renew:
        _renew(root, loaded, plan, renew, reviewed, language)
        return
    places = loaded.places
    tasks = [(task, places[task.located.key]) for one in plans for task in translation_tasks(portal, one)]
    if as_json:
        click.echo(json.dumps([task_tree(task, at) for task, at in tasks], ensure_ascii=False, indent=1))
        return
    for task, at in tasks:
        for line in task_lines(task, at, language):
            click.echo(line)
    click.echo(said("translations.counted", language, **counted(plans)), err=True)


def _renew(
    root: Path, loaded: Loaded, plan: str | None, units: tuple[str, ...], reviewed: bool, language: Language
) -> None:
    """Write that the translations of units are of their present Vietnamese; ends with 1 if one cannot be."""
    try:
        files = renewed(root, loaded.trees, plan, units, reviewed=reviewed)
    except RenewalRefused as refused:
        click.echo(said(refused.code, language, **refused.facts), err=True)
        sys.exit(1)
    except Unwritable as unwritable:
        click.echo(f"{unwritable.at} {said('renew-unwritable', language)}", err=True)
        sys.exit(1)
    worksheet.write(root, files)
    click.echo(said("renewed", language, units=len(set(units)), files=len(files)))


@main.command("search")
@click.argument("query")
@ROOT
@LANG
@click.option("--site-language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Which pages.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many answers.")
@click.option("--json", "as_json", is_flag=True, help="Answers as JSON.")
def search_command(
    query: str, root: Path, lang: Language | None, site_language: Language, limit: int, as_json: bool
) -> None:
    """What the search page answers to QUERY, best first."""
    language = lang or message_language()
    found = found_in(_portal(root, language), site_language, query)[:limit]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(f"{one.kind}\t{one.id}\t{one.label}\t{one.place}\t{one.address}")
    if not found:
        click.echo(said("nothing-found", language, query=query), err=True)


@main.command()
@ROOT
@click.option("--write", is_flag=True, help="Write data/schema/ instead of comparing with it.")
@LANG
def schema(root: Path, write: bool, lang: Language | None) -> None:
    """The JSON Schemas in data/schema/, which give the editor completion; exit 1 if one is out of date."""
    language = lang or message_language()
    folder = root / "data" / "schema"
    stale = False
    for name in SCHEMAS:
        path = folder / f"{name}.schema.json"
        text = schema_text(name)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if write:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        else:
            stale = True
            click.echo(said("schema-stale", language, file=str(path)))
    sys.exit(1 if stale else 0)


@main.command()
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The workbook to write.")
@ROOT
@LANG
def export(xlsx: Path, root: Path, lang: Language | None) -> None:
    """Write texts, translations and facts into a workbook that `merge` reads back."""
    language = lang or message_language()
    _, loaded = _loaded(root, language)
    try:
        content = worksheet.exported(loaded.trees)
    except worksheet.TooLong as long:
        click.echo(said("sheet-too-long", language, value=str(long)), err=True)
        sys.exit(1)
    try:
        xlsx.write_bytes(content)
    except OSError as error:
        click.echo(said("sheet-unwritten", language, file=str(xlsx), detail=str(error.strerror)), err=True)
        sys.exit(2)
    click.echo(said("sheet-exported", language, file=str(xlsx)), err=True)


@main.command()
@click.argument("file", type=click.File("rb"))
@click.option("--write", is_flag=True, help="Write the changes into data/ instead of only showing them.")
@ROOT
@LANG
def merge(file: BinaryIO, write: bool, root: Path, lang: Language | None) -> None:
    """What a workbook of `export` changes, as a diff of the YAML; exit 1, nothing written, if a cell is refused."""
    language = lang or message_language()
    _, loaded = _loaded(root, language)
    try:
        merge = worksheet.merged(file.read(MAX_WORKBOOK + 1), loaded.trees)
    except worksheet.TooLarge as error:
        file_name = getattr(file, "name", "-")
        click.echo(said("sheet-too-large", language, file=file_name, limit=str(error)), err=True)
        sys.exit(2)
    except worksheet.NoWorkbook as error:
        click.echo(said("sheet-unread", language, file=getattr(file, "name", "-"), detail=str(error)), err=True)
        sys.exit(2)
    try:
        files, merge = worksheet.applied(root, loaded.trees, merge)
    except ProblemsFound as found:
        refuse(found.problems, language)
    except Unwritable as unwritable:
        click.echo(f"{unwritable.at} {said('sheet-unwritable', language)}", err=True)
        sys.exit(1)
    for line in worksheet.diff(files):
        click.echo(line)
    for refusal in merge.refusals:
        click.echo(f"{refusal.cell} {said(refusal.code, language, **refusal.facts)}", err=True)
    if merge.refusals:
        click.echo(said("sheet-refused", language, number=len(merge.refusals)), err=True)
        sys.exit(1)
    if write:
        worksheet.write(root, files)
    code = "sheet-written" if write else "sheet-would"
    click.echo(said(code, language, edits=len(merge.edits), files=len(files)), err=True)
