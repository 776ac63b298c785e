"""The `serve` command; what a preview needs is imported when one is asked for."""

import os
import signal
import sys
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from generator.model.text import Language
from generator.publishing.kept import Options
from generator.publishing.language import message_language
from generator.publishing.options import AS_OF, LANG, ROOT, asked_day
from generator.publishing.said import said

# How many seconds a preview may take to end.
_PATIENCE = 5


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    """End as by Ctrl-C, and by force if a thread of the watching library is waited for in vain: a preview writes
    nothing, so nothing can be left half done."""
    timer = threading.Timer(_PATIENCE, os._exit, (0,))
    timer.daemon = True
    timer.start()
    raise KeyboardInterrupt


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
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    try:
        with suppress(KeyboardInterrupt):
            preview.run(server)
    finally:
        preview.screen.close()
        server.server_close()
