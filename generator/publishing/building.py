"""The `build` command; what a build needs is imported once it is known that something has to be built."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.publishing.kept import Options, unchanged_site
from generator.publishing.language import message_language
from generator.publishing.options import AS_OF, LANG, ROOT, asked_day, refuse
from generator.publishing.said import said

if TYPE_CHECKING:
    from generator.model.text import Language


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@ROOT
@LANG
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the built site (site).")
@click.option("--offline", is_flag=True, help="Links name files: a copy to open from a folder by double click.")
@click.option("--discard", is_flag=True, help="Delete files in the old site that no build made.")
@click.option("--plain", is_flag=True, help="Send every page through the engine: slower, and the same bytes.")
@AS_OF
def build(
    root: Path,
    lang: "Language | None",
    out: Path | None,
    offline: bool,
    discard: bool,
    plain: bool,
    as_of: datetime | None,
) -> None:
    """Build the site beside the old one and put it in its place; a refused build leaves the old one."""
    language = lang or message_language()
    target = out or root / "site"
    options = Options(offline, asked_day(as_of, language))
    site = None if plain else unchanged_site(root, target, options)
    if site is not None:
        _tell(language, target, pages=site.pages, units=site.units, unlocked=site.unlocked)
        return
    _build_anew(root, target, options, language, discard=discard, plain=plain)


def _build_anew(
    root: Path, target: Path, options: Options, language: "Language", *, discard: bool, plain: bool
) -> None:
    """Build a site of which it is not known that nothing would change."""
    from rich.console import Console

    from generator.loading import ProblemsFound
    from generator.pages import permanence_of
    from generator.publishing.build import build_site, loaded_portal
    from generator.publishing.refused import BuildRefused

    try:
        portal = loaded_portal(root, options)
    except ProblemsFound as found:
        refuse(found.problems, language)
    screen = Console(stderr=True)
    with screen.status(said("step.rendering", language)) as status:

        def told(step: str) -> None:
            words = said(f"step.{step}", language, folder=str(target))
            status.update(words)
            if step not in ("rendering", "publishing"):
                click.echo(words, err=True)

        try:
            pages = build_site(
                root,
                target,
                offline=options.offline,
                as_of=options.day,
                discard=discard,
                told=told,
                plain=plain,
                portal=portal,
            )
        except ProblemsFound as found:
            status.stop()
            refuse(found.problems, language)
        except BuildRefused as refused:
            status.stop()
            click.echo(said(refused.code, language, **refused.facts), err=True)
            sys.exit(refused.exit_code)
    _tell(language, target, pages=pages, units=len(portal.units), unlocked=len(permanence_of(portal).unlocked()))


def _tell(language: "Language", target: Path, *, pages: int, units: int, unlocked: int) -> None:
    click.echo(said("built", language, pages=pages, units=units, folder=str(target)))
    if unlocked:
        click.echo(said("unlocked", language, number=unlocked))
