"""Templates that lay out the same value once: most of what a page shows stands on other pages too."""

from typing import Any

from jinja2.runtime import Context, Macro

# Macros that say no more than their arguments hold, and whose arguments are the same objects from page to page.
_REMEMBERED = frozenset(
    ("link", "links", "unit_text", "child", "part", "due", "document_card", "entry", "entry_link", "menu", "counting")
)
_MOST = 20_000

_laid_out: dict[tuple[object, ...], tuple[object, object]] = {}


class RememberingContext(Context):
    """Calls macros, and keeps what the remembered ones gave for the last so many values."""

    def call(self, called: Any, *given: Any, **named: Any) -> Any:
        if type(called) is not Macro:
            return super().call(called, *given, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
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
