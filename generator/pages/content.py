"""What the article of a page holds: a view, and the template that lays it out."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.model.text import Language
from generator.pages.typography import stretches
from generator.pages.words import Words

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    environment.filters["stretches"] = stretches
    return environment


@dataclass(frozen=True)
class Content:
    """A view and the name of its template; everything that is read on the page follows from it."""

    template: str
    view: object
    language: Language

    def html(self) -> Markup:
        template = _environment().get_template(self.template)
        text = template.render(view=self.view, say=Words(self.language), language=self.language)
        return Markup(text)  # noqa: S704 autoescaped
