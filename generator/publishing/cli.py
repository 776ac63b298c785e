"""The command line of the portal. Exit codes: 0 fine, 1 the data has problems, 2 the call is wrong."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from generator.linking import Portal, link
from generator.linking.coverage import coverage
from generator.loading import Problem, ProblemsFound, describe, load_portal
from generator.loading.schema import SCHEMAS, schema_text
from generator.model.text import Language
from generator.pages import address_problems
from generator.pages.search import found_in
from generator.publishing.build import BuildRefused, build_site, serve_site
from generator.publishing.language import message_language
from generator.publishing.said import said

_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Folder that holds data/, content/ and mkdocs.yml.",
)
_LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default=None, help="Language of messages.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="plan-portal")
def main() -> None:
    """A government office's work plan, from YAML to a bilingual static site that can be checked."""


def _portal(root: Path, language: Language) -> Portal:
    """The linked portal; prints every problem and ends with 1 if there are any."""
    try:
        portal = link(load_portal(root / "data", root / "content"))
        problems = address_problems(portal)
    except ProblemsFound as found:
        _refuse(found.problems, language)
    if problems:
        _refuse(problems, language)
    return portal


def _refuse(problems: Iterable[Problem], language: Language) -> None:
    listed = list(problems)
    for problem in listed:
        click.echo(describe(problem, language))
    click.echo(said("problems", language, number=len(listed)), err=True)
    sys.exit(1)


@main.command()
@_ROOT
@_LANG
def check(root: Path, lang: Language | None) -> None:
    """Every problem of the data, as file:line:column code message; exit 1 if any."""
    language = lang or message_language()
    portal = _portal(root, language)
    model = portal.model
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
    ):
        table.add_row(number, said(f"count.{name}", language))
    Console().print(table)


@main.command("coverage")
@click.argument("plan", required=False)
@_ROOT
@_LANG
def coverage_command(plan: str | None, root: Path, lang: Language | None) -> None:
    """Which characters of source.txt no unit carries; exit 1 unless none."""
    language = lang or message_language()
    portal = _portal(root, language)
    plans = [p for p in portal.model.plans if plan in (None, p.id)]
    if not plans:
        click.echo(said("no-plan", language, plan=plan or ""), err=True)
        sys.exit(2 if plan else 1)
    complete = True
    for one in plans:
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
@_ROOT
@_LANG
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the built site (site).")
@click.option("--offline", is_flag=True, help="Links name files: a copy to open from a folder by double click.")
def build(root: Path, lang: Language | None, out: Path | None, offline: bool) -> None:
    """Build the site beside the old one and put it in its place; a refused build leaves the old one."""
    language = lang or message_language()
    portal = _portal(root, language)
    target = out or root / "site"
    try:
        pages = build_site(root, target, offline=offline)
    except BuildRefused as refused:
        click.echo(said(refused.code, language, **refused.facts), err=True)
        sys.exit(refused.exit_code)
    click.echo(said("built", language, pages=pages, units=len(portal.units), folder=str(target)))


@main.command("search")
@click.argument("query")
@_ROOT
@_LANG
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
@_ROOT
@_LANG
@click.option("--port", type=click.IntRange(1024, 65535), default=8000, show_default=True)
def serve(root: Path, lang: Language | None, port: int) -> None:
    """Live preview on this machine: a saved file is on screen at once."""
    language = lang or message_language()
    _portal(root, language)
    click.echo(said("serving", language, address=f"http://127.0.0.1:{port}/"))
    serve_site(root, port)


@main.command()
@_ROOT
@click.option("--write", is_flag=True, help="Write data/schema/ instead of comparing with it.")
@_LANG
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
