"""Templates that lay out the same value once: most of what a page shows stands on other pages too."""

import re
from functools import lru_cache
from types import MethodType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from generator.pages.words import Words

# Macros that say no more than their arguments hold, and whose arguments are the same objects from page to page.
_REMEMBERED = frozenset(
    ("link", "links", "unit_text", "child", "part", "due", "document_card", "entry", "entry_link", "menu", "counting")
)
_MOST = 20_000

# A function of our own that keeps what it gave; it asks for nothing of the template's either.
_Cached = type(lru_cache(abs))

_laid_out: dict[tuple[object, ...], tuple[object, object]] = {}


class RememberingContext(Context):
    """Calls macros, and keeps what the remembered ones gave for the last so many values."""

    def call(self, called: Any, *given: Any, **named: Any) -> Any:
        kind = type(called)
        if kind is _Cached:
            return called(*given)
        if kind is not Macro and kind is not Words and kind is not MethodType:
            return super().call(called, *given, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        if kind is not Macro:
            # Our own words and values ask for nothing of the template's.
            return called(*given, **named)
        if called.name not in _REMEMBERED or named:
            return called(self.eval_ctx, *given, **named)
        key = (called, *(one if isinstance(one, str) else id(one) for one in given))
        known = _laid_out.get(key)
        if known is None:
            if len(_laid_out) >= _MOST:
                _laid_out.clear()
            # The values are kept too: as long as they are, no other object has their place.
            known = _laid_out[key] = (given, called(self.eval_ctx, *given))
        return known[1]


_SPECIAL = re.compile("[&<>'\"]")


class _SparingCode(CodeGenerator):
    """Code of templates that hands what it shows to the environment."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class RememberingEnvironment(Environment):
    """An environment for templates that do not change while it lasts; the ones they name are looked up once."""

    context_class = RememberingContext
    code_generator_class = _SparingCode

    @staticmethod
    def shown(value: object) -> str:
        """A value escaped; most are markup, or words without anything to escape, and stay the very same object."""
        if type(value) is Markup:
            return value
        if type(value) is str and _SPECIAL.search(value) is None:
            return value
        return escape(value)

    def __init__(self, **options: Any) -> None:
        super().__init__(auto_reload=False, **options)
        self._known: dict[str, Template] = {}

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:
        if globals is not None or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        if name not in self._known:
            self._known[name] = super().get_template(name, parent)
        return self._known[name]
