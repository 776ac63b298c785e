"""The `serve` command; what a preview needs is imported when one is asked for."""

import signal
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from generator.model.text import Language
from generator.publishing.kept import Options
from generator.publishing.language import message_language
from generator.publishing.options import AS_OF, LANG, ROOT, asked_day
from generator.publishing.said import said


@click.command()
@ROOT
@LANG
@click.option("--port", type=click.IntRange(1024, 65535), default=8000, show_default=True)
@AS_OF
def serve(root: Path, lang: Language | None, port: int, as_of: datetime | None) -> None:
    """Live preview on this machine: a saved file is on screen at once, and so is what is wrong in it."""
    from generator.publishing.preview import Preview, PreviewServer

    language = lang or message_language()
    preview = Preview(root.resolve(), Options(day=asked_day(as_of, language)), language)
    try:
        server = PreviewServer(port, preview.screen, language)
    except OSError as error:
        click.echo(said("port-taken", language, port=port, detail=error.strerror or str(error)), err=True)
        sys.exit(2)
    # Ctrl-C is how a preview ends, and what asks a process to end does the same.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            preview.run(server)
    finally:
        preview.screen.close()
        server.server_close()
