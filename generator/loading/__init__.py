"""From YAML to the model: what an editor typed is read, checked and located; nothing runs, nothing is guessed."""

from generator.loading.hand_written import html_not_allowed
from generator.loading.portal import Loaded, ProblemsFound, load_portal, load_whole
from generator.loading.problems import Position, Problem, describe
from generator.loading.remembered import Remembered

__all__ = [
    "Loaded", "Position", "Problem", "ProblemsFound", "Remembered", "describe", "html_not_allowed", "load_portal",
    "load_whole",
]  # fmt: skip
