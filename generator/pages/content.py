"""What the article of a page holds: a view, and the template that lays it out."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.model.text import Language
from generator.pages.passages import passages
from generator.pages.remembering import RememberingEnvironment
from generator.pages.typography import pieces_of, stretches
from generator.pages.words import words_in

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = RememberingEnvironment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["passages"] = passages
    environment.filters["stretches"] = stretches
    environment.globals["pieces_of"] = pieces_of
    return environment


@dataclass(frozen=True)
class Content:
    """A view and the name of its template; everything that is read on the page follows from it.

    `gone` are views of things whose place was on this page, told at its end; `sections` the names a reader may have
    linked to, which lead to the top where the page has nothing to say in one.
    """

    template: str
    view: object
    language: Language
    gone: tuple[object, ...] = ()
    sections: tuple[str, ...] = ()

    def html(self) -> Markup:
        body = self._laid_out(self.template, self.view)
        if self.gone:
            body += self._laid_out("gone_from_page.html", self.gone)
        absent = (name for name in self.sections if f' id="{name}"' not in body)
        return Markup("").join(Markup('<span id="{}"></span>').format(name) for name in absent) + body

    def _laid_out(self, name: str, view: object) -> Markup:
        template = _environment().get_template(name)
        text = template.render(view=view, say=words_in(self.language), language=self.language)
        return Markup(text)  # noqa: S704 autoescaped
