"""The MkDocs plugin: hands the portal's pages to MkDocs and knows nothing of what they say."""

import logging
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.structure.toc import TableOfContents

from generator.linking import link
from generator.loading import Position, Problem, ProblemsFound, describe, html_not_allowed, load_whole
from generator.pages import Frame, Page, PublishedFile, address_problems, pages_of, permanence_of, text_files_of
from generator.pages.frame import file_of
from generator.publishing.day import DayUnread, portal_day
from generator.publishing.filling import THEME
from generator.publishing.headers import page_policy
from generator.publishing.language import message_language
from generator.publishing.scripts import PARTS, scripts
from generator.publishing.stylesheet import for_elements

log = logging.getLogger("mkdocs.plugins.plan-portal")

# Of Material only templates and styles are published; its scripts, worker and source maps are not.
_NOT_PUBLISHED = ("assets/javascripts/", "assets/images/", "assets/stylesheets/palette.")
_STYLESHEET = "assets/stylesheets/main."


# A link of a hand-written page to a folder of the site.
_FOLDER = re.compile(r'href="((?![a-z]+:|/)[^"#?]*/)(#[^"]*)?"')


class PlanPortalConfig(Config):  # type: ignore[no-untyped-call]
    """`plugins: plan-portal:` in mkdocs.yml."""

    data_dir = config_options.Dir(default="data", exists=True)
    name_files = config_options.Type(bool, default=False)
    as_of = config_options.Optional(config_options.Type(date))


def framed_file(files: Files, config: MkDocsConfig, address: str, source: str | None) -> File:
    """The engine's file of the page at an address; `source` is its Markdown, where it has any."""
    file = files.get_file_from_path(source) if source else None
    if file is None:
        file = File.generated(config, f"{address}index.md", content="")
        files.append(file)
    file.dest_uri = file_of(address)
    file.inclusion = InclusionLevel.NOT_IN_NAV
    return file


class FramedPage(EnginePage):
    """A page that brings its frame; its content is ready HTML, or Markdown where the frame has none."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(page.frame.title, file, config)
        self.frame: Frame = page.frame
        self.ways = page.ways
        self._body = page.body

    @property
    def hand_written(self) -> bool:
        return self._body is None

    def read_source(self, config: MkDocsConfig) -> None:
        if self._body is None:
            super().read_source(config)
        else:
            self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if self._body is None:
            super().render(config, files)
            # The theme would offer a second way past the navigation.
            self.toc = TableOfContents([])
        else:
            self.content = self._body
            self.present_anchor_ids: set[str] = set()


class Capture(Protocol):
    """Takes what the engine makes, page by page, where only that is wanted and no site."""

    @property
    def sources(self) -> Collection[str]: ...

    def add_pages(self, files: Files, config: MkDocsConfig) -> None: ...

    def prepare(self, env: Environment) -> None: ...

    def take_content(self, page: EnginePage, html: str) -> None: ...

    def take_page(self, page: EnginePage, output: str) -> str: ...


@dataclass(frozen=True)
class Handed:
    """What a build has worked out before the engine starts: the site's address, its pages, and files beside them."""

    address: str
    pages: Sequence[Page]
    texts: Sequence[PublishedFile]


class PlanPortalPlugin(BasePlugin[PlanPortalConfig]):  # type: ignore[no-untyped-call]
    """Loads the data before MkDocs touches the site, and gives it one file per page."""

    def __init__(self) -> None:
        self.handed: Handed | None = None
        self.capture: Capture | None = None
        self.stylesheet = ""
        self._pages: Sequence[Page] = ()
        self._texts: Sequence[PublishedFile] = ()

    def work_for(self, *, handed: Handed | None = None, capture: Capture | None = None) -> None:
        """Say what the next build is for; the engine keeps a plugin from one build of a process to the next."""
        self.handed, self.capture = handed, capture

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        handed = self.handed or self._loaded(config)
        self._pages, self._texts = handed.pages, handed.texts
        config.site_url = handed.address
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        config.theme.dirs.insert(0, str(THEME))
        return config

    def _loaded(self, config: MkDocsConfig) -> Handed:
        data, content = Path(self.config.data_dir), Path(config.docs_dir)
        try:
            day = portal_day(self.config.as_of)
            loaded = load_whole(data, content, to_publish=True)
            portal = link(loaded.model, day)
            if problems := address_problems(portal, loaded.things):
                raise ProblemsFound(problems)
            texts = text_files_of(portal)
            if problems := permanence_of(portal).lost_files(text.address for text in texts):
                raise ProblemsFound(problems)
        except ProblemsFound as found:
            language = message_language()
            for problem in found.problems:
                log.error(describe(problem, language))
            raise Abort(f"{len(found.problems)} problems; the site is left as it was") from found
        except DayUnread as unread:
            raise Abort(f"SOURCE_DATE_EPOCH={unread}: not a number of seconds") from unread
        return Handed(portal.settings.address, pages_of(portal, name_files=self.config.name_files), texts)

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        texts = (*self._texts, *scripts())
        sources = self.capture.sources if self.capture else {page.source for page in self._pages}
        ours = {text.address for text in texts} | set(PARTS)
        for theirs in list(files):
            name = theirs.src_uri
            if (
                name.startswith(_NOT_PUBLISHED)
                or name.endswith(".map")
                or name in ours
                or (theirs.is_documentation_page() and name not in sources)
            ):
                files.remove(theirs)
        engines = next(file for file in files if file.src_uri.startswith(_STYLESHEET))
        files.remove(engines)
        files.append(File.generated(config, engines.src_uri, content=for_elements(engines.content_string)))
        self.stylesheet = engines.src_uri
        if self.capture:
            self.capture.add_pages(files, config)
        for page in self._pages:
            file = framed_file(files, config, page.address, page.source)
            file.page = FramedPage(page, file, config)
        for text in texts:
            files.append(File.generated(config, text.address, content=text.content))
        return files

    def on_page_content(self, html: str, *, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
        # Hand-written pages are Markdown checked line by line; everything else comes from autoescaped templates. What
        # the engine's extensions made of a page is checked once more.
        if page.file.generated_by is None:
            refused = html_not_allowed(html)
            if refused is not None:
                at = Position(f"{Path(config.docs_dir).name}/{page.file.src_uri}")
                log.error(describe(Problem(at, "html-not-allowed", {"value": refused}), message_language()))
                raise Abort("1 problem; the site is left as it was")
            if self.config.name_files:
                html = _FOLDER.sub(r'href="\1index.html\2"', html)
            if self.capture:
                self.capture.take_content(page, html)
        return Markup(html)  # noqa: S704

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        env.autoescape = True
        env.globals["content_policy"] = Markup(page_policy())  # noqa: S704 our own words
        env.globals["engine_stylesheet"] = self.stylesheet
        if self.capture:
            self.capture.prepare(env)
        return env

    def on_post_page(self, output: str, *, page: EnginePage, config: MkDocsConfig) -> str:
        if self.capture:
            return self.capture.take_page(page, output)
        return page.ways.within(output) if isinstance(page, FramedPage) else output
