"""What only the engine can give, asked for once and not once a page: the frame around the content in each language,
hand-written pages as HTML, and the files of the theme."""

import logging
import re
import secrets
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.commands.build import build as engine_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as EnginePage

from generator.linking.portal import Portal
from generator.model.portal import ContentPage
from generator.model.text import Language
from generator.pages import pages_of, text_files_of
from generator.pages.addresses import Addresses
from generator.publishing.day import portal_day
from generator.publishing.filling import EngineWork, FrameText
from generator.publishing.finishing import finished
from generator.publishing.fresh import NewSite
from generator.publishing.kept import Options
from generator.publishing.plugin import Handed, PlanPortalPlugin, framed_file
from generator.publishing.refused import BuildRefused

_FRAME = "portal-frame.html"
_NOTHING = "portal-nothing.html"

# Two pages as unlike as can be: where their frames differ, the theme shows more of a page than its blocks do.
_PROBES = ("", "deep/down/below/")


class NotOnce(Exception):
    """This site's frames cannot be rendered once for all pages: every page has to go through the engine."""


@dataclass(frozen=True)
class _ProbeFrame:
    """All that a frame may show outside its blocks."""

    language: Language


class _Probe(EnginePage):
    """A page without content, in whose frame every block is a mark."""

    def __init__(self, language: Language, file: File, config: MkDocsConfig) -> None:
        super().__init__(file.src_uri, file, config)
        self.frame = _ProbeFrame(language)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown, self.meta = "", {"template": _FRAME}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""
        self.present_anchor_ids: set[str] = set()


class _HandWritten(EnginePage):
    """A hand-written page of which only the content is wanted."""

    def read_source(self, config: MkDocsConfig) -> None:
        super().read_source(config)
        self.meta = {**self.meta, "template": _NOTHING}


@dataclass
class _Capture:
    """Frames and hand-written pages as the engine makes them."""

    languages: Sequence[Language]
    content: Sequence[ContentPage]
    others: Collection[str]
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    frames: dict[Language, set[str]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> Collection[str]:
        return {page.file for page in self.content}

    def add_pages(self, files: Files, config: MkDocsConfig) -> None:
        for page in self.content:
            file = framed_file(files, config, Addresses(page.language).content(page), page.file)
            file.page = _HandWritten(page.head.title, file, config)
        for language in self.languages:
            for where in _PROBES:
                file = framed_file(files, config, f"{self.token}/{language}/{where}", None)
                file.page = _Probe(language, file, config)
        for address in self.others:
            file = framed_file(files, config, address, None)
            file.page = _HandWritten("", file, config)

    def prepare(self, env: Environment) -> None:
        blocks = "".join(
            f"{{% block {name} %}}{self.token}-{name}-{{% endblock %}}" for name in env.get_template("main.html").blocks
        )
        own = DictLoader({_FRAME: f'{{% extends "base.html" %}}{blocks}', _NOTHING: ""})
        env.loader = ChoiceLoader([own, env.loader] if env.loader else [own])

    def take_content(self, page: EnginePage, html: str) -> None:
        self.written[page.file.src_uri] = html

    def take_page(self, page: EnginePage, output: str) -> str:
        if isinstance(page, _Probe):
            self.frames.setdefault(page.frame.language, set()).add(output)
        return ""

    def frame(self, language: Language) -> FrameText:
        outputs = self.frames[language]
        if len(outputs) != 1:
            raise NotOnce
        return tuple(re.split(f"{self.token}-([a-z_]+)-", outputs.pop()))


class _Warnings(logging.Handler):
    """Hears what the engine warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


def _is_ours_alone(root: Path, config: MkDocsConfig, plugin: PlanPortalPlugin) -> bool:
    """Whether nothing but the portal has a say in the pages."""
    places = ((config.docs_dir, "content"), (plugin.config.data_dir, "data"))
    return (
        set(config.plugins) == {"plan-portal"}
        and not config.hooks
        and plugin.config.as_of is None
        and not plugin.config.name_files
        and not config.theme.custom_dir
        and all(Path(place).resolve() == (root / name).resolve() for place, name in places)
    )


def engine_work(
    root: Path,
    *,
    languages: Sequence[Language],
    content: Sequence[ContentPage],
    others: Collection[str],
    address: str,
    name_files: bool,
) -> EngineWork:
    """Let the engine do its part for the portal of a folder; `others` are addresses hand-written pages may name."""
    capture = _Capture(languages, content, others)
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        logger.addHandler(warnings)
        try:
            config = load_config(config_file=str(root / "mkdocs.yml"), site_dir=folder)
            plugin = config.plugins["plan-portal"]
            if not isinstance(plugin, PlanPortalPlugin) or not _is_ours_alone(root, config, plugin):
                raise NotOnce
            plugin.config["name_files"] |= name_files
            plugin.work_for(handed=Handed(address, (), ()), capture=capture)
            try:
                engine_build(config)
            finally:
                plugin.work_for()
        except MkDocsException as error:
            # The engine says what is wrong before it gives up.
            raise BuildRefused("not-built", 1, detail=" ".join((*warnings.heard, str(error)))) from error
        finally:
            logger.removeHandler(warnings)
        assets = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(Path(folder).rglob("*"))
            if path.is_file()
        }
    return EngineWork(
        frames={language: capture.frame(language) for language in languages},
        written=capture.written,
        assets=assets,
        stylesheet=plugin.stylesheet,
        warned=bool(warnings.heard),
    )


def plain_site(root: Path, site: NewSite, scratch: Path, options: Options, portal: Portal | None = None) -> None:
    """Write the whole site by sending every page through the engine, which renders into the folder `scratch`; it reads
    the data itself unless it is given."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = load_config(config_file=str(root / "mkdocs.yml"), site_dir=str(scratch))
        plugin = config.plugins["plan-portal"]
        assert isinstance(plugin, PlanPortalPlugin)  # noqa: S101 the name is ours
        plugin.config["name_files"] |= options.offline
        plugin.config["as_of"] = options.day or plugin.config["as_of"]
        handed = None
        if portal is not None:
            texts = text_files_of(portal)
            pages = pages_of(portal, name_files=plugin.config.name_files)
            handed = Handed(portal.settings.address, pages, texts)
        plugin.work_for(handed=handed)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            engine_build(config)
        finally:
            config.plugins.on_shutdown()
            plugin.work_for()
    except MkDocsException as error:
        raise BuildRefused("not-built", 1, detail=str(error)) from error
    for path in sorted(scratch.rglob("*")):
        if path.is_file():
            site.write(path.relative_to(scratch).as_posix(), path.read_bytes())
    sources = (Path(plugin.config.data_dir), Path(config.docs_dir))
    finished(site, sources, Options(plugin.config.name_files, portal_day(plugin.config.as_of)))
