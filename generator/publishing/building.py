"""The `build` command; what a build needs is imported once it is known that something has to be built."""

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.loading import ProblemsFound
from generator.model.text import Language
from generator.publishing.build import build_site, loaded_portal
from generator.publishing.kept import Options, unchanged_site
from generator.publishing.language import message_language
from generator.publishing.options import AS_OF, LANG, ROOT, asked_day, refuse
from generator.publishing.refused import BuildRefused
from generator.publishing.said import said


@click.command()
@ROOT
@LANG
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the built site (site).")
@click.option("--offline", is_flag=True, help="Links name files: a copy to open from a folder by double click.")
@click.option("--plain", is_flag=True, help="Send every page through the engine: slower, and the same bytes.")
@AS_OF
def build(
    root: Path, lang: Language | None, out: Path | None, offline: bool, plain: bool, as_of: datetime | None
) -> None:
    """Build the site beside the old one and put it in its place; a refused build leaves the old one."""
    language = lang or message_language()
    target = out or root / "site"
    options = Options(offline, asked_day(as_of, language))
    try:
        site = None if plain else unchanged_site(root, target, options)
        if site is not None:
            pages, units = site.pages, site.units
        else:
            portal = loaded_portal(root, options)
            pages = build_site(root, target, offline=offline, as_of=options.day, plain=plain, portal=portal)
            units = len(portal.units)
    except ProblemsFound as found:
        refuse(found.problems, language)
    except BuildRefused as refused:
        click.echo(said(refused.code, language, **refused.facts), err=True)
        sys.exit(refused.exit_code)
    else:
        click.echo(said("built", language, pages=pages, units=units, folder=str(target)))
