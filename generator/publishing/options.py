"""What several commands ask for and do alike."""

import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.publishing.day import DayUnread, portal_day
from generator.publishing.said import said

if TYPE_CHECKING:
    from generator.loading import Problem
    from generator.model.text import Language

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Folder that holds data/, content/ and mkdocs.yml.",
)
LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default=None, help="Language of messages.")
AS_OF = click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The portal's day (else SOURCE_DATE_EPOCH)."
)


def asked_day(as_of: datetime | None, language: "Language") -> date | None:
    """The portal's day, if it has one; ends with 2 if the environment's cannot be read."""
    try:
        return portal_day(as_of)
    except DayUnread as unread:
        click.echo(said("epoch-unread", language, value=str(unread)), err=True)
        sys.exit(2)


def refuse(problems: "Iterable[Problem]", language: "Language") -> NoReturn:
    """Print every problem and end with 1."""
    from generator.loading import describe

    listed = list(problems)
    for problem in listed:
        click.echo(describe(problem, language))
    click.echo(said("problems", language, number=len(listed)), err=True)
    sys.exit(1)
