"""From YAML to the model: what an editor typed is read, checked and located; nothing runs, nothing is guessed."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.loading.hand_written import html_not_allowed
    from generator.loading.portal import Loaded, ProblemsFound, load_portal, load_whole
    from generator.loading.problems import Position, Problem, describe
    from generator.loading.remembered import Remembered

__all__ = [
    "Loaded", "Position", "Problem", "ProblemsFound", "Remembered", "describe", "html_not_allowed", "load_portal",
    "load_whole",
]  # fmt: skip

_MODULES = ("problems", "remembered", "hand_written", "portal")


def __getattr__(name: str) -> Any:
    """What the stage offers is imported when it is first asked for (PEP 562): a build that finds nothing changed needs
    the words of this stage and none of the rest."""
    if name in __all__:
        for module in _MODULES:
            found = getattr(import_module(f"{__name__}.{module}"), name, None)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(name)
