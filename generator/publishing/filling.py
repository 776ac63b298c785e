"""A page without the engine: the frame rendered once, and the blocks of the theme filled for each page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from generator.model.text import Language
from generator.pages.frame import Frame, Page
from generator.pages.remembering import RememberingEnvironment

THEME = Path(__file__).parent / "theme"

FrameText = tuple[str, ...]
"""What surrounds the blocks of a page: text, the name of a block, text, the name of a block, …, text."""


@dataclass(frozen=True)
class EngineWork:
    """What the engine gives once: frames, hand-written pages as HTML by their file, and files by their address."""

    frames: Mapping[Language, FrameText]
    written: Mapping[str, str]
    assets: Mapping[str, bytes]
    stylesheet: str
    warned: bool = False


@dataclass(frozen=True)
class _Shown:
    """What the theme asks of a page."""

    frame: Frame
    content: Markup


@cache
def _theme() -> Template:
    environment = RememberingEnvironment(loader=FileSystemLoader(THEME), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("main.html")


class Filling:
    """Fills the frames; a page is what the engine would have made of it, to the letter."""

    def __init__(self, work: EngineWork) -> None:
        self._work = work
        self._blocks = _theme().blocks

    def file(self, page: Page) -> bytes:
        """The bytes of a page's file."""
        return self.html(page).encode("utf-8", errors="xmlcharrefreplace")

    def html(self, page: Page) -> str:
        body = page.body if page.source is None else Markup(self._work.written[page.source])  # noqa: S704 checked
        assert body is not None  # noqa: S101
        shown = _Shown(page.frame, body)
        context = _theme().new_context({"page": shown, "engine_stylesheet": self._work.stylesheet})
        pieces: list[str] = []
        for place, text in enumerate(self._work.frames[page.frame.language]):
            if place % 2:
                pieces.extend(self._blocks[text](context))
            else:
                pieces.append(text)
        return page.ways.within("".join(pieces))
