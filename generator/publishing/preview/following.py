"""A preview follows the folder of an office: it loads, shows, and waits for the next save."""

import gc
import threading
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.linking.citations import Found
from generator.loading import ProblemsFound, Remembered, describe
from generator.model.text import Language
from generator.publishing.build import known_citations, loaded_portal
from generator.publishing.collecting import collect_if_due, collecting_by_hand
from generator.publishing.kept import Options, sources_digest
from generator.publishing.preview.server import HOST, PreviewServer, Screen
from generator.publishing.preview.shown import shown_site
from generator.publishing.preview.watch import watching
from generator.publishing.refused import BuildRefused
from generator.publishing.said import said

# Seconds after which nobody is taken to wait for anything.
_A_WHILE = 2


class Preview:
    """What is on screen follows what is in a folder."""

    def __init__(self, root: Path, options: Options, language: Language) -> None:
        self._root = root
        self._options = options
        self._language = language
        self._remembered = Remembered()
        self._seen = ""
        self.screen = Screen()

    def run(self, server: PreviewServer) -> None:
        """Serve, and show every change of the sources, until interrupted."""
        with watching(self._root) as watch, collecting_by_hand():
            self.look()
            threading.Thread(target=server.serve_forever, daemon=True).start()
            click.echo(said("serving", self._language, address=f"http://{HOST}:{server.server_port}/"))
            # What the first loading has made stays, so it need not be looked through for what is no longer used.
            gc.collect()
            gc.freeze()
            try:
                while True:
                    changed = watch.wait(_A_WHILE)
                    # Whoever has just saved wants to see it first.
                    collect_if_due(quiet=not changed)
                    if changed:
                        self.look()
            finally:
                server.shutdown()

    @cached_property
    def _known(self) -> Mapping[str, Found]:
        """What the last build found texts to cite; what is read since, the finders of this process know themselves."""
        return known_citations(self._root)

    def look(self) -> None:
        """Put on screen what the folder holds, or what is wrong there."""
        seen = self._sources()
        # Some problems are of no file's bytes, such as a link that a program puts beside a file while it is open.
        if seen and seen == self._seen and not self.screen.picture.problems:
            return
        self._seen = seen
        try:
            portal = loaded_portal(
                self._root, self._options, to_publish=False, remembered=self._remembered, known=self._known
            )
            site = shown_site(self._root, portal, self._options)
        except ProblemsFound as found:
            self._warn([describe(problem, self._language) for problem in found.problems])
        except BuildRefused as refused:
            self._warn([said(refused.code, self._language, **refused.facts)])
        except OSError as error:
            self._warn([said("not-built", self._language, detail=str(error))])
        else:
            if self.screen.picture.problems:
                click.echo(said("preview.right", self._language))
            self.screen.show(site, urlsplit(portal.settings.address).path)

    def _sources(self) -> str:
        """A digest of all that is shown; empty where something of it cannot be read."""
        try:
            return sources_digest(self._root)
        except OSError:
            return ""

    def _warn(self, problems: list[str]) -> None:
        if tuple(problems) == self.screen.picture.problems:
            return
        words = said(
            "preview.none" if self.screen.picture.site is None else "preview.kept",
            self._language,
            number=len(problems),
        )
        for problem in problems:
            click.echo(problem)
        click.echo(words, err=True)
        self.screen.warn(words, problems)
